import { bundledPostgres, usableBinaries } from './embedded-postgres/binaries.ts';
import { openCluster } from './embedded-postgres/cluster.ts';
import { ensureDatabase, urlOf } from './embedded-postgres/connection.ts';
import { findHome } from './embedded-postgres/home.ts';
import { adopt, freePort, launch } from './embedded-postgres/launch.ts';
import { Supervisor } from './embedded-postgres/supervisor.ts';
import type { Logger } from './logger.ts';

export interface EmbeddedPostgres {
  /** Of the database `spotter`, on 127.0.0.1; stays the same until `stop`. */
  readonly url: string;
  /** Stops the database orderly, at most 3 s. Close every connection first. */
  stop(): Promise<void>;
}

/**
 * A real Postgres in a data directory that the caller has claimed: made on first use, taken over when it still runs
 * after our predecessor was killed, recovered when it was killed itself, and started again whenever it dies.
 * @throws StartError with one line that says what to do
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  logger: Logger;
}): Promise<EmbeddedPostgres> {
  const { dataDir, logger } = options;
  const startedAt = performance.now();
  const home = await findHome(dataDir, logger);
  const binaries = await usableBinaries(await bundledPostgres(), home.user, home.copiesDir);
  const cluster = await openCluster(home, binaries);
  const adopted = await adopt(cluster);
  const running = adopted ?? (await launch(cluster, freePort));
  await ensureDatabase(cluster, running.port);
  const ms = Math.round(performance.now() - startedAt);
  logger.info(
    { pid: running.pid, port: running.port, ms },
    adopted ? 'took over the running database' : 'database started',
  );
  const supervisor = new Supervisor(cluster, logger, running);
  return { url: urlOf(cluster, running.port), stop: () => supervisor.stop() };
}
