import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MessageView } from '#contract/conversations';
import { RealtimeClient } from './client.ts';
import type { LocalStore } from './local/local-store.ts';
import { FaultyWire } from './testing/faulty-wire.ts';
import { ModelServer } from './testing/model-server.ts';
import { smallStore } from './testing/small-store.ts';
import { ME, OTHER } from './testing/views.ts';
import type { ThreadState } from './thread-state.ts';
import { settle, VirtualTimers } from './testing/virtual-timers.ts';

type How = 'now' | 'twice' | 'late' | 'never';
interface Step {
  act: keyof typeof actions;
  how: How;
  n: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(
    ...([
      'receive',
      'receive',
      'receive',
      'touch',
      'touch',
      'send',
      'sendUnanswered',
      'burst',
      'release',
    ] as const),
    ...(['wait', 'wait', 'cut', 'open', 'read', 'ownRead', 'restart'] as const),
    ...(['older', 'older', 'newer', 'newer', 'around', 'newest', 'look'] as const),
  ),
  how: fc.constantFrom<How[]>('now', 'now', 'twice', 'late', 'never'),
  n: fc.nat(2_000),
});

/** Far less than a browser holds: what is read is cut often. */
const [HELD, NEWEST] = [20, 5];

interface Device {
  client: RealtimeClient;
  wire: FaultyWire;
  /** Watermarks that were seen to go back (R6). */
  backwards: string[];
}

interface World extends Device {
  server: ModelServer;
  timers: VirtualTimers;
  store: LocalStore;
  sent: string[];
}

it('R4 R6 ends equal to a fresh read after any history of sends, edits, losses, doubles, delays and restarts', async ({
  annotate,
}) => {
  const seed = Date.now() % 2 ** 31;
  await annotate(`seed ${seed}`);
  const history = fc.array(step, { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.nat(25), history, async (before, steps) => {
      const world = await startWorld(before);
      for (const { act, how, n } of steps) await actions[act](world, how, n);
      await heal(world);
      expectFreshRead(world);
    }),
    { numRuns: 10_000, seed },
  );
}, 120_000);

async function startWorld(before: number): Promise<World> {
  const server = new ModelServer();
  for (let n = 0; n < before; n += 1) server.send(n % 3 === 0 ? ME : OTHER, `before ${n}`, `before-${n}`);
  const timers = new VirtualTimers();
  const store = smallStore();
  return { server, timers, store, sent: [], ...(await startDevice(server, timers, store)) };
}

async function startDevice(server: ModelServer, timers: VirtualTimers, store: LocalStore): Promise<Device> {
  const wires: FaultyWire[] = [];
  const backwards: string[] = [];
  const nothing = () => undefined;
  const highest: Record<string, number> = {};
  const watchMarks = () => {
    for (const [userId, { readSeq }] of Object.entries(client.engine.threads.get(7)?.members ?? {})) {
      const before = highest[userId] ?? 0;
      if (readSeq < before) backwards.push(`${userId} from ${before} to ${readSeq}`);
      highest[userId] = Math.max(before, readSeq);
    }
  };
  const client = new RealtimeClient({
    me: ME,
    timers,
    store,
    random: () => 0.5,
    limits: { held: HELD, kept: 14, newest: NEWEST },
    wire: (handlers) => {
      const made = new FaultyWire(handlers, server);
      wires.push(made);
      return made;
    },
    api: {
      conversations: () => Promise.resolve({ items: [server.view()], nextCursor: null }),
      updateSettings: (_id, change) => Promise.resolve(server.updateSettings(change)),
      messages: async (_id, request) => {
        const page = server.page(request);
        await settle();
        if (request.around !== undefined) await passing(timers, 40);
        return page;
      },
    },
    observer: {
      status: nothing,
      conversation: watchMarks,
      pending: nothing,
      typing: nothing,
      presence: nothing,
      arrived: nothing,
    },
  });
  await client.start();
  await settle();
  const [wire] = wires;
  if (!wire) throw new Error('the client made no wire');
  return { client, wire, backwards };
}

