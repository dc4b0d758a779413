import { createLogger } from '#server/platform/logger';
import { buildDatabase } from './build-database.ts';
import { cases } from './cases.ts';
import { measureCases } from './measure.ts';
import type { Measured } from './measure.ts';
import { BAR, tableOf } from './report.ts';
import { startScaleServer } from './server.ts';
import { tenMillion, tenThousand } from './shape.ts';

export interface ScaleOptions {
  /** Keeps the databases there for the next run; without it they are made anew, which takes minutes and 6 GB. */
  readonly dataDir?: string | undefined;
  /** Timed calls of every case on each side. */
  readonly rounds?: number;
}

export interface ScaleReport {
  readonly bar: number;
  readonly measured: readonly Measured[];
  /** The figures for a person. */
  readonly table: string;
}

/**
 * Opens threads and inboxes and syncs 500 conversations over ten thousand and over ten million messages: pages of the
 * database touched, and warm medians.
 */
export async function run({ dataDir, rounds = 60 }: ScaleOptions = {}): Promise<ScaleReport> {
  const logger = createLogger('warn');
  const server = await startScaleServer(logger, dataDir);
  try {
    const tell = (line: string) => console.error(line);
    const small = await buildDatabase(server.url, tenThousand, logger, tell);
    const large = await buildDatabase(server.url, tenMillion, logger, tell);
    const measured = await measureCases({ small, large }, cases, rounds, logger);
    return { bar: BAR, measured, table: tableOf(measured) };
  } finally {
    await server.stop();
  }
}
