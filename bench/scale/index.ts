import { createLogger } from '#server/platform/logger';
import { buildDatabase } from './build-database.ts';
import { cases } from './cases.ts';
import { measureCases } from './measure.ts';
import type { Measured } from './measure.ts';
import { BAR, tableOf } from './report.ts';
import { startScaleServer } from './server.ts';
import { crowd, tenMillion, tenThousand } from './shape.ts';

export interface ScaleOptions {
  /**
   * Keeps the databases there for the next run; the environment's SCALE_DATA_DIR unless told. Without it they are made
   * anew in a temporary folder, which takes minutes and 5 GB.
   */
  readonly dataDir?: string | undefined;
  /** Timed calls of every case on each side. */
  readonly rounds?: number;
}

export interface ScaleReport {
  readonly bar: number;
  readonly measured: readonly Measured[];
  /** The same with more people instead of more messages: no bar is set for that. */
  readonly crowded: readonly Measured[];
  /** The figures for a person. */
  readonly table: string;
}

/**
 * Opens threads and inboxes and syncs 500 conversations over ten thousand and over ten million messages, and over ten
 * thousand among many more people: pages of the database touched, and warm medians.
 */
export async function run({
  dataDir = process.env['SCALE_DATA_DIR'],
  rounds = 60,
}: ScaleOptions = {}): Promise<ScaleReport> {
  const logger = createLogger('warn');
  const server = await startScaleServer(logger, dataDir);
  try {
    const tell = (line: string) => console.error(line);
    const small = await buildDatabase(server.url, tenThousand, logger, tell);
    const large = await buildDatabase(server.url, tenMillion, logger, tell);
    const crowdedUrl = await buildDatabase(server.url, crowd, logger, tell);
    const measured = await measureCases({ small, large }, cases, rounds, logger);
    const crowded = await measureCases({ small, large: crowdedUrl }, cases, rounds, logger);
    const table = `${tableOf(measured, '10 M')}\n\nWith 19 times the people:\n\n${tableOf(crowded, 'crowd')}`;
    return { bar: BAR, measured, crowded, table };
  } finally {
    await server.stop();
  }
}
