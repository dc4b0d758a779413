import type { Mutant } from './mutant.ts';

const STORE_BATCH = 'server/features/conversations/gather/store-batch.ts';

/** Servers that break a promise. */
export const serverMutants: readonly Mutant[] = [
  {
    name: 'acknowledges before the commit',
    patches: [
      { file: STORE_BATCH, find: 'await db.execute(', replace: 'await early(db).execute(' },
      {
        file: STORE_BATCH,
        find: 'async function storeUnder(',
        replace: `const early = (db) => ({
  execute: (query) => new Promise((resolve, reject) => {
    db.transaction(async (tx) => {
      resolve(await tx.execute(query));
      await new Promise((go) => setTimeout(go, 150));
    }).catch(reject);
  }),
});
async function storeUnder(`,
      },
    ],
    processes: 1,
    faults: ['postgres-terminate'],
    seconds: 12,
    seed: 1,
    caughtBy: ['lost', 'phantom'],
  },
  {
    name: 'has no unique constraint',
    patches: [
      {
        file: 'server/features/conversations/numbering.ts',
        find: '.onConflictDoNothing({ target: [messages.senderId, messages.clientMessageId] })',
        replace: '',
      },
    ],
    sql: [
      { statement: 'alter table messages drop constraint messages_sender_id_client_message_id_unique' },
      {
        routine: 'store_plain_messages',
        find: 'WHERE m.sender_id = s.sender_id AND m.client_message_id = s.client_message_id)',
        replace: 'WHERE false)',
      },
    ],
    processes: 1,
    faults: ['ack-cut'],
    seconds: 25,
    seed: 1,
    caughtBy: ['doubled'],
  },
  {
    name: 'publishes before the commit',
    patches: [
      {
        file: 'server/kernel/transaction.ts',
        find: `  const result = await services.db.transaction((tx) => work({ tx, facts }));
  services.bus.publish(mergeChanges(facts).map((fact) => markAsker(fact, services.askingSocket)));
  return result;`,
        replace: `  return services.db.transaction(async (tx) => {
    const result = await work({ tx, facts });
    services.bus.publish(mergeChanges(facts).map((fact) => markAsker(fact, services.askingSocket)));
    await new Promise((go) => setTimeout(go, 200));
    return result;
  });`,
      },
    ],
    processes: 1,
    faults: ['two-tabs'],
    seconds: 12,
    seed: 1,
    caughtBy: ['diverged', 'phantom'],
  },
  {
    name: 'catches up by a time stamp',
    patches: [
      {
        file: 'server/features/conversations/queries/news.ts',
        find: 'm.rev > step.from_rev order by',
        replace: `m.created_at > (select max(x.created_at) from messages x
          where x.conversation_id = step.id and x.rev <= step.from_rev) order by`,
      },
    ],
    processes: 1,
    faults: ['lost-hints', 'ack-cut', 'stop-reading'],
    seconds: 25,
    seed: 1,
    caughtBy: ['diverged', 'slow to heal'],
  },
  {
    name: 'joins its rooms after the first sync',
    patches: [
      {
        file: 'server/realtime/gateway.ts',
        find: 'void socket.join([rooms.user(userId), rooms.session(sessionId)]);',
        replace: 'setTimeout(() => void socket.join([rooms.user(userId), rooms.session(sessionId)]), 1_500);',
      },
    ],
    processes: 1,
    faults: ['ack-cut', 'tab-kill'],
    seconds: 25,
    seed: 2,
    caughtBy: ['gap'],
  },
  {
    name: 'lets watermarks go back',
    patches: [],
    sql: [
      {
        routine: 'move_watermarks',
        find: 'greatest(m.read_seq, least(k.read, c.last_seq)) AS read',
        replace: 'least(k.read, c.last_seq) AS read',
      },
    ],
    processes: 1,
    faults: ['two-tabs'],
    seconds: 10,
    seed: 1,
    caughtBy: ['watermarks'],
  },
  {
    name: 'lets everybody into every thread',
    patches: [
      {
        file: 'server/features/conversations/access.ts',
        find: 'if (!membership || !isMember(membership, ctx.actor.userId)) throw',
        replace: 'if (!membership) throw',
      },
    ],
    // The function would not take it either: what is stored together is proved again under its lock.
    sql: [
      {
        routine: 'store_plain_messages',
        find: 's.sender_id IN (c.coach_id, c.client_id) AND NOT EXISTS',
        replace: 'NOT EXISTS',
      },
    ],
    processes: 1,
    faults: ['two-tabs'],
    seconds: 10,
    seed: 1,
    caughtBy: ['foreign', 'leaked'],
  },
  {
    name: 'knows for ever what it knew when somebody connected',
    patches: [
      {
        file: 'server/features/conversations/memberships.ts',
        find: 'this.#forgotten += 1;\n    this.#known.delete(conversationId);',
        replace: '',
      },
      {
        file: 'server/features/conversations/memberships.ts',
        find: 'const KEPT_MS = 30_000;',
        replace: 'const KEPT_MS = 3_600_000;',
      },
    ],
    processes: 1,
    faults: ['move-client'],
    seconds: 14,
    seed: 1,
    caughtBy: ['leaked', 'foreign'],
  },
  {
    name: 'goes on serving the devices of whoever is deactivated',
    patches: [
      {
        file: 'server/realtime/publisher.ts',
        find: "ended.emit('session:ended', { reason });\n    ended.disconnectSockets(true);",
        replace: '',
      },
    ],
    processes: 1,
    faults: ['deactivate'],
    seconds: 14,
    seed: 1,
    caughtBy: ['leaked'],
  },
  {
    name: 'never looks whether the sessions of its sockets still stand',
    patches: [
      {
        file: 'server/realtime/gateway.ts',
        find: 'const SWEEP_EVERY_MS = 30_000;',
        replace: 'const SWEEP_EVERY_MS = 3_600_000;',
      },
    ],
    processes: 3,
    // Without Redis the other processes hear of nothing.
    faults: ['redis-kill', 'deactivate'],
    seconds: 85,
    lasts: 75_000,
    seed: 1,
    caughtBy: ['leaked'],
  },
  {
    name: 'opens the door to whoever is deactivated with the session they had',
    patches: [
      {
        file: 'server/features/auth/end-all-sessions.ts',
        find: 'await removeSessions(open.tx, { userId });',
        replace: '',
      },
      {
        file: 'server/features/auth/session-rows.ts',
        find: '    eq(sessions.sessionEpoch, users.sessionEpoch),\n    isNull(users.deactivatedAt),\n',
        replace: '',
      },
    ],
    processes: 1,
    faults: ['deactivate'],
    seconds: 14,
    seed: 1,
    caughtBy: ['foreign', 'leaked'],
  },
  {
    name: 'keeps what a deleted message said',
    patches: [
      {
        file: 'server/features/conversations/commands/delete-message.ts',
        find: "content: '', deletedAt",
        replace: 'deletedAt',
      },
    ],
    processes: 1,
    faults: ['two-tabs'],
    seconds: 12,
    seed: 1,
    caughtBy: ['changed'],
  },
  {
    name: 'edits without telling anybody',
    patches: [
      {
        file: 'server/features/conversations/commands/edit-message.ts',
        find: 'return changeMessage(ctx.open, held.conversation, held.message, { content: text, editedAt: now }, line);',
        replace: `void line;
    await ctx.open.tx.execute(sql\`update messages set content = \${text}, edited_at = now() where message_id = \${messageId}\`);
    return { ...held.message, content: text, editedAt: now };`,
      },
      {
        file: 'server/features/conversations/commands/edit-message.ts',
        find: "import { count, eq } from 'drizzle-orm';",
        replace: "import { count, eq, sql } from 'drizzle-orm';",
      },
    ],
    processes: 1,
    faults: ['two-tabs'],
    seconds: 12,
    seed: 1,
    caughtBy: ['diverged'],
  },
];
