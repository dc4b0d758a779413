import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A device below every library: TCP and websocket frames by hand, so that it can misbehave. */
export class RawDevice {
  /** Bytes read so far. */
  received = 0;
  closed = false;
  #text = '';

  private constructor(readonly wire: Socket) {
    wire.on('data', (chunk: Buffer) => {
      this.received += chunk.length;
      this.#text = (this.#text + chunk.toString('latin1')).slice(-100_000);
    });
    wire.on('close', () => (this.closed = true));
    // What matters is that it is closed, however roughly.
    wire.on('error', () => undefined);
  }

  /** A TCP connection that says nothing yet. */
  static async dial(url: string): Promise<RawDevice> {
    const { hostname, port } = new URL(url);
    const device = new RawDevice(connect(Number(port), hostname));
    await new Promise<void>((resolve, reject) => {
      device.wire.once('connect', resolve).once('error', reject);
    });
    return device;
  }

  /** The same, upgraded to a websocket that has not said hello. */
  static async upgrade(url: string, headers: Record<string, string>): Promise<RawDevice> {
    const device = await RawDevice.dial(url);
    const lines = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: ${new URL(url).host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    device.wire.write(`${lines.join('\r\n')}\r\n\r\n`);
    await device.reads('"sid"');
    return device;
  }

  /** The same, logged in. */
  static async enter(url: string, headers: Record<string, string>): Promise<RawDevice> {
    const device = await RawDevice.upgrade(url, headers);
    device.say('40');
    await device.reads('40{"sid"');
    return device;
  }

  /** Writes text frames, all with one call. */
  say(...texts: string[]): void {
    this.wire.write(Buffer.concat(texts.map((text) => frame(1, Buffer.from(text)))));
  }

  bytes(...payloads: Buffer[]): void {
    this.wire.write(Buffer.concat(payloads.map((payload) => frame(2, payload))));
  }

  /** From now on the system's buffers fill up. */
  stopReading(): void {
    this.wire.pause();
  }

  goOnReading(): void {
    this.wire.resume();
  }

  /** Waits up to 10 s until that has been read. */
  async reads(text: string): Promise<void> {
    for (let waited = 0; !this.#text.includes(text); waited += 20) {
      if (this.closed || waited > 10_000) throw new Error(`${text} was never read`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  hangUp(): void {
    this.wire.destroy();
  }
}

/** A client's frame, masked as the protocol wants it; with a mask of zeros the payload stays as it is. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const size =
    length < 126
      ? Buffer.from([0x80 | length])
      : length < 65_536
        ? Buffer.from([0x80 | 126, length >> 8, length & 255])
        : Buffer.from([0x80 | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (length >> shift) & 255)]);
  return Buffer.concat([Buffer.from([0x80 | opcode]), size, Buffer.alloc(4), payload]);
}
