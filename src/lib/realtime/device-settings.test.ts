import { expect, it } from 'vitest';
import { backoff } from './backoff.ts';
import { storedDrafts } from './drafts.ts';
import { setSoundEnabled, soundEnabled } from './sound.ts';
import { titleWithUnread } from './title.ts';
import { newUuid } from './uuid.ts';

function memory() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

it('keeps a draft per person and thread, with what it answers, until it is told or taken back', () => {
  const storage = memory();
  const draft = { text: 'half a thou', replyToSeq: 3 };
  storedDrafts(storage, 1).write(7, draft);
  expect(storedDrafts(storage, 1).read(7)).toEqual(draft);
  expect([storedDrafts(storage, 1).read(8), storedDrafts(storage, 2).read(7)]).toEqual([
    undefined,
    undefined,
  ]);
  storedDrafts(storage, 1).write(7, { text: '', replyToSeq: null });
  expect(storedDrafts(storage, 1).read(7)).toEqual({ text: '', replyToSeq: null });
  storedDrafts(storage, 1).write(7, undefined);
  expect(storedDrafts(storage, 1).read(7)).toBeUndefined();
});

it.each(['half a thou', '[not a list', '7', '["a"', '{}'])(
  'takes over a draft an older version kept: %s',
  (text) => {
    const storage = memory();
    storage.setItem('spotter:draft:1:7', text);
    expect(storedDrafts(storage, 1).read(7)).toEqual({ text, replyToSeq: null });
  },
);

it('goes on without drafts when the browser forbids storage', () => {
  const forbidden = () => {
    throw new Error('forbidden');
  };
  const drafts = storedDrafts({ getItem: forbidden, setItem: forbidden, removeItem: forbidden }, 1);
  drafts.write(7, { text: 'text', replyToSeq: null });
  expect(drafts.read(7)).toBeUndefined();
});

it('makes a sound unless it was switched off on this device', () => {
  const storage = memory();
  expect(soundEnabled(storage)).toBe(true);
  setSoundEnabled(storage, false);
  expect(soundEnabled(storage)).toBe(false);
});

it("counts unread messages in the tab's title", () => {
  expect(titleWithUnread('Spotter', 3)).toBe('(3) Spotter');
  expect(titleWithUnread('(3) Spotter', 0)).toBe('Spotter');
  expect(titleWithUnread('(99+) Spotter', 120)).toBe('(99+) Spotter');
});

it('makes a UUID where the browser has no randomUUID', () => {
  const source = { getRandomValues: crypto.getRandomValues.bind(crypto) };
  expect(newUuid(source)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newUuid(source)).not.toBe(newUuid(source));
});

it('waits longer with every try, up to a bound, and never all at the same moment', () => {
  const latest = { base: 500, cap: 8_000, random: () => 1 };
  expect([1, 2, 3, 9].map((attempt) => backoff(attempt, latest))).toEqual([500, 1_000, 2_000, 8_000]);
  expect(backoff(3, { ...latest, random: () => 0.25 })).toBe(500);
});