/** What can happen; most do not wait for their effects, so that they overlap. */
const actions = {
  receive,
  burst(world: World, how: How, n: number) {
    for (let left = 5 + (n % 55); left > 0; left -= 1) receive(world, how);
  },
  touch(world: World, how: How, n: number) {
    const change = world.server.touch(1 + (n % Math.max(1, world.server.lastSeq)));
    if (change) deliverChange(world, change, how);
  },
  send({ client, sent }: World) {
    const text = `mine ${sent.length}`;
    sent.push(text);
    client.send(7, text);
  },
  sendUnanswered(world: World) {
    world.wire.loseAnswers += 1;
    actions.send(world);
  },
  read({ server, wire }: World, how: How) {
    server.read(OTHER, server.lastSeq);
    const mark = server.view().members[String(OTHER)] ?? { deliveredSeq: 0, readSeq: 0 };
    const payload = { conversationId: 7, userId: OTHER, ...mark };
    wire.deliver(() => ({ event: 'receipt:updated', payload }), how);
  },
  ownRead: ({ client }: World) => client.markRead(7, client.engine.rows.get(7)?.lastSeq ?? 0),
  /** The tab dies and another one opens over what the device kept. */
  async restart(world: World) {
    world.client.stop();
    Object.assign(world, await startDevice(world.server, world.timers, world.store));
  },
  release: ({ wire }: World) => wire.release(),
  cut: ({ wire }: World) => wire.cut(),
  open: ({ client }: World) => void client.open(7).catch(() => undefined),
  older: ({ client }: World) => void client.pages.older(7).catch(() => undefined),
  newer: ({ client }: World) => void client.pages.newer(7).catch(() => undefined),
  newest: ({ client }: World) => client.pages.newest(7),
  around({ client, server }: World, _how: How, n: number) {
    const around = 1 + (n % Math.max(1, server.lastSeq));
    client.read(7, around);
    void client.pages.jump(7, { around }).catch(() => undefined);
  },
  /** Somebody scrolls: what is held from now on stays around what is read. */
  look({ client, server }: World, _how: How, n: number) {
    client.read(7, n % 3 === 0 ? undefined : 1 + (n % Math.max(1, server.lastSeq)));
  },
  wait: ({ timers }: World, _how: How, n: number) => timers.pass(n),
};

function receive(world: World, how: How): void {
  const { server } = world;
  deliverChange(world, server.send(OTHER, 'theirs', `theirs-${server.lastSeq}`), how);
}

function deliverChange({ server, wire }: World, step: { fromRev: number; rev: number }, how: How): void {
  const frame = () => ({
    event: 'conversation:changed' as const,
    payload: server.changeFrom(step.fromRev, step.rev),
  });
  wire.deliver(frame, how);
}

async function heal({ client, wire, timers }: World): Promise<void> {
  wire.loseAnswers = 0;
  client.networkBack();
  await timers.pass(60_000);
  await client.open(7);
  client.sync();
  await timers.pass(60_000);
}

function expectFreshRead({ server, client, sent, backwards }: World): void {
  const fresh = server.view();
  const thread = client.engine.threads.get(7);
  const row = client.engine.rows.get(7);
  if (!thread || !row) throw new Error('the conversation is not known');
  const first = thread.messages[0]?.seq ?? 1;
  expectEqual(thread.messages, server.messages().slice(first - 1));
  if (thread.away) expectPartOf(server, thread.away);
  expectBounded(thread);
  const { rev, lastSeq, members } = thread;
  expectEqual({ rev, lastSeq, members }, { rev: fresh.rev, lastSeq: fresh.lastSeq, members: fresh.members });
  expectEqual(row, fresh);
  expectEqual(client.pending(7), []);
  expectEqual(backwards, []);
  const mine = server
    .messages()
    .filter((message) => message.senderId === ME && message.text.startsWith('mine'));
  expectEqual(
    mine.map((message) => message.text.replaceAll('*', '')),
    sent,
  );
}

async function passing(timers: VirtualTimers, ms: number): Promise<void> {
  await new Promise<void>((resolve) => void timers.after(ms, resolve));
}

/** What is read elsewhere is as the server has it, without a gap, and not next to the newest run. */
function expectPartOf(server: ModelServer, away: readonly MessageView[]): void {
  const from = (away[0]?.seq ?? 1) - 1;
  expectEqual(away, server.messages().slice(from, from + away.length));
}

function expectBounded({ messages, away, loose }: ThreadState): void {
  expectEqual(loose, []);
  expect((away ?? messages).length).toBeLessThanOrEqual(HELD);
  if (!away) return;
  expect(messages.length).toBeLessThanOrEqual(2 * NEWEST);
  expect(away.at(-1)?.seq ?? 0).toBeLessThan((messages[0]?.seq ?? 0) - 1);
}

/** Looks closer only where a cheap look sees a difference: this runs 50,000 times. */
function expectEqual(given: unknown, expected: unknown): void {
  if (JSON.stringify(given) !== JSON.stringify(expected)) expect(given).toEqual(expected);
}
