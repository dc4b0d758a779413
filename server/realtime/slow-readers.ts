import type { Socket as TcpSocket } from 'node:net';
import type { Logger } from '#server/platform/logger';
import type { SpotterSocket } from './sockets.ts';

/** What may wait for one device: twice the largest answer. */
const MAX_WAITING_BYTES = 1024 * 1024;

const LOOK_EVERY_MS = 500;

/**
 * R9: cuts off devices that read more slowly than is written to them, so that what waits for them cannot fill the
 * memory. They catch up by `sync`. Looks now and then, and closely only at those that are behind: a frame costs nothing.
 */
export class SlowReaders {
  /** Each with its TCP socket, kept from the handshake: the transport hides its own. */
  readonly #readers = new Map<SpotterSocket, TcpSocket>();
  readonly #looking: NodeJS.Timeout;

  constructor(private readonly logger: Logger) {
    this.#looking = setInterval(() => {
      this.#look();
    }, LOOK_EVERY_MS);
    this.#looking.unref();
  }

  watch(socket: SpotterSocket): void {
    this.#readers.set(socket, socket.request.socket);
    socket.once('disconnect', () => this.#readers.delete(socket));
  }

  close(): void {
    clearInterval(this.#looking);
  }

  #look(): void {
    for (const [socket, wire] of this.#readers) {
      // Whoever has taken everything up to the last frame is not behind.
      if (socket.conn.transport.writable) continue;
      const waiting = waitingFor(socket, wire);
      if (waiting <= MAX_WAITING_BYTES) continue;
      const { userId } = socket.data.actor;
      this.logger.info({ userId, waiting }, 'a device read too slowly and was disconnected');
      // Not an orderly close: that would wait for the very bytes nobody reads, here and in the system's buffers.
      wire.resetAndDestroy();
    }
  }
}

/** Bytes not yet handed to the system: in the TCP socket, and in the queue of the engine behind it. */
function waitingFor(socket: SpotterSocket, wire: TcpSocket): number {
  const queue: unknown = Reflect.get(socket.conn, 'writeBuffer');
  const packets: unknown[] = Array.isArray(queue) ? queue : [];
  return packets.reduce((sum: number, packet) => sum + sizeOf(packet), wire.writableLength);
}

function sizeOf(packet: unknown): number {
  if (typeof packet !== 'object' || packet === null || !('data' in packet)) return 0;
  const { data } = packet;
  return typeof data === 'string' || Buffer.isBuffer(data) ? Buffer.byteLength(data) : 0;
}
