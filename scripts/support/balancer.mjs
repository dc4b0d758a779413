import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * @typedef {object} Backend
 * @property {number} port on this machine
 * @property {boolean} healthy whether it may get new connections
 */

/**
 * The smallest load balancer there is: passes each connection, websockets included, to the next healthy backend, and
 * to another one when that cannot be reached. For trying out; a real one is in docs/operations.md.
 */
export class Balancer {
  #next = 0;
  #server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));

  /** @param {readonly Backend[]} backends looked at for each connection */
  constructor(backends) {
    this.backends = backends;
  }

  /**
   * @param {number} port
   * @param {string} host
   */
  async listen(port, host) {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
  }

  /** Takes no more connections. */
  close() {
    this.#server.close();
  }

  /** @param {import('node:net').Socket} client */
  #accept(client) {
    // Until somebody answers for it, what it says waits.
    client.pause();
    client.on('error', () => client.destroy());
    this.#pass(client, this.#candidates());
  }

  /**
   * @param {import('node:net').Socket} client
   * @param {Backend[]} candidates
   */
  #pass(client, [first, ...others]) {
    if (!first) {
      client.destroy();
      return;
    }
    const server = connect(first.port, '127.0.0.1');
    let connected = false;
    server.once('connect', () => {
      connected = true;
      client.pipe(server).pipe(client);
    });
    server.on('error', () => {
      if (connected) client.destroy();
      else this.#pass(client, others);
    });
    client.on('close', () => server.destroy());
  }

  /** Every healthy backend, beginning with the one whose turn it is. */
  #candidates() {
    const healthy = this.backends.filter((backend) => backend.healthy);
    const start = this.#next++ % Math.max(1, healthy.length);
    return [...healthy.slice(start), ...healthy.slice(0, start)];
  }
}
