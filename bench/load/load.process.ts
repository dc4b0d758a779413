import { once } from 'node:events';
import { connectAll } from './connect-all.ts';
import type { HoldJob, HoldResult, Job, Results } from './jobs.ts';
import { saturate } from './saturate.ts';
import { steady } from './steady.ts';

/** The load generator: takes one job from its parent, does it, answers and ends. */
process.once('message', (job: Job) => {
  void perform(job).then((result) => {
    process.send?.(result, () => {
      if (job.kind !== 'hold') process.exit(0);
    });
  });
});

function perform(job: Job): Promise<Results[Job['kind']]> {
  if (job.kind === 'saturate') return saturate(job);
  return job.kind === 'steady' ? steady(job) : hold(job);
}

async function hold(job: HoldJob): Promise<HoldResult> {
  const devices = await connectAll(job.target.url, job.people);
  void once(process, 'disconnect').then(() => process.exit(0));
  return { held: devices.length };
}
