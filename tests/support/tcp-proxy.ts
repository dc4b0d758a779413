import { once } from 'node:events';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { Flow, type Filter, type Shape } from './tcp-flow.ts';

/** `up`: from whoever connected to the server behind. `down`: the server's answers. */
export type Direction = 'up' | 'down';

export interface TcpProxyOptions {
  /** The port on 127.0.0.1 a new connection goes to; undefined when there is none, which ends it. */
  target(): number | undefined;
  /** Looks at, and may leave out, what the server answers; asked for once for each connection. */
  filter?: () => Filter;
}

/** One hop between two processes, whose faults are ours to choose. Passes bytes on until told otherwise. */
export class TcpProxy {
  readonly #links = new Set<Link>();
  readonly #shapes: Record<Direction, Shape> = { up: { kind: 'pass' }, down: { kind: 'pass' } };
  #refusing = false;
  /** Reads and writes of bytes that were cut up or kept back: what a fault has really touched. */
  touched = 0;

  private constructor(
    private readonly server: Server,
    private readonly options: TcpProxyOptions,
    readonly port: number,
  ) {
    server.on('connection', (near) => {
      this.#accept(near);
    });
  }

  /** A proxy on a free port of 127.0.0.1, in front of another port of it. */
  static async to(port: number): Promise<TcpProxy> {
    return TcpProxy.listen({ target: () => port });
  }

  static async listen(options: TcpProxyOptions): Promise<TcpProxy> {
    const server = createServer({ noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('A proxy listens on no port');
    return new TcpProxy(server, options, address.port);
  }

  get connections(): number {
    return this.#links.size;
  }

  /** Whether it passes everything on as it comes. */
  get clear(): boolean {
    return this.#shapes.up.kind === 'pass' && this.#shapes.down.kind === 'pass';
  }

  /** Treats the bytes of one direction differently from now on, on every connection that is or will be. */
  shape(direction: Direction, shape: Shape): void {
    this.#shapes[direction] = shape;
    for (const link of this.#links) link.flow(direction).reshape(shape);
  }

  /** Swallows everything that goes that way while both ends think they are connected. */
  silence(direction: Direction): void {
    this.shape(direction, { kind: 'swallow' });
  }

  /** Ends every connection with a reset, as a machine does that has forgotten it. */
  reset(): void {
    for (const link of this.#links) link.reset();
  }

  /** Takes no connection any more; those that are stay. */
  refuse(): void {
    this.#refusing = true;
  }

  /** A good network again. A connection that has lost bytes cannot go on, and is reset. */
  heal(): void {
    this.#refusing = false;
    for (const link of this.#links) if (link.lossy) link.reset();
    this.shape('up', { kind: 'pass' });
    this.shape('down', { kind: 'pass' });
  }

  async close(): Promise<void> {
    this.reset();
    this.server.close();
    await once(this.server, 'close');
  }

  #accept(near: Socket): void {
    const port = this.#refusing ? undefined : this.options.target();
    if (port === undefined) {
      near.on('error', () => undefined);
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    const touch = () => (this.touched += 1);
    const up = new Flow(near, far, { touch });
    const down = new Flow(far, near, { touch, filter: this.options.filter?.() });
    const link = new Link(near, far, { up, down });
    up.reshape(this.#shapes.up);
    down.reshape(this.#shapes.down);
    this.#links.add(link);
    void link.ended.then(() => this.#links.delete(link));
  }
}

/** One connection through the proxy. */
class Link {
  readonly ended: Promise<void>;

  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    private readonly flows: Readonly<Record<Direction, Flow>>,
  ) {
    this.ended = new Promise((resolve) => {
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        // What ends one side ends the other the same way: `close` follows every error.
        socket.on('error', () => other.resetAndDestroy());
        socket.on('close', () => {
          other.destroy();
          resolve();
        });
      }
    });
  }

  flow(direction: Direction): Flow {
    return this.flows[direction];
  }

  get lossy(): boolean {
    return this.flows.up.lossy || this.flows.down.lossy;
  }

  reset(): void {
    for (const socket of [this.near, this.far]) socket.resetAndDestroy();
  }
}
