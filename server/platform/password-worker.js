import { compareSync, hashSync } from 'bcryptjs';

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
