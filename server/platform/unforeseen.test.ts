import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';
import { projectRoot } from './paths.ts';

function failed(way: string): Promise<{ code: number; output: string }> {
  const args = ['--import', 'tsx', 'tests/support/failing.process.ts', way];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: projectRoot }, (_, stdout) => {
      resolve({ code: child.exitCode ?? -1, output: stdout });
    });
  });
}

it.each([
  ['thrown', 'thrown in a timer'],
  ['rejected', 'rejected and not caught'],
])('what was %s and nobody foresaw ends the process, with a line in its log', async (way, message) => {
  const { code, output } = await failed(way);
  expect(code).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ msg: 'an unforeseen failure; ending', err: { message } });
});

it('a database lost in the background does not', async () => {
  const { code, output } = await failed('no database');
  expect(code).toBe(0);
  expect(output).toMatch(/lost the database[^]*alive/);
});
