import { storedOutbox } from '../outbox-store.ts';
import { systemTimers } from '../timers.ts';
import { databaseName, openDatabase } from './database.ts';
import { openDeviceStore } from './device-store.ts';
import type { LocalStore } from './local-store.ts';
import { browserTabs } from './tabs.ts';

/** What this browser keeps of one person. */
export function browserStore(me: number): LocalStore {
  return openDeviceStore({
    open: () => openDatabase(databaseName(me)),
    tabs: browserTabs(me, { locks: navigator.locks, channel: (name) => new BroadcastChannel(name) }),
    spare: storedOutbox(sessionStorage, me),
    timers: systemTimers,
  });
}
