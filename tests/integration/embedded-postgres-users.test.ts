import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startOwner, type SystemUser } from '../support/database-owner.ts';
import { smallCheckout } from '../support/small-checkout.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

/** Root plays a normal user; everybody else is one. */
const normalUser: SystemUser | undefined = isRoot ? { uid: 65_534, gid: 65_534 } : undefined;

async function closedHome(owner?: SystemUser): Promise<{ home: string; program: string; dataDir: string }> {
  const home = await temporaryFolder(0o700);
  const program = await smallCheckout(home);
  if (owner !== undefined) await run('chown', ['-R', `${owner.uid}:${owner.gid}`, home]);
  return { home, program, dataDir: join(home, 'data') };
}

describe('a checkout in the closed home of a normal user', () => {
  it('keeps the database there, and makes the library links that switched-off install scripts left out', async () => {
    const { program, dataDir } = await closedHome(normalUser);
    const owner = await startOwner(program, dataDir, normalUser);
    onTestFinished(() => owner.stop());
    expect((await readdir(dataDir)).toSorted()).toEqual(['owner.1', 'postgres']);
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
  });

  it('is refused in one line when it may not write there', async () => {
    const { home, program, dataDir } = await closedHome(normalUser);
    await chmod(home, 0o500);
    await expect(startOwner(program, dataDir, normalUser)).rejects.toThrow(
      `Cannot use DATA_DIR ${dataDir}: permission denied.`,
    );
    await chmod(home, 0o700);
  });
});

if (isRoot) {
  describe('a checkout in the closed home of root', () => {
    it('keeps the database in a place its user may enter, and finds it again', async () => {
      const { program, dataDir } = await closedHome();
      const first = await startOwner(program, dataDir);
      const place = (await readFile(join(dataDir, 'postgres.location'), 'utf8')).trim();
      onTestFinished(() => rm(place, { recursive: true, force: true }));
      expect(place).toMatch(/^\/var\/lib\/spotter\/[0-9a-f]{16}$/);
      await first.stop();
      const second = await startOwner(program, dataDir);
      await second.stop();
      // The password was made with the data: the same one means the same data.
      expect(new URL(second.url).password).toBe(new URL(first.url).password);

      await rm(place, { recursive: true });
      await expect(startOwner(program, dataDir)).rejects.toThrow(
        `the database is in ${place}, which is missing`,
      );
    });

    it('refuses to start empty when its user may no longer enter existing data', async () => {
      const { home, program, dataDir } = await closedHome();
      await chmod(home, 0o711);
      await (await startOwner(program, dataDir)).stop();
      await chmod(home, 0o700);
      await expect(startOwner(program, dataDir)).rejects.toThrow('may not enter');
    });
  });

  describe('data of another user', () => {
    it('are served by root as that user', async () => {
      const { program, dataDir } = await closedHome(normalUser);
      const before = await startOwner(program, dataDir, normalUser);
      await before.stop();
      const after = await startOwner(program, dataDir);
      await after.stop();
      expect(new URL(after.url).password).toBe(new URL(before.url).password);
    });

    it('are refused to a normal user in one line', async () => {
      const { program, dataDir } = await closedHome(normalUser);
      await mkdir(join(dataDir, 'postgres'), { recursive: true });
      await chown(dataDir, 65_534, 65_534);
      await writeFile(join(dataDir, 'postgres', 'note'), '');
      await expect(startOwner(program, dataDir, normalUser)).rejects.toThrow('belongs to user 0');
    });
  });
}
