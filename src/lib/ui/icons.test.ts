import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { iconSprite } from './icons.server.ts';

const SOURCES = join(import.meta.dirname, '../..');
const drawn = [...iconSprite().matchAll(/<g id="icon-([a-z0-9-]+)">(.*?)<\/g>/g)];

it('draws each icon with at least one line', () => {
  expect(drawn.length).toBeGreaterThan(50);
  for (const [, name, lines] of drawn) expect(lines, name).toMatch(/^<(path|circle|rect|line)/);
});

it('holds no icon that no screen names', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  const code = files
    .filter((file) => /(?<!\.test)\.(svelte|ts)$/.test(file) && !file.endsWith('icons.server.ts'))
    .map((file) => readFileSync(join(SOURCES, file), 'utf8'))
    .join('\n');
  const names = drawn.map(([, name]) => name);
  expect(names.filter((name) => !new RegExp(`icon="${name}"|'${name}'`).test(code))).toEqual([]);
});
