import { createHash, randomBytes } from 'node:crypto';

/** A secret for a link in a mail: 256 bits. Only its hash is stored. */
export function newLinkToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
}

/** SHA-256 in hex: how secrets with enough randomness of their own are stored and looked up. */
export function sha256(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}
