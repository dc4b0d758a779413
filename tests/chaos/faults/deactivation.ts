import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { enterAgain, type Persona } from '../stage/cast.ts';
import type { Stage } from '../stage/stage.ts';
import { askAdmin } from './admin.ts';
import type { Begun, Plan } from './fault.ts';
import { untilDone } from './until-done.ts';
import { victimOf } from './victims.ts';

const KNOCK_EVERY_MS = 400;
const PATIENCE_MS = 8_000;

/**
 * Somebody is deactivated and, later, let in again. Their devices have to fall silent meanwhile, with or without being
 * told why; what is tried with their old session is refused; and once they are back they hold what everybody holds.
 */
export async function deactivateSomebody(stage: Stage, plan: Plan): Promise<Begun> {
  const person = await victimOf(plan, () =>
    stage.cast.people.filter(({ id }) => stage.tabsOf(id).some(({ inUse }) => inUse)),
  );
  const tabs = stage.tabsOf(person.id);
  // One of them, or none, is not told.
  const stubborn = tabs[plan.target % (tabs.length + 1)];
  if (stubborn) stubborn.losingGoodbyes = true;
  await askAdmin(stage, 'POST', `/api/admin/people/${person.id}/deactivate`);
  stage.absences.begin(person);
  const knocking = new Knocking(stage, person);
  let silenced = 0;
  return {
    async heal() {
      await knocking.stop();
      silenced = tabs.filter(({ left }) => left !== undefined).length;
      if (stubborn) stubborn.losingGoodbyes = false;
      stage.absences.end(person);
      await askAdmin(stage, 'POST', `/api/admin/people/${person.id}/reactivate`);
      await stage.admit(person, () => untilDone(() => enterAgain(stage.databaseUrl, person)));
    },
    evidence: () =>
      silenced + knocking.refused > 0
        ? `${silenced} tabs silenced, ${knocking.refused} messages refused`
        : undefined,
  };
}

/** Somebody who goes on sending with the session they had, as no page would. */
class Knocking {
  refused = 0;
  #over = false;
  readonly #done: Promise<void>;
  readonly #headers: Persona['headers'];

  constructor(
    private readonly stage: Stage,
    private readonly person: Persona,
  ) {
    this.#headers = person.headers;
    this.#done = this.#knock();
  }

  /** Resolves when the last one is answered. */
  stop(): Promise<void> {
    this.#over = true;
    return this.#done;
  }

  async #knock(): Promise<void> {
    while (!this.#over) {
      for (const id of this.stage.memberships.of(this.person.id)) await this.#send(id);
      await sleep(KNOCK_EVERY_MS);
    }
  }

  async #send(conversationId: number): Promise<void> {
    const { id: senderId, name } = this.person;
    const sent = { conversationId, senderId, tab: `${name}/locked out`, lockedOut: true };
    const operation = this.stage.recorder.begin(sent);
    const url = `http://127.0.0.1:${this.stage.route() ?? 0}/api/conversations/${conversationId}/messages`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...this.#headers, 'content-type': 'application/json' },
      body: JSON.stringify({ clientMessageId: randomUUID(), text: operation.text }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => undefined);
    if (answer?.status !== 401) return;
    operation.outcome = 'failed';
    this.refused += 1;
  }
}
