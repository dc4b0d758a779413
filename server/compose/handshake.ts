import type { IncomingMessage } from 'node:http';
import type { Auth } from '#server/features/auth/index';
import type { Actor } from '#server/kernel/context';
import { AppError } from '#server/kernel/errors';
import { addressKey } from '#server/platform/address-key';
import { personKey, type PersonLimits } from '#server/platform/person-limits';
import { clientAddress } from '../http/address.ts';

interface Parts {
  readonly auth: Auth;
  readonly limits: PersonLimits | undefined;
  readonly trustProxy: number;
}

/**
 * Who shakes hands; undefined for nobody we know. Counted like a request: against the person, or the address of a
 * stranger.
 */
export function recognizeHandshake({ auth, limits, trustProxy }: Parts) {
  return async ({ headers, socket }: IncomingMessage): Promise<{ actor: Actor } | undefined> => {
    const found = await auth.recognize(headers.cookie);
    const forwardedFor = [headers['x-forwarded-for'] ?? []].flat().join(',');
    const address = clientAddress(socket.remoteAddress, forwardedFor || undefined, trustProxy);
    const wait = limits?.others.take(found ? personKey(found.actor.userId) : addressKey(address)) ?? 0;
    if (wait > 0) {
      throw new AppError('rate_limited', 'That was a lot at once. Wait a moment.', { retryAfter: wait });
    }
    return found;
  };
}
