import { isIPv6 } from 'node:net';

/** The name under which an address is counted. One IPv6 subscriber has a whole /64 of addresses: those count as one. */
export function addressKey(address: string): string {
  return `address:${isIPv6(address) ? networkOf(address) : address}`;
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = partsOf(head);
  const after = partsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  return [...groups, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':');
}

function partsOf(groups: string): string[] {
  return groups.split(':').filter(Boolean);
}
