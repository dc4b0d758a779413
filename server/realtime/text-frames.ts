import { Decoder, Encoder, type Packet } from 'socket.io-parser';

/** Writes packets as text. Nothing we say is binary, so no packet is searched for binary parts first. */
class TextEncoder extends Encoder {
  override encode({ type, nsp, id, ...packet }: Packet): string[] {
    const data: unknown = packet.data;
    const namespace = nsp === '/' ? '' : `${nsp},`;
    return [`${type}${namespace}${id ?? ''}${data == null ? '' : JSON.stringify(data)}`];
  }
}

/** The `parser` of a server that speaks only text: on the wire the same as the usual one. */
export const textFrames = { Encoder: TextEncoder, Decoder };
