import { describe, expect, it } from 'vitest';
import { clientAddress } from './address.ts';

describe('the address of a client', () => {
  it.each([
    ['nobody is trusted: the connection counts', '192.0.2.9', '203.0.113.1', 0, '192.0.2.9'],
    ['one proxy: whom it talked to', '10.0.0.1', '198.51.100.7, 203.0.113.1', 1, '203.0.113.1'],
    [
      'two proxies: whom the outer one talked to',
      '10.0.0.1',
      '6.6.6.6, 203.0.113.1, 10.0.0.2',
      2,
      '203.0.113.1',
    ],
    ['more proxies than entries: the first entry', '10.0.0.1', '203.0.113.1', 3, '203.0.113.1'],
    ['no header: the connection', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['an entry that is no address: the connection', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
    ['IPv4 over IPv6 is the same address', '::ffff:192.0.2.9', undefined, 0, '192.0.2.9'],
  ])('%s', (_, socket, header, proxies, address) => {
    expect(clientAddress(socket, header, proxies)).toBe(address);
  });
});
