import type { SendResult } from '#contract/realtime';
import type { Uploader } from '../media/file.ts';
import type { Tabs } from './local/tabs.ts';
import type { OutboxStore } from './outbox-store.ts';
import type { Timers } from './timers.ts';
import type { UpPayload } from './wire.ts';

export interface OutboxDeps {
  send(payload: UpPayload<'message:send'>): Promise<SendResult>;
  /** The send is stored: the ack is a change like any other (R7). */
  sent(result: SendResult): void;
  /** Another tab has sent it: the thread may show it already. */
  sentElsewhere(conversationId: number): void;
  changed(conversationId: number): void;
  newId(): string;
  uploads: Uploader;
  store: OutboxStore;
  tabs: Tabs;
  timers: Timers;
  random?: () => number;
}
