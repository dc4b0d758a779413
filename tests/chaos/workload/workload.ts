import type { Random } from '../random.ts';
import type { Stage } from '../stage/stage.ts';
import type { Tab } from '../stage/tab.ts';
import { edit, react, takeBack } from './acts.ts';
import { say } from './say.ts';
import { tick } from './routines.ts';

/** Milliseconds between two acts of one tab. */
const PAUSE_MS = [150, 900] as const;

type Act = (stage: Stage, tab: Tab, conversationId: number, random: Random) => void;

/** What people do, and how often in a hundred acts. */
const ACTS: readonly (readonly [number, Act])[] = [
  [35, (stage, tab, id) => void say(stage, tab, id)],
  [3, (stage, tab, id) => void say(stage, tab, id, { withPicture: true })],
  [4, edit],
  [2, takeBack],
  [6, react],
  [6, (stage, tab, id, random) => reply(stage, tab, id, random)],
  [2, (stage, tab, id) => burst(stage, tab, id)],
  [20, (_stage, tab, id, random) => read(tab, id, random)],
  [8, (_stage, tab, id) => tab.device.typed(id)],
  [6, (stage, tab, id, random) => tick(stage, tab, id, random)],
  [3, (stage, tab, _id, random) => intrude(stage, tab, random)],
  [5, (_stage, tab, id) => giveUpFailed(tab, id)],
];

/** People at their tabs: each writes, reads, ticks and sometimes tries what they may not, until told to stop. */
export class Workload {
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(private readonly stage: Stage) {}

  start(): void {
    for (const tab of this.stage.tabs) this.#next(tab, this.stage.options.random.fork(`acts of ${tab.name}`));
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #next(tab: Tab, random: Random): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.#next(tab, random);
        this.#act(tab, random);
      },
      random.between(PAUSE_MS[0], PAUSE_MS[1]),
    );
    this.#timers.add(timer);
  }

  #act(tab: Tab, random: Random): void {
    const known = tab.isOpen ? tab.device.conversations() : [];
    // Both are drawn whatever the device knows, so that the same seed means the same acts.
    const roll = random.between(1, 100);
    const which = random.next();
    const conversationId = known[Math.floor(which * known.length)];
    if (conversationId !== undefined) chosen(roll)(this.stage, tab, conversationId, random);
  }
}

function chosen(roll: number): Act {
  let sum = 0;
  for (const [share, act] of ACTS) {
    sum += share;
    if (roll <= sum) return act;
  }
  throw new Error('The shares of all acts are not a hundred');
}

function burst(stage: Stage, tab: Tab, id: number): void {
  for (let n = 0; n < 6; n += 1) say(stage, tab, id);
}

/** Quotes something the tab shows; takes the server's transactional way instead of the gathered one. */
function reply(stage: Stage, tab: Tab, id: number, random: Random): void {
  const shown = tab.device.held(id)?.messages ?? [];
  if (shown.length > 0) say(stage, tab, id, { replyToSeq: random.pick(shown).seq });
}

/** Up to somewhere, not always to the end: another device of the same person may be further. */
function read(tab: Tab, id: number, random: Random): void {
  const lastSeq = tab.device.held(id)?.lastSeq ?? 0;
  if (lastSeq > 0) tab.device.markRead(id, random.between(Math.max(1, lastSeq - 8), lastSeq));
}

/** Writes into a thread of other people, and says that it was read. */
function intrude(stage: Stage, tab: Tab, random: Random): void {
  const id = random.pick(stage.memberships.foreignTo(tab.person.id));
  say(stage, tab, id);
  tab.device.markRead(id, 1);
  tab.device.typed(id);
}

/** What was refused for good stays on the screen until its writer takes it away. */
function giveUpFailed(tab: Tab, id: number): void {
  for (const { clientMessageId, state } of tab.device.pending(id)) {
    if (state === 'failed') tab.device.discard(clientMessageId);
  }
}
