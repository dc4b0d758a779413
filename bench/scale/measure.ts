import type { Ctx } from '#server/kernel/context';
import type { Logger } from '#server/platform/logger';
import { connectPostgres } from '#server/platform/postgres';
import type { Case } from './cases.ts';
import { openExplained } from './explained.ts';
import type { RanQuery } from './explained.ts';
import { contextOver, readWorld } from './world.ts';
import type { World } from './world.ts';

const WARM_UPS = 6;
/** As often as one node-postgres connection needs to settle on the plan it keeps. */
const BEFORE_EXPLAINING = 7;

/** A case on one database. */
export interface Side {
  /** Warm milliseconds in the server process, from the verb's call to its answer. */
  readonly median: number;
  readonly buffers: number;
  readonly queries: readonly RanQuery[];
}

export interface Measured {
  readonly name: string;
  readonly small: Side;
  readonly large: Side;
}

interface Open {
  readonly ctx: Ctx;
  readonly world: World;
  readonly take: () => RanQuery[];
}

/**
 * Every case on both databases: first how it is run, then how long it takes, in turns so that whatever else the machine
 * does meets both.
 */
export async function measureCases(
  urls: { small: string; large: string },
  cases: readonly Case[],
  rounds: number,
  logger: Logger,
): Promise<Measured[]> {
  const explained = await explainCases(urls, cases, logger);
  const timed = await timeCases(urls, cases, rounds, logger);
  return cases.map(({ name }, index) => {
    const side = (which: 'small' | 'large'): Side => {
      const queries = explained[which][index] ?? [];
      const buffers = queries.reduce((sum, query) => sum + query.buffers, 0);
      return { median: medianOf(timed[which][index] ?? []), buffers, queries };
    };
    return { name, small: side('small'), large: side('large') };
  });
}

interface PerCase<T> {
  readonly small: T[];
  readonly large: T[];
}

async function explainCases(
  urls: { small: string; large: string },
  cases: readonly Case[],
  logger: Logger,
): Promise<PerCase<RanQuery[]>> {
  const explainAll = async (url: string) => {
    const { database, take } = await openExplained(url, logger);
    const ctx = contextOver(database, logger);
    const world = await readWorld(database);
    const all: RanQuery[][] = [];
    for (const one of cases) all.push(await explainCase(one, { ctx, world, take }));
    await database.close();
    return all;
  };
  return { small: await explainAll(urls.small), large: await explainAll(urls.large) };
}

async function explainCase(one: Case, { ctx, world, take }: Open): Promise<RanQuery[]> {
  for (let run = 0; run < BEFORE_EXPLAINING; run += 1) await one.run(ctx, world);
  take();
  await one.run(ctx, world);
  return take();
}

async function timeCases(
  urls: { small: string; large: string },
  cases: readonly Case[],
  rounds: number,
  logger: Logger,
): Promise<PerCase<number[]>> {
  const databases = [urls.small, urls.large].map((url) => connectPostgres({ url, logger, max: 1 }));
  const sides = await Promise.all(
    databases.map(async (database) => ({
      ctx: contextOver(database, logger),
      world: await readWorld(database),
      times: cases.map((): number[] => []),
    })),
  );
  for (const [index, one] of cases.entries()) {
    for (let round = -WARM_UPS; round < rounds; round += 1) {
      for (const { ctx, world, times } of sides) {
        const startedAt = performance.now();
        await one.run(ctx, world);
        if (round >= 0) times[index]?.push(performance.now() - startedAt);
      }
    }
  }
  for (const database of databases) await database.close();
  const [small, large] = sides;
  return { small: small?.times ?? [], large: large?.times ?? [] };
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
