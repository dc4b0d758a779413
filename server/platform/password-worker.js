import { setPriority } from 'node:os';
import { compareSync, hashSync } from 'bcryptjs';

const NICENESS = 10;

// Where cores are few, a log-in waits for messages, not the other way round: a tenth of a busy core is left to it. Linux
// takes this for the calling thread alone; elsewhere it would slow the whole process.
if (process.platform === 'linux') setPriority(0, NICENESS);

/**
 * The thread in which passwords are hashed. Plain JavaScript, so that the source and the build load the same file.
 * @param {{ secret: string, cost: number }} task
 * @returns {string}
 */
export function hash({ secret, cost }) {
  return hashSync(secret, cost);
}

/**
 * @param {{ secret: string, hash: string }} task
 * @returns {boolean}
 */
export function compare({ secret, hash }) {
  return compareSync(secret, hash);
}
