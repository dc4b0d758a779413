import { createLogger } from '#server/platform/logger';
import { endWhenUnforeseen } from '#server/platform/unforeseen';

/** A process that fails in the named way, as nobody foresaw, and would otherwise print `alive` and end with 0. */
const WAYS: Readonly<Record<string, () => void>> = {
  thrown: () => {
    throw new Error('thrown in a timer');
  },
  rejected: () => void Promise.reject(new Error('rejected and not caught')),
  'no database': () => void Promise.reject(new Error('Connection terminated unexpectedly')),
};

endWhenUnforeseen(createLogger('info'));
setTimeout(WAYS[process.argv[2] ?? ''] ?? (() => undefined), 0);
setTimeout(() => {
  process.stdout.write('alive\n');
}, 50);
