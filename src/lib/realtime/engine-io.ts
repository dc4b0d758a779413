/**
 * What Socket.IO's client needs of Engine.IO 4 over a websocket, and nothing else of `engine.io-client`: the build puts
 * this in its place (vite.config.ts), which saves every screen 4 KB. No polling, no upgrade, no binary packets: the
 * server speaks none of them to us.
 */

type Listener = (...args: unknown[]) => void;

interface Settings {
  path: string;
}

interface Handshake {
  sid: string;
  pingInterval: number;
  pingTimeout: number;
}

const OPEN = '0';
const PING = '2';
const PONG = '3';
const MESSAGE = '4';

/** One connection, from its first try to its end. Names and events are those the package's users rely on. */
export class Socket {
  id: string | undefined;
  /** Asked before something is sent that may get lost. */
  readonly transport = { writable: true };
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #wire: WebSocket;
  readonly #ending = new AbortController();
  #patienceMs = 0;
  /** Checked as well as timed: a laptop that slept has missed its timers. */
  #expiresAt = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(origin: string, { path }: Settings) {
    const address = new URL(`${path.replace(/\/$/, '')}/?EIO=4&transport=websocket`, origin);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#wire = new WebSocket(address);
    const { signal } = this.#ending;
    this.#wire.addEventListener('message', ({ data }) => this.#packet(String(data)), { signal });
    this.#wire.addEventListener('close', () => this.#end('transport close'), { signal });
    this.#wire.addEventListener('error', () => this.#fail(), { signal });
    // The network is gone: no websocket notices for a long time. A server on the same machine is still there.
    if (address.hostname !== 'localhost')
      addEventListener('offline', () => this.#end('transport close'), { signal });
  }

  on(event: string, listener: Listener): this {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return this;
  }

  off(event: string, listener: Listener): this {
    this.#listeners.get(event)?.delete(listener);
    return this;
  }

  write(message: string): void {
    this.#send(MESSAGE + message);
  }

  close(): void {
    this.#end('forced close');
  }

  /** Whether the server has been silent for too long; then the connection ends in a moment. */
  _hasPingExpired(): boolean {
    const expired = Date.now() > this.#expiresAt;
    if (expired) nextTick(() => this.#end('ping timeout'));
    return expired;
  }

  #packet(packet: string): void {
    const content = packet.slice(1);
    switch (packet.charAt(0)) {
      case OPEN:
        this.#opened(JSON.parse(content) as Handshake);
        return;
      case PING:
        this.#send(PONG);
        this.#emit('ping');
        this.#expectPing();
        return;
      case MESSAGE:
        this.#emit('data', content);
    }
  }

  #opened({ sid, pingInterval, pingTimeout }: Handshake): void {
    this.id = sid;
    this.#patienceMs = pingInterval + pingTimeout;
    this.#expectPing();
    this.#emit('open');
  }

  #expectPing(): void {
    clearTimeout(this.#timer);
    if (this.#ending.signal.aborted) return;
    this.#expiresAt = Date.now() + this.#patienceMs;
    this.#timer = setTimeout(() => this.#end('ping timeout'), this.#patienceMs);
  }

  #send(packet: string): void {
    if (this.#wire.readyState === WebSocket.OPEN) this.#wire.send(packet);
  }

  #fail(): void {
    this.#emit('error', new Error('websocket error'));
    this.#end('transport error');
  }

  #end(reason: string): void {
    if (this.#ending.signal.aborted) return;
    this.#ending.abort();
    clearTimeout(this.#timer);
    this.#wire.close();
    this.#emit('close', reason);
  }

  #emit(event: string, ...args: unknown[]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(...args);
  }
}

/** Lets what runs now end first. */
export function nextTick(act: () => void): void {
  queueMicrotask(act);
}

/** Gives an object the page's own timers. */
export function installTimerFunctions(target: Record<string, unknown>): void {
  target['setTimeoutFn'] = setTimeout.bind(globalThis);
  target['clearTimeoutFn'] = clearTimeout.bind(globalThis);
}

/** An address in the parts that Socket.IO asks for. */
export function parse(source: string) {
  const { protocol, hostname, port, pathname } = new URL(source);
  const host = hostname.replace(/^\[|\]$/g, '');
  return { source, protocol: protocol.slice(0, -1), host, port, path: pathname, query: '', queryKey: {} };
}
