import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, countPlaywright, countVitest, summary } from '../../scripts/support/test-results.mjs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotter-results-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(content: object | string): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.json`);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const vitest = (passed: number, failed: number, skipped = 0) =>
  report({ numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTodoTests: 0 });

describe('the count of a test run', () => {
  it('adds up both runners', async () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 };
    const both = add(
      await countVitest(await vitest(10, 0, 2), 0),
      await countPlaywright(await report({ stats }), 1),
    );
    expect(summary(both)).toBe('15 passed, 1 failed, 2 skipped');
  });

  it('names skipped tests only if there are some', () => {
    expect(summary({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  });

  it('a runner that crashed after passing tests is not green', async () => {
    expect(await countVitest(await vitest(10, 0), 1)).toMatchObject({ passed: 10, failed: 1 });
  });

  it('a runner that ended well without a report, or with half of one, is not green', async () => {
    expect(await countVitest(join(folder, 'missing.json'), 0)).toMatchObject({ failed: 1 });
    expect(await countPlaywright(await report('{"stats":{"exp'), 0)).toMatchObject({ failed: 1 });
  });

  it('a runner that found no test is not green', async () => {
    expect(await countVitest(await vitest(0, 0), 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});
