import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimDataDir } from '#server/platform/data-dir';
import { projectRoot } from '#server/platform/paths';
import { StartError } from '#server/platform/start-error';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CLAIM = `
  const { claimDataDir } = await import('./server/platform/data-dir.ts');
  await claimDataDir(process.argv[1]).then(() => console.log('mine'), () => console.log('refused'));
  process.stdin.resume().on('end', () => process.exit());`;

/** Several processes, each of which lives until all have had their try. */
async function claimFromProcesses(dir: string, count: number): Promise<string[]> {
  const args = ['--import', 'tsx', '--input-type=module', '-e', CLAIM, dir];
  const rivals = Array.from({ length: count }, () =>
    spawn(process.execPath, args, { cwd: projectRoot, stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const answers = await Promise.all(
    rivals.map(async (rival) => String((await once(rival.stdout, 'data'))[0])),
  );
  for (const rival of rivals) rival.stdin.end();
  return answers.map((answer) => answer.trim()).toSorted();
}

async function leaveClaim(dir: string, change: Record<string, unknown>): Promise<void> {
  await claimDataDir(dir);
  const path = join(dir, 'owner.1');
  const owner: unknown = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...Object(owner), ...change }));
}

describe('one process per data directory', () => {
  it('refuses the second with one line: process, since when, directory', async () => {
    const dir = await temporaryFolder();
    const first = await claimDataDir(dir);
    const refusal: unknown = await claimDataDir(dir).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartError);
    expect(String(refusal)).toContain(`DATA_DIR ${dir} is in use by process ${process.pid} since 20`);
    expect(String(refusal)).not.toContain('\n');
    await first.release();
  });

  it('lets the next one in after a release', async () => {
    const dir = await temporaryFolder();
    for (let turn = 0; turn < 3; turn += 1) await (await claimDataDir(dir)).release();
    expect(await readdir(dir)).toEqual(['owner.3']);
  });

  it('a late second release takes nothing from the next owner', async () => {
    const dir = await temporaryFolder();
    const first = await claimDataDir(dir);
    await first.release();
    await claimDataDir(dir);
    await first.release();
    await expect(claimDataDir(dir)).rejects.toThrow('is in use');
  });

  it('takes over from a process that is dead', async () => {
    const dir = await temporaryFolder();
    await leaveClaim(dir, { pid: 2_147_483_646 });
    await expect(claimDataDir(dir)).resolves.toBeDefined();
  });

  it('takes over when the number of the dead process now belongs to another program', async () => {
    const dir = await temporaryFolder();
    await leaveClaim(dir, { pid: process.ppid });
    await expect(claimDataDir(dir)).resolves.toBeDefined();
  });

  it('takes over a claim that a power failure cut short', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'owner.7'), '');
    await expect(claimDataDir(dir)).resolves.toBeDefined();
  });

  it('lets one of many in at once, over a stale claim', async () => {
    const dir = await temporaryFolder();
    await leaveClaim(dir, { pid: 2_147_483_646 });
    const here = Array.from({ length: 50 }, () => claimDataDir(dir));
    const settled = await Promise.allSettled(here);
    expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('lets one of several processes in at once', async () => {
    const dir = await temporaryFolder();
    expect(await claimFromProcesses(dir, 3)).toEqual(['mine', 'refused', 'refused']);
  });

  it('refuses a path that cannot be a directory in one line', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'file'), '');
    await expect(claimDataDir(join(dir, 'file'))).rejects.toThrow(/^Cannot use DATA_DIR .+ in the way\.$/);
    await expect(claimDataDir('/proc/spotter')).rejects.toThrow(/^Cannot use DATA_DIR/);
  });
});
