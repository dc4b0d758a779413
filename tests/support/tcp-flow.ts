import type { Socket } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

/** What happens to the bytes of one direction. */
export type Shape =
  | { readonly kind: 'pass' }
  /** Read and thrown away. */
  | { readonly kind: 'swallow' }
  /** Not even read: the sender's buffers fill. What waits goes on when the shape changes. */
  | { readonly kind: 'hold' }
  /** Written one byte at a time; of a large piece only its head, because each byte costs a packet. */
  | { readonly kind: 'slice' }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number; readonly delayMs: number }
  /** Passes that many bytes, then resets the connection. */
  | { readonly kind: 'cut'; readonly afterBytes: number };

/** Gives what is to be passed on of what the server sent; a part of a frame may be kept until its rest has come. */
export type Filter = (chunk: Buffer) => Buffer;

interface FlowOptions {
  /** Called for each piece a fault has touched. */
  touch(): void;
  filter?: Filter | undefined;
}

const SLICED_HEAD = 256;

/** One direction of one connection. Pieces leave in order, whatever happens to each. */
export class Flow {
  #shape: Shape = { kind: 'pass' };
  #passed = 0;
  #last: Promise<void> = Promise.resolve();
  #lossy = false;

  constructor(
    private readonly source: Socket,
    private readonly sink: Socket,
    private readonly options: FlowOptions,
  ) {
    source.on('data', (chunk: Buffer) => {
      source.pause();
      this.#last = this.#last.then(() => this.#take(chunk));
    });
    source.on('end', () => {
      this.#last = this.#last.then(() => void sink.end());
    });
  }

  /** Whether bytes were thrown away: the connection can never be right again. */
  get lossy(): boolean {
    return this.#lossy;
  }

  reshape(shape: Shape): void {
    this.#shape = shape;
    this.#passed = 0;
    if (shape.kind === 'hold') this.source.pause();
    else this.source.resume();
  }

  async #take(chunk: Buffer): Promise<void> {
    const bytes = this.options.filter ? this.options.filter(chunk) : chunk;
    if (bytes.length > 0) await this.#pass(bytes);
    if (this.#shape.kind !== 'hold') this.source.resume();
  }

  async #pass(bytes: Buffer): Promise<void> {
    const shape = this.#shape;
    if (shape.kind !== 'pass') this.options.touch();
    switch (shape.kind) {
      case 'swallow':
        this.#lossy = true;
        return;
      case 'slice':
        await this.#slice(bytes);
        return;
      case 'slow':
        await sleep(shape.delayMs + (bytes.length / shape.bytesPerSecond) * 1_000);
        await this.#write(bytes);
        return;
      case 'cut':
        await this.#cut(bytes, shape.afterBytes);
        return;
      case 'pass':
      case 'hold':
        await this.#write(bytes);
    }
  }

  async #slice(bytes: Buffer): Promise<void> {
    for (let at = 0; at < Math.min(bytes.length, SLICED_HEAD); at += 1) {
      await this.#write(bytes.subarray(at, at + 1));
      await setImmediate();
    }
    await this.#write(bytes.subarray(SLICED_HEAD));
  }

  async #cut(bytes: Buffer, afterBytes: number): Promise<void> {
    const left = Math.max(0, afterBytes - this.#passed);
    this.#passed += bytes.length;
    await this.#write(bytes.subarray(0, left));
    if (bytes.length <= left) return;
    this.#lossy = true;
    this.source.resetAndDestroy();
    this.sink.resetAndDestroy();
  }

  /** Waits for a sink that is full, so that a reader who stopped is felt by the writer. */
  async #write(bytes: Buffer): Promise<void> {
    if (bytes.length === 0 || this.sink.destroyed || this.sink.write(bytes)) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.sink.off('drain', done);
        this.sink.off('close', done);
        resolve();
      };
      this.sink.on('drain', done);
      this.sink.on('close', done);
    });
  }
}
