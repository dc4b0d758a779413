import { readOptions } from './options.ts';
import { faultOf, faults } from './faults/registry.ts';
import { run } from './run.ts';
import { detailsOf, summaryOf } from './report.ts';
import { bundle } from './stage/bundle.ts';
import { ChaosPostgres } from './stage/database.ts';

const options = readOptions(process.argv.slice(2));
const programs = await bundle();
const postgres = await ChaosPostgres.start();
try {
  const kinds = options.faults.length > 0 ? options.faults.map(faultOf) : faults;
  const tell = (line: string) => {
    if (options.verbose) process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
  };
  const report = await run({ ...options, kinds, programs, postgres, tell });
  process.stdout.write(`${[summaryOf(report), ...detailsOf(report)].join('\n')}\n`);
  if (report.verdict.result !== 'held') process.exitCode = 1;
} finally {
  await postgres.stop();
  await programs.remove();
}
