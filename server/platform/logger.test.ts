import { DrizzleQueryError } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createLogger } from './logger.ts';

it('says of an error what failed and where, and nothing that people wrote', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const refused = Object.assign(new Error('new row violates a check'), {
    code: '23514',
    detail: 'Failing row contains (1, dear diary).',
  });
  const failed = new DrizzleQueryError('insert', ['dear diary\n    at last'], refused);
  const command = { name: 'set', args: ['somebody@example.test'] };
  logger.warn({ err: failed }, 'not stored');
  logger.warn({ err: Object.assign(new Error('refused'), { command }) }, 'not counted');
  logger.warn({ err: 'dear diary' }, 'not an error');
  expect(lines.join('')).not.toMatch(/dear diary|at last|somebody/);
  expect(lines[0]).toMatch(/"message":"new row violates a check","code":"23514","stack":".*logger\.test/);
});
