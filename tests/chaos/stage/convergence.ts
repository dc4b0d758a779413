import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Shown, StoredConversation } from '../history.ts';
import type { Stage } from './stage.ts';
import type { Tab } from './tab.ts';
import { readStandings, readTruth, type Standing } from './truth.ts';

const LOOK_EVERY_MS = 300;
const ATTEMPTS = 6;

/**
 * Waits until every device holds what the database does and has nothing left to send.
 * @returns milliseconds it took; undefined when they did not within `patienceMs`
 */
export async function untilSynced(stage: Stage, patienceMs: number): Promise<number | undefined> {
  const startedAt = performance.now();
  for (;;) {
    const before = await readStandings(stage).catch(() => undefined);
    const took = performance.now() - startedAt;
    if (before && lagsOf(stage, before).length === 0) {
      const after = await readStandings(stage).catch(() => undefined);
      if (isDeepStrictEqual(before, after)) return Math.round(took);
    }
    if (took > patienceMs) return undefined;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Which tabs do not hold the truth, and what they lack, one line each. */
export async function laggards(stage: Stage): Promise<string[]> {
  return lagsOf(stage, await readStandings(stage));
}

function lagsOf(stage: Stage, standings: readonly Standing[]): string[] {
  return stage.tabs.flatMap((tab) => {
    if (!tab.isOpen || !tab.device.online) return [`${tab.name} is not online`];
    return threadsOf(stage, tab).flatMap((id) => {
      const lag = lagOf(
        tab,
        standings.find((one) => one.id === id),
      );
      return lag === undefined ? [] : [`${tab.name}, thread ${id}: ${lag}`];
    });
  });
}

function lagOf(tab: Tab, standing: Standing | undefined): string | undefined {
  const held = standing && tab.device.held(standing.id);
  if (!held) return 'is not known';
  const sending = tab.device.pending(standing.id).filter(({ state }) => state !== 'failed').length;
  if (sending > 0) return `${sending} to send`;
  if (held.rev !== standing.rev) return `rev ${held.rev} of ${standing.rev}`;
  const unread = standing.unread[String(tab.person.id)];
  if (held.unread !== unread) return `${held.unread} unread of ${unread ?? 0}`;
  return isDeepStrictEqual(held.members, standing.members) ? undefined : 'other watermarks';
}

/** The truth and what every device shows of it, both of a moment in which nothing changed. */
export async function collect(
  stage: Stage,
): Promise<{ conversations: StoredConversation[]; shown: Shown[] }> {
  for (let attempt = 1; ; attempt += 1) {
    for (const tab of stage.tabs) await scrollUp(tab);
    const conversations = await readTruth(stage);
    const shown = stage.tabs.flatMap((tab) => viewsOf(tab));
    const after = await readStandings(stage);
    const still = after.every(({ id, rev }) => conversations.some((one) => one.id === id && one.rev === rev));
    if (still || attempt === ATTEMPTS) return { conversations, shown };
    await sleep(LOOK_EVERY_MS);
  }
}

/** Loads every thread back to its first message, as somebody does who scrolls all the way up. */
async function scrollUp(tab: Tab): Promise<void> {
  if (!tab.isOpen) return;
  for (const id of tab.device.conversations()) {
    await tab.device.open(id).catch(() => undefined);
    for (let grown = true; grown;) grown = await loadOlder(tab, id);
  }
}

/** @returns whether there was more to see */
async function loadOlder(tab: Tab, conversationId: number): Promise<boolean> {
  const reach = () => tab.device.held(conversationId)?.messages[0]?.seq;
  const before = reach();
  await tab.device.loadOlder(conversationId).catch(() => undefined);
  return reach() !== before;
}

function viewsOf(tab: Tab): Shown[] {
  if (!tab.isOpen) return [];
  return tab.device.conversations().flatMap((conversationId) => {
    const held = tab.device.held(conversationId);
    if (!held) return [];
    const { rev, lastSeq, members, messages, unread } = held;
    const sending = tab.device.pending(conversationId).filter(({ state }) => state !== 'failed');
    const view = {
      tab: tab.name,
      userId: tab.person.id,
      conversationId,
      rev,
      lastSeq,
      members,
      unread,
      messages,
    };
    return [{ ...view, pending: sending.map(({ text }) => text) }];
  });
}

function threadsOf(stage: Stage, tab: Tab): number[] {
  const { id: me } = tab.person;
  return stage.memberships.of(me);
}
