import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { THREAD_ROUTES } from '../../scripts/check-size.mjs';

it.each(THREAD_ROUTES)('the size budget measures a screen that exists: %s', (route) => {
  expect(existsSync(join(import.meta.dirname, '../../src/routes', route, '+page.svelte'))).toBe(true);
});
