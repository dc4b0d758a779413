import pg from 'pg';

/** Runs inside a server under measurement and tells, when asked, how many ever waited for a connection at once. */
let worst = 0;

/** @type {Function} */
const lend = Reflect.get(pg.Pool.prototype, 'connect');

Object.defineProperty(pg.Pool.prototype, 'connect', {
  /**
   * @this {pg.Pool}
   * @param {unknown[]} args
   */
  value(...args) {
    /** @type {unknown} */
    const lent = Reflect.apply(lend, this, args);
    worst = Math.max(worst, this.waitingCount);
    return lent;
  },
});

process.on('message', () => {
  process.send?.({ waiting: worst });
  worst = 0;
});
// Listening must not keep the process alive once it has drained.
process.channel?.unref();
