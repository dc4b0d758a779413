import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, Results } from './jobs.ts';

const script = fileURLToPath(new URL('load.process.ts', import.meta.url));

/** Has a process of its own do that, and gives its result. @throws when it fails */
export async function runLoad<J extends Job>(job: J): Promise<Results[J['kind']]> {
  const { result } = await startLoad(job);
  return result;
}

/** The same for a job that goes on until it is told to end. */
export async function startLoad<J extends Job>(
  job: J,
): Promise<{ result: Results[J['kind']]; end: () => Promise<void> }> {
  const child = fork(script, { execArgv: ['--max-semi-space-size=128', '--import', 'tsx'] });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const result = await answerTo(child, job);
  return {
    result,
    end: () => {
      if (child.connected) child.disconnect();
      return ended;
    },
  };
}

function answerTo<J extends Job>(child: ChildProcess, job: J): Promise<Results[J['kind']]> {
  return new Promise((resolve, reject) => {
    // Both ends of this pipe are ours, and of the same version.
    child.once('message', (message: unknown) => {
      resolve(message as Results[J['kind']]);
    });
    child.once('exit', (code) => {
      reject(new Error(`The load generator ended with ${code}`));
    });
    child.send(job);
  });
}
