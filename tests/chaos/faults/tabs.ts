import { setTimeout as sleep } from 'node:timers/promises';
import type { Sent } from '../stage/recorder.ts';
import type { Stage } from '../stage/stage.ts';
import type { Tab } from '../stage/tab.ts';
import { Random } from '../random.ts';
import { react } from '../workload/acts.ts';
import { say } from '../workload/say.ts';
import type { Begun, Fault, Plan } from './fault.ts';
import { victimOf } from './victims.ts';

const LOOK_EVERY_MS = 20;
const SWALLOWED_WITHIN_MS = 2_000;
const SAVED_WITHIN_MS = 3_000;
const SENT_WITHIN_MS = 5_000;

/** What happens to one device, or in it. */
export const tabFaults: readonly Fault[] = [
  {
    kind: 'ack-cut',
    layers: ['tabs'],
    lasts: [5_000, 7_000],
    signs: [],
    async begin(stage, plan) {
      // A tab that has a neighbour would hear from it that its message is stored.
      const tab = await victimOf(plan, () => stage.inUse.filter(({ name }) => name.endsWith('/phone')));
      const from = Date.now();
      tab.ears.onSend = () => {
        tab.ears.onSend = () => undefined;
        void cutAnswer(tab);
      };
      // Or it would hear from a sync that its message is stored, and never try again.
      tab.losingSyncs = true;
      sayToAll(stage, tab, 3);
      return {
        heal() {
          tab.ears.onSend = () => undefined;
          tab.losingSyncs = false;
          tab.link.heal();
          tab.link.reset();
          return Promise.resolve();
        },
        evidence: () => cutAnswers(stage, tab, from),
      };
    },
  },
  {
    kind: 'stop-reading',
    layers: ['tabs'],
    lasts: [4_000, 8_000],
    signs: ['late', 'unanswered', 'disconnected'],
    async begin(stage, plan) {
      const tab = await victimOf(plan, () => stage.inUse);
      tab.link.shape('down', { kind: 'hold' });
      sayToAll(stage, tab, 2);
      // Its neighbour may be the one that sends: this it asks itself.
      for (const id of tab.device.writable()) react(stage, tab, id, new Random(`reader ${plan.target}`));
      return {
        hit: [tab.name],
        heal() {
          tab.link.heal();
          return Promise.resolve();
        },
      };
    },
  },
  {
    kind: 'lost-hints',
    layers: ['tabs'],
    lasts: [3_000, 6_000],
    signs: ['gap'],
    loses: true,
    lingers: true,
    async begin(stage, plan) {
      const tab = await victimOf(plan, () => stage.inUse);
      tab.losing = 0.5;
      return {
        hit: [tab.name],
        heal() {
          tab.losing = 0;
          return Promise.resolve();
        },
      };
    },
  },
  { kind: 'tab-kill', layers: ['tabs'], lasts: [300, 3_000], signs: [], begin: killTab },
  {
    kind: 'two-tabs',
    layers: ['tabs'],
    lasts: [1_000, 3_000],
    signs: [],
    async begin(stage, plan) {
      const tabs = await victimOf(plan, () => laptopsInUse(stage));
      const said = tabs.map((tab) => sayToAll(stage, tab, 5));
      const all = () => said.every((one) => one.some(({ outcome }) => outcome === 'ok'));
      return { heal: () => Promise.resolve(), evidence: () => (all() ? 'sent from both tabs' : undefined) };
    },
  },
];

/** The two tabs of each laptop in which somebody can write. */
function laptopsInUse(stage: Stage): Tab[][] {
  return stage.cast.people
    .map(({ id }) => stage.tabsOf(id).filter(({ name, inUse }) => inUse && name.includes('laptop-tab')))
    .filter(({ length }) => length === 2);
}

function sayToAll(stage: Stage, tab: Tab, times: number): Sent[] {
  const ids = tab.device.writable();
  return Array.from({ length: times }, () => ids.map((id) => say(stage, tab, id))).flat();
}

/** Answers that never came, and repetitions the server knew. */
function cutAnswers(stage: Stage, tab: Tab, from: number): string | undefined {
  const mine = stage.recorder.observations.filter(({ who, at }) => who === tab.name && at >= from);
  const unanswered = mine.filter(({ sign }) => sign === 'unanswered').length;
  const duplicates = mine.filter(({ sign }) => sign === 'duplicate').length;
  return unanswered > 0 ? `unanswered ${unanswered}, duplicates recognised ${duplicates}` : undefined;
}

/** Lets a request through and loses its answer, then the connection. */
async function cutAnswer(tab: Tab): Promise<void> {
  const { link } = tab;
  const before = link.touched;
  link.silence('down');
  for (let waited = 0; link.touched === before && waited < SWALLOWED_WITHIN_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
  }
  await sleep(5 * LOOK_EVERY_MS);
  link.heal();
}

/** Messages are written while nothing gets out, the tab dies, and another finds what its browser had stored. */
async function killTab(stage: Stage, plan: Plan): Promise<Begun> {
  const tab = await victimOf(plan, () => stage.inUse);
  // A neighbour would send them at once.
  const browser = stage.tabs.filter((one) => one.options.profile === tab.options.profile);
  for (const { link } of browser) link.shape('up', { kind: 'hold' });
  const said = sayToAll(stage, tab, 2);
  for (
    let waited = 0;
    !said.every((one) => one.promised) && waited < SAVED_WITHIN_MS;
    waited += LOOK_EVERY_MS
  ) {
    await sleep(LOOK_EVERY_MS);
  }
  const left = said.filter(({ promised, outcome }) => promised && outcome === 'unknown');
  tab.kill();
  for (const { link } of browser) link.heal();
  // Or refused: their thread may have been closed meanwhile.
  const sent = () => left.filter(({ outcome }) => outcome !== 'unknown').length;
  return {
    async heal() {
      await tab.open();
      for (let waited = 0; sent() === 0 && waited < SENT_WITHIN_MS; waited += LOOK_EVERY_MS)
        await sleep(LOOK_EVERY_MS);
    },
    evidence: () => (sent() > 0 ? `${sent()} sent from another tab` : undefined),
  };
}
