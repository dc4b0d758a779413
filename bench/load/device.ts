import WebSocket from 'ws';
import * as z from 'zod/mini';

const ackShape = z.tuple([z.object({ ok: z.boolean() })]);
const changeShape = z.tuple([
  z.literal('conversation:changed'),
  z.object({ messages: z.array(z.object({ clientMessageId: z.string(), kind: z.string() })) }),
]);

/**
 * One Socket.IO connection, reduced to what a measurement needs: the client library would use more processor time than
 * the server it measures. Frames: 0 open, 2 ping, 40 joined, 42 event, 43 acknowledgement.
 */
export class Device {
  readonly #acks = new Map<number, (ok: boolean) => void>();
  #nextAck = 0;
  /** Called with the id of every text that is delivered, not with what the device's own acknowledgements carry. */
  onMessage: (clientMessageId: string) => void = () => undefined;

  private constructor(private readonly ws: WebSocket) {}

  /** Connects and joins. @throws when the server refuses, or closes first */
  static async connect(url: string, headers: Record<string, string>): Promise<Device> {
    const address = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const ws = new WebSocket(address, { headers: { origin: url, ...headers }, perMessageDeflate: false });
    const device = new Device(ws);
    await new Promise<void>((resolve, reject) => {
      ws.once('error', reject);
      ws.once('close', () => {
        reject(new Error('The server closed the connection'));
      });
      ws.on('message', (data: Buffer) => {
        const frame = data.toString('utf8');
        if (frame.startsWith('0')) ws.send('40');
        else if (frame.startsWith('40')) resolve();
        else if (frame.startsWith('44')) reject(new Error(`Refused: ${frame}`));
        else device.#read(frame);
      });
    });
    return device;
  }

  /** Sends a text and resolves with its acknowledgement: whether it was stored. */
  send(conversationId: number, clientMessageId: string, text: string): Promise<boolean> {
    const ackId = this.#nextAck++;
    const event = JSON.stringify(['message:send', { conversationId, clientMessageId, text }]);
    return new Promise((resolve) => {
      this.#acks.set(ackId, resolve);
      this.ws.send(`42${ackId}${event}`);
    });
  }

  close(): void {
    this.ws.removeAllListeners('close').close();
  }

  #read(frame: string): void {
    if (frame.startsWith('43')) this.#acknowledge(frame);
    else if (frame.startsWith('42["conversation:changed"')) this.#deliver(frame);
    else if (frame === '2') this.ws.send('3');
  }

  #acknowledge(frame: string): void {
    const start = frame.indexOf('[');
    const ackId = Number(frame.slice(2, start));
    const [answer] = ackShape.parse(JSON.parse(frame.slice(start)));
    this.#acks.get(ackId)?.(answer.ok);
    this.#acks.delete(ackId);
  }

  #deliver(frame: string): void {
    const [, change] = changeShape.parse(JSON.parse(frame.slice(2)));
    for (const message of change.messages)
      if (message.kind === 'text') this.onMessage(message.clientMessageId);
  }
}
