import { compose, type Hooks } from './compose.ts';
import { EnvError, parseEnv, type Env } from './env.ts';
import { createLogger, type Logger } from './platform/logger.ts';
import { StartError } from './platform/start-error.ts';
import { endWhenUnforeseen } from './platform/unforeseen.ts';

/** An orderly end takes at most 9 s in all its steps; a supervisor kills after 10. */
const DEADLINE_MS = 9_500;

/** What an entry point adds to a server's life. */
interface RunHooks extends Hooks {
  /** Runs once the server answers, with the address to open. */
  readonly whenUp?: (url: string) => void;
}

/**
 * The life of the server: read the environment, start, serve, and drain when told to end. Exits with 0 after an
 * orderly end, and with 1 and one line per problem when it cannot start.
 */
export async function run(
  source: Readonly<Record<string, string | undefined>>,
  hooks: RunHooks = {},
): Promise<void> {
  try {
    const env = parseEnv(source);
    const logger = createLogger(env.logLevel);
    endWhenUnforeseen(logger);
    await serve(env, logger, hooks);
  } catch (error) {
    refuse(error);
  }
}

async function serve(env: Env, logger: Logger, hooks: RunHooks): Promise<void> {
  const ending = untilToldToEnd();
  void ending.then(() => {
    endInTime(logger);
  });
  const running = await compose(env, { logger, ...hooks });
  try {
    const { url } = await running.listen();
    process.stdout.write(`Spotter is running: ${url}\n`);
    hooks.whenUp?.(url);
  } catch (error) {
    await running.close();
    throw error;
  }
  const signal = await ending;
  logger.info({ signal }, 'draining');
  await running.close();
  logger.info('stopped');
  process.exit(0);
}

/** A signal that comes while the start is still under way ends the process as soon as it has started, or when time is up. */
function untilToldToEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}

/** From the signal on, also where a start waits for another process: that may take long. */
function endInTime(logger: Logger): void {
  setTimeout(() => {
    logger.error('draining took too long; ending now');
    process.exit(1);
  }, DEADLINE_MS);
}

/** One line for each problem that whoever started the server can mend; everything else with its stack. */
function refuse(error: unknown): never {
  process.stderr.write(`${linesOf(error).join('\n')}\n`);
  process.exit(1);
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof EnvError) return error.problems;
  if (error instanceof StartError) return [error.message];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
