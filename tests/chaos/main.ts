import { writeFile } from 'node:fs/promises';
import { faultOf, faults } from './faults/registry.ts';
import { matrix, type Planned } from './matrix.ts';
import { hunt, mutants } from './mutants/hunt.ts';
import { readOptions } from './options.ts';
import { detailsOf, resultsOf, summaryOf } from './report.ts';
import { run } from './run.ts';
import { bundle } from './stage/bundle.ts';
import { ChaosPostgres } from './stage/database.ts';

const options = readOptions(process.argv.slice(2));
const say = (line: string) => void process.stdout.write(`${line}\n`);
const tell = (line: string) => {
  if (options.verbose) process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
};

/** What was asked for: one run of one's own choice, the whole proof, or those parts of it whose label says so. */
function planned(): Planned[] {
  const { seed, seconds, lasts, only } = options;
  if (options.matrix) return matrix().filter(({ label, seed }) => new RegExp(only).test(`${label} ${seed}`));
  const kinds = options.faults.length > 0 ? options.faults.map(faultOf) : faults;
  return [{ label: 'run', seed, seconds, kinds, ...(lasts !== undefined && { lasts: lasts * 1_000 }) }];
}

async function runAll(postgres: ChaosPostgres): Promise<boolean> {
  const programs = await bundle();
  const results: unknown[] = [];
  let held = true;
  try {
    for (const plan of planned()) {
      const report = await run({ ...plan, processes: options.processes, programs, postgres, tell });
      say(`${plan.label}: ${summaryOf(report)}`);
      for (const line of detailsOf(report)) say(line);
      results.push({ ...resultsOf(report), label: plan.label });
      held &&= report.verdict.result === 'held';
      if (options.json !== undefined) await writeFile(options.json, JSON.stringify(results, null, 2));
    }
  } finally {
    await programs.remove();
  }
  return held;
}

async function huntAll(postgres: ChaosPostgres): Promise<boolean> {
  let all = true;
  for (const mutant of mutants.filter(({ name }) => new RegExp(options.only).test(name))) {
    const { caught, seen } = await hunt(mutant, postgres, tell);
    say(
      `${caught ? 'caught' : 'MISSED'} | ${mutant.name} | ${mutant.faults.join(', ')}, seed ${mutant.seed} | ${seen || 'nothing seen'}`,
    );
    all &&= caught;
  }
  return all;
}

/** The database is a daemon: it would outlive whoever presses Ctrl-C. Servers and Redis end with this process. */
function endWhenInterrupted(postgres: ChaosPostgres): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void postgres.stop().finally(() => process.exit(1)));
}

const postgres = await ChaosPostgres.start();
endWhenInterrupted(postgres);
let fine: boolean;
try {
  fine = options.mutants ? await huntAll(postgres) : await runAll(postgres);
} finally {
  await postgres.stop();
}
// Left to itself, Node 20 now and then turns for ever in taking down its handles, when all is done.
process.exit(fine ? 0 : 1);
