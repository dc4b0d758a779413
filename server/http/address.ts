import { isIP } from 'node:net';

/**
 * The address a request came from.
 * @param socketAddress of the connection itself
 * @param forwardedFor the `X-Forwarded-For` header: each proxy appends whom it talked to
 * @param trustedProxies how many of our own stand in front; what is written left of theirs is anybody's claim
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const own = plain(socketAddress ?? '');
  if (trustedProxies === 0 || forwardedFor === undefined) return own;
  const chain = [...forwardedFor.split(','), own].map((entry) => plain(entry.trim()));
  const claimed = chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? own;
  return isIP(claimed) === 0 ? own : claimed;
}

/** An IPv4 address that came in over IPv6 is the same address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
