import { expect, it } from 'vitest';
import type { ConversationView } from '#contract/conversations';
import { Keeper } from './keeper.ts';
import { memoryStore } from './local/memory-store.ts';
import { conversationView } from './testing/views.ts';
import { VirtualTimers } from './testing/virtual-timers.ts';

it('does not put what this device kept in the place of what the server has said meanwhile', async () => {
  const named = (id: number, displayName: string) => {
    const row = conversationView({ id });
    return { ...row, client: { ...row.client, displayName } };
  };
  const rows = new Map<number, ConversationView>();
  const addRow = (row: ConversationView) => void rows.set(row.id, row);
  const engine = { rows, threads: new Map(), addRow };
  const kept = [named(7, 'Maya before'), named(8, 'Jonas')];
  const copy = { ...memoryStore().copy, rows: () => Promise.resolve(kept) };

  const restored = new Keeper(engine, copy, new VirtualTimers()).restore();
  addRow(named(7, 'Maya now'));
  await restored;

  expect([...rows.values()].map(({ client }) => client.displayName)).toEqual(['Maya now', 'Jonas']);
});
