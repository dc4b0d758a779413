import type { Mutant } from './mutant.ts';

/** Client libraries that break a promise. */
export const clientMutants: readonly Mutant[] = [
  {
    name: 'does not ask for what it missed',
    patches: [
      {
        file: 'src/lib/realtime/gap-buffer.ts',
        find: 'this.onMissing(id);',
        replace: '',
      },
    ],
    processes: 1,
    faults: ['lost-hints'],
    seconds: 14,
    seed: 1,
    caughtBy: ['gap'],
  },
  {
    name: 'takes a new id for every try',
    patches: [
      {
        file: 'src/lib/realtime/outbox.ts',
        find: 'await this.deps.send({ conversationId, clientMessageId, text, ...reply, ...media });',
        replace:
          'await this.deps.send({ conversationId, clientMessageId: this.deps.newId(), text, ...reply, ...media });',
      },
    ],
    processes: 1,
    faults: ['ack-cut'],
    seconds: 25,
    seed: 1,
    caughtBy: ['doubled'],
  },
  {
    name: 'sends messages without their pictures',
    patches: [
      {
        file: 'src/lib/realtime/outbox.ts',
        find: 'return this.#has(entry) ? { mediaIds: mediaIdsOf(entry.item) } : undefined;',
        replace: 'return this.#has(entry) ? {} : undefined;',
      },
    ],
    processes: 1,
    faults: ['two-tabs'],
    seconds: 12,
    seed: 1,
    caughtBy: ['lost'],
  },
  {
    name: 'keeps its outbox in memory',
    patches: [
      {
        file: 'src/lib/realtime/client.ts',
        find: 'store: deps.store.outbox,',
        replace: `store: {
        load: () => Promise.resolve([]),
        put: () => Promise.resolve('device'),
        bytes: () => Promise.resolve(undefined),
        remove: () => Promise.resolve(),
      },`,
      },
    ],
    processes: 1,
    faults: ['tab-kill'],
    seconds: 14,
    seed: 1,
    caughtBy: ['lost'],
  },
];
