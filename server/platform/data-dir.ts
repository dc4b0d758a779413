import { randomUUID } from 'node:crypto';
import { link, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { makeFolder } from './folders.ts';
import { processStart, UNKNOWN_START } from './processes.ts';
import { errorCode, orRefuse, StartError } from './start-error.ts';

const ownerSchema = z.object({
  pid: z.int().positive(),
  processStart: z.string(),
  since: z.iso.datetime(),
  released: z.boolean(),
});
type Owner = z.infer<typeof ownerSchema>;

export interface DataDirClaim {
  /** Lets the next process in. Safe to call twice; never fails. */
  release(): Promise<void>;
}

/**
 * Makes this process the only owner of a data directory, which is made if need be.
 *
 * Owners are numbered files and the highest number owns. A number is taken with a hard link, which succeeds for
 * one process only, and numbers never go down, so a slow reader cannot take away what somebody has since claimed.
 * @throws StartError naming the first process when it lives, or when the directory cannot be written
 */
export async function claimDataDir(dir: string): Promise<DataDirClaim> {
  const folder = resolve(dir);
  return orRefuse(`use DATA_DIR ${folder}`, async () => {
    // The database's user must be able to pass through, yet nobody else may look around.
    await makeFolder(folder, 0o711);
    const mine = await describeMyself();
    for (;;) {
      const claimed = await tryClaim(folder, mine);
      if (claimed !== undefined) return claimed;
    }
  });
}

async function tryClaim(folder: string, mine: Owner): Promise<DataDirClaim | undefined> {
  const newest = (await ownerNumbers(folder)).at(-1) ?? 0;
  const owner = newest === 0 ? undefined : await readOwner(folder, newest);
  if (owner !== undefined && (await isAlive(owner))) throw refusal(folder, owner);

  const number = newest + 1;
  if (!(await place(folder, number, mine))) return undefined;
  const numbers = await ownerNumbers(folder);
  if (numbers.at(-1) !== number) {
    await rm(ownerPath(folder, number), { force: true });
    return undefined;
  }
  await Promise.all(numbers.slice(0, -1).map((old) => rm(ownerPath(folder, old), { force: true })));
  return { release: () => release(folder, number, mine) };
}

function refusal(folder: string, owner: Owner): StartError {
  return new StartError(
    `DATA_DIR ${folder} is in use by process ${owner.pid} since ${owner.since}: stop that one first, ` +
      'or give this one another DATA_DIR.',
  );
}

async function describeMyself(): Promise<Owner> {
  return {
    pid: process.pid,
    processStart: (await processStart(process.pid)) ?? UNKNOWN_START,
    since: new Date().toISOString(),
    released: false,
  };
}

/** Numbers are reused by later processes, so a living one must also have started when the owner did. */
async function isAlive(owner: Owner): Promise<boolean> {
  if (owner.released) return false;
  const start = await processStart(owner.pid);
  if (start === undefined) return false;
  return start === owner.processStart || start === UNKNOWN_START || owner.processStart === UNKNOWN_START;
}

const ownerPath = (folder: string, number: number) => join(folder, `owner.${number}`);

async function ownerNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  const numbers = names.flatMap((name) => /^owner\.([1-9]\d{0,14})$/.exec(name)?.[1] ?? []);
  return numbers.map(Number).toSorted((a, b) => a - b);
}

/** Undefined for a file that is gone or was cut short by a power failure: nobody who lives wrote that. */
async function readOwner(folder: string, number: number): Promise<Owner | undefined> {
  try {
    const text = await readFile(ownerPath(folder, number), 'utf8');
    return ownerSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Takes a number, complete from the first moment. @returns false when somebody else has it */
async function place(folder: string, number: number, owner: Owner): Promise<boolean> {
  return withDraft(folder, owner, async (draft) => {
    try {
      await link(draft, ownerPath(folder, number));
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    }
  });
}

/**
 * Marks instead of removing, because numbers must never go down. Failing to (a full disk, a directory that is gone)
 * harms nobody: the claim of a process that ended is stale anyway.
 */
async function release(folder: string, number: number, owner: Owner): Promise<void> {
  const mark = (draft: string) => rename(draft, ownerPath(folder, number));
  await withDraft(folder, { ...owner, released: true }, mark).catch(() => undefined);
}

async function withDraft<T>(folder: string, owner: Owner, use: (draft: string) => Promise<T>): Promise<T> {
  const draft = join(folder, `owner.draft-${randomUUID()}`);
  try {
    await writeFile(draft, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
    return await use(draft);
  } finally {
    await rm(draft, { force: true });
  }
}
