import type { SessionEndReason } from '#contract/realtime';
import type { ConnectionStatus } from './link.ts';

/** The connection as screens see it. */
export class Connection {
  status = $state<ConnectionStatus>('connecting');
  /** Why it `ended`; undefined otherwise. */
  reason = $state<SessionEndReason | undefined>(undefined);
  /** True once it has been online: before that, "connecting" is no news. */
  everOnline = $state(false);

  set(status: ConnectionStatus, reason: SessionEndReason | undefined): void {
    this.status = status;
    this.reason = reason;
    if (status === 'online') this.everOnline = true;
  }
}
