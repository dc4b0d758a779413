import { Encoder, PacketType, type Packet } from 'socket.io-parser';
import { expect, it } from 'vitest';
import { textFrames } from './text-frames.ts';

const packets: Record<string, Packet> = {
  'an event': { type: PacketType.EVENT, nsp: '/', data: ['conversation:changed', { text: 'naïve “text”' }] },
  'an event that wants an answer': { type: PacketType.EVENT, nsp: '/', id: 0, data: ['sync', {}] },
  'an answer': { type: PacketType.ACK, nsp: '/', id: 12, data: [{ ok: true, rev: 3 }] },
  'an answer that says nothing': { type: PacketType.ACK, nsp: '/', id: 12, data: [] },
  'a welcome': { type: PacketType.CONNECT, nsp: '/', data: { sid: 'abc' } },
  'a refusal': { type: PacketType.CONNECT_ERROR, nsp: '/', data: { message: 'unauthenticated' } },
  'a goodbye': { type: PacketType.DISCONNECT, nsp: '/' },
  'a packet of another namespace': { type: PacketType.EVENT, nsp: '/other', id: 7, data: ['event'] },
};

it.each(Object.entries(packets))('writes %s as every client of the protocol reads it', (_, packet) => {
  expect(new textFrames.Encoder().encode(packet)).toEqual(new Encoder().encode(packet));
});
