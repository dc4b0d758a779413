import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultReport } from '../history.ts';
import type { Observation } from '../stage/recorder.ts';
import type { Stage } from '../stage/stage.ts';
import type { Begun, Fault, Layer, Plan } from './fault.ts';
import { faultOf } from './registry.ts';
import { NobodyThere, thoseThere } from './victims.ts';

/** How long after its end a fault may still show: answers that time out, clients that wait to come back. */
const ECHO_MS = 20_000;
/** How much longer one goes on that lingers. */
const LINGERS_MS = 8_000;
const LOOK_EVERY_MS = 100;

/** A fault that hit nobody: it is reported as not felt. */
const MISSED: Begun = { heal: () => Promise.resolve(), evidence: () => undefined };

interface Performed {
  readonly fault: Fault;
  readonly plan: Plan;
  readonly begun: Begun;
  readonly from: number;
  to: number;
}

/** Lets everything go wrong as planned, and be healed again. */
export class Performance {
  readonly #performed: Performed[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly plans: readonly Plan[],
  ) {}

  /**
   * Resolves when the last fault is healed and every server is up. On a slow machine a fault waits for the one before
   * it of the same layer, and one whose time has passed long ago is left out.
   */
  async play(withinMs: number, tell: (line: string) => void): Promise<void> {
    const startedAt = performance.now();
    const passed = () => performance.now() - startedAt;
    const busy = new Map<Layer, Promise<void>>();
    for (const plan of this.plans) {
      const fault = faultOf(plan.kind);
      await sleep(Math.max(0, plan.at - passed()));
      await Promise.all(
        [...busy].filter(([layer]) => fault.alone || fault.layers.includes(layer)).map(([, over]) => over),
      );
      if (passed() > withinMs) break;
      tell(`${plan.kind} begins`);
      const over = this.#perform(fault, plan).then(() => tell(`${plan.kind} is over`));
      for (const layer of fault.layers) busy.set(layer, over);
      if (fault.alone) await over;
    }
    await Promise.all(busy.values());
    await Promise.all(this.stage.nodes.map((node) => node.revive()));
  }

  /** What was done, each with what shows that it was felt. Ask when the run is over. */
  reports(): FaultReport[] {
    return this.#performed.map((one) => ({ kind: one.fault.kind, evidence: this.#evidenceOf(one) }));
  }

  async #perform(fault: Fault, plan: Plan): Promise<void> {
    const performed = { fault, plan, ...(await this.#begin(fault, plan)), to: Infinity };
    this.#performed.push(performed);
    if (performed.begun === MISSED) return;
    await sleep(plan.lasts);
    const unfelt = () => fault.lingers === true && this.#evidenceOf(performed) === undefined;
    for (let more = 0; unfelt() && more < LINGERS_MS; more += LOOK_EVERY_MS) await sleep(LOOK_EVERY_MS);
    await performed.begun.heal();
    performed.to = Date.now();
  }

  /** Nothing begins while everybody is still cut off by the one before. */
  async #begin(fault: Fault, plan: Plan): Promise<Pick<Performed, 'begun' | 'from'>> {
    const { stage } = this;
    try {
      await thoseThere(() => stage.inUse);
      const from = Date.now();
      return { begun: await fault.begin(stage, plan), from };
    } catch (error) {
      if (error instanceof NobodyThere) return { begun: MISSED, from: Date.now() };
      throw error;
    }
  }

  #evidenceOf(one: Performed): string | undefined {
    const { begun } = one;
    return begun.evidence ? begun.evidence() : signsOf(one, this.stage.recorder.observations);
  }
}

function signsOf(
  { fault, begun: { hit }, from, to }: Performed,
  observations: readonly Observation[],
): string | undefined {
  const seen = observations.filter(
    ({ at, sign, who }) =>
      at >= from && at <= to + ECHO_MS && fault.signs.includes(sign) && (hit?.includes(who) ?? true),
  );
  const counts = fault.signs
    .map((sign) => ({ sign, times: seen.filter((one) => one.sign === sign).length }))
    .filter(({ times }) => times > 0);
  if (counts.length === 0) return undefined;
  return counts.map(({ sign, times }) => `${sign} ${times}`).join(', ');
}
