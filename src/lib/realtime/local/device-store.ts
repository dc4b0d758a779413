import type { OutboxStore } from '../outbox-store.ts';
import type { Timers } from '../timers.ts';
import type { LocalDatabase } from './database.ts';
import { DeviceCopy } from './device-copy.ts';
import { DeviceOutbox } from './device-outbox.ts';
import type { LocalStore } from './local-store.ts';
import type { Tabs } from './tabs.ts';

export interface DeviceStoreDeps {
  /** Opens the person's database; it may reject, or never answer. */
  open: () => Promise<LocalDatabase>;
  tabs: Tabs;
  /** Where messages go that the database refuses. */
  spare: OutboxStore;
  timers: Timers;
}

/** What this device keeps of one person, in a database that all their tabs share. */
export function openDeviceStore({ open, tabs, spare, timers }: DeviceStoreDeps): LocalStore {
  const database = open();
  const opened = database.catch(() => undefined);
  return {
    outbox: new DeviceOutbox(database, spare, timers),
    copy: new DeviceCopy(database, timers),
    tabs,
    close() {
      tabs.close();
      void opened.then((it) => it?.close());
    },
  };
}
