import type { Socket as TcpSocket } from 'node:net';
import type { Logger } from '#server/platform/logger';
import type { SpotterSocket } from './sockets.ts';

/** What may wait for one device. */
const MAX_WAITING_BYTES = 1024 * 1024;

const LOOK_EVERY_MS = 500;

/** A client gives up on an answer after this long: until then its answer may wait, afterwards nobody reads it. */
const ANSWER_PATIENCE_MS = 10_000;

interface Reader {
  /** Kept from the handshake: the transport hides its own. */
  readonly wire: TcpSocket;
  /** Bytes of an answer it asked for, which do not count against it until `patientUntil`. */
  asked: number;
  patientUntil: number;
}

/**
 * R9: cuts off devices that read more slowly than is written to them, so that what waits for them cannot fill the
 * memory. They catch up by `sync`. Looks now and then, and closely only at those that are behind: a frame costs nothing.
 */
export class SlowReaders {
  readonly #readers = new Map<SpotterSocket, Reader>();
  readonly #looking: NodeJS.Timeout;

  constructor(private readonly logger: Logger) {
    this.#looking = setInterval(() => {
      this.#look();
    }, LOOK_EVERY_MS);
    this.#looking.unref();
  }

  watch(socket: SpotterSocket): void {
    this.#readers.set(socket, { wire: socket.request.socket, asked: 0, patientUntil: 0 });
    socket.once('disconnect', () => this.#readers.delete(socket));
  }

  /**
   * Writes a large answer to a device's own question. A slow but steady phone may take its time for it; whoever asks
   * for more while such an answer still waits has no more room for that.
   */
  answer(socket: SpotterSocket, write: () => void): void {
    const reader = this.#readers.get(socket);
    const before = reader === undefined ? 0 : waitingFor(socket, reader.wire);
    write();
    if (reader === undefined || before > MAX_WAITING_BYTES) return;
    reader.asked = waitingFor(socket, reader.wire) - before;
    reader.patientUntil = performance.now() + ANSWER_PATIENCE_MS;
  }

  close(): void {
    clearInterval(this.#looking);
  }

  #look(): void {
    const now = performance.now();
    for (const [socket, reader] of this.#readers) {
      // Whoever has taken everything up to the last frame is not behind.
      if (socket.conn.transport.writable) continue;
      const waiting = waitingFor(socket, reader.wire);
      if (waiting <= MAX_WAITING_BYTES + (now < reader.patientUntil ? reader.asked : 0)) continue;
      const { userId } = socket.data.actor;
      this.logger.info({ userId, waiting }, 'a device read too slowly and was disconnected');
      // Not an orderly close: that would wait for the very bytes nobody reads, here and in the system's buffers.
      reader.wire.resetAndDestroy();
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
