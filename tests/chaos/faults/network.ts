import type { Direction, TcpProxy } from '../../support/tcp-proxy.ts';
import type { Shape } from '../../support/tcp-flow.ts';
import { hopsOf, type Stage } from '../stage/stage.ts';
import type { Begun, Fault, Plan } from './fault.ts';
import { targetOf, thoseThere } from './victims.ts';

const BLOWS = 3;
const BLOW_EVERY_MS = 400;

/** What happens on the way between two of them: a device and its server, a server and its database or Redis. */
export const networkFaults: readonly Fault[] = [
  {
    kind: 'reset',
    layers: ['network'],
    lasts: [0, 500],
    signs: ['disconnected', 'unavailable', 'warned', 'degraded', 'gap'],
    loses: true,
    async begin(stage, plan) {
      const hops = await hopsFor(stage, plan);
      for (let blow = 0; blow < BLOWS; blow += 1) {
        for (const hop of hops) hop.reset();
        await new Promise((resolve) => setTimeout(resolve, BLOW_EVERY_MS));
      }
      return { heal: () => Promise.resolve() };
    },
  },
  {
    kind: 'silence',
    layers: ['network'],
    lasts: [3_000, 8_000],
    signs: [],
    loses: true,
    lingers: true,
    begin: (stage, plan) => shaped(stage, plan, (hop) => hop.silence(directionOf(plan))),
  },
  {
    kind: 'slices',
    layers: ['network'],
    lasts: [2_000, 5_000],
    signs: [],
    lingers: true,
    begin: (stage, plan) => shaped(stage, plan, (hop) => shapeBoth(hop, { kind: 'slice' })),
  },
  {
    kind: 'slow-link',
    layers: ['network'],
    lasts: [3_000, 7_000],
    signs: [],
    lingers: true,
    begin: (stage, plan) =>
      shaped(stage, plan, (hop) => shapeBoth(hop, { kind: 'slow', bytesPerSecond: 20_000, delayMs: 150 })),
  },
];

function shapeBoth(hop: TcpProxy, shape: Shape): void {
  hop.shape('up', shape);
  hop.shape('down', shape);
}

function directionOf({ target }: Plan): Direction {
  return target % 2 === 0 ? 'down' : 'up';
}

/** Several devices at once, or one hop behind a server; only where something goes over it. */
async function hopsFor(stage: Stage, plan: Plan): Promise<TcpProxy[]> {
  const links = (await thoseThere(() => stage.inUse)).map(({ link }) => link);
  const behind = stage.serving.flatMap(hopsOf).filter((hop) => hop.clear && stage.leadsSomewhere(hop));
  if (plan.target % 3 === 0 && behind.length > 0) return [targetOf(behind, plan)];
  const third = Math.ceil(stage.tabs.length / 3);
  const from = plan.target % links.length;
  return [...links, ...links].slice(from, from + Math.min(third, links.length));
}

async function shaped(stage: Stage, plan: Plan, shape: (hop: TcpProxy) => void): Promise<Begun> {
  const hops = await hopsFor(stage, plan);
  const sum = () => hops.reduce((total, { touched }) => total + touched, 0);
  const before = sum();
  let after: number | undefined;
  for (const hop of hops) shape(hop);
  return {
    heal() {
      after = sum();
      for (const hop of hops) hop.heal();
      return Promise.resolve();
    },
    evidence() {
      const touched = (after ?? sum()) - before;
      return touched > 0 ? `touched ${touched}` : undefined;
    },
  };
}
