import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { userView } from '#contract/auth';
import { conversationView, messageView } from '#contract/conversations';
import { FORMAT } from './database.ts';

/** What is copied to devices. When this changes: raise `FORMAT`, and write its new hash here. */
const KNOWN = { format: 2, hash: '867117acda34e31f' };

it('drops copies of an older shape: whoever changes the shape of a copied view raises FORMAT', async () => {
  const shapes = [userView, conversationView, messageView].map((view) => z.toJSONSchema(view));
  const bytes = new TextEncoder().encode(JSON.stringify(shapes));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  expect({ format: FORMAT, hash }).toEqual(KNOWN);
});
