import { createLogger } from '#server/platform/logger';
import { buildDatabase } from '../scale/build-database.ts';
import { measureCases, type Measured } from '../scale/measure.ts';
import { tableOf } from '../scale/report.ts';
import { startScaleServer } from '../scale/server.ts';
import { oneMillion, tenMillion, tenThousand } from '../scale/shape.ts';
import { searchCases } from './cases.ts';
import { indexAll } from './index-all.ts';
import { planLines } from './plan-lines.ts';

/** With many more messages, a search in one thread may cost this much more, and one in all threads of a coach. */
const BARS = { thread: 1.5, all: 10 };
const ROUNDS = 40;

export interface SearchReport {
  readonly bars: typeof BARS;
  readonly measured: readonly Measured[];
  /** The figures for a person, and how the searches of all threads were run. */
  readonly table: string;
}

/**
 * Searches in one thread and in 500 over ten thousand and over ten million messages. SCALE_DATA_DIR keeps the databases;
 * SEARCH_SCALE=1M takes a million in place of ten.
 */
export async function run(): Promise<SearchReport> {
  const logger = createLogger('warn');
  const tell = (line: string) => console.error(line);
  const large = process.env['SEARCH_SCALE'] === '1M' ? oneMillion : tenMillion;
  const server = await startScaleServer(logger, process.env['SCALE_DATA_DIR']);
  try {
    const urls = {
      small: await buildDatabase(server.url, tenThousand, logger, tell),
      large: await buildDatabase(server.url, large, logger, tell),
    };
    await indexAll(urls.small, tenThousand.name, logger, tell);
    await indexAll(urls.large, large.name, logger, tell);
    const measured = await measureCases(urls, searchCases, ROUNDS, logger);
    const plans = measured.filter(({ name }) => name === 'all: a common word' || name === 'all: a rare word');
    const shown = plans.map(({ name, large: { queries } }) => [`${name}:`, ...queries.flatMap(planLines)]);
    const table = [tableOf(measured, large === oneMillion ? '1 M' : '10 M'), ...shown.flat()].join('\n');
    return { bars: BARS, measured, table };
  } finally {
    await server.stop();
  }
}
