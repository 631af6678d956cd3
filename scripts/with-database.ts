/** A database for a one-off script: the configured one, the embedded one that runs already, or one started for the moment. */
import { resolve } from 'node:path'
import type { Config } from '../backend/src/platform/config.ts'
import { runningEmbeddedUrl, startEmbeddedPostgres } from './embedded-postgres.ts'
import { projectRoot } from './project.ts'

/** Where the embedded PostgreSQL of this configuration keeps its data; a relative DATA_DIR is meant from the checkout. */
export const embeddedDataDir = (config: Config): string => resolve(projectRoot, config.dataDir, 'postgres')

/** Runs `work` with a connection string and, if a server had to be started for it, stops that one afterwards. */
export async function withDatabase<T>(config: Config, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const running = config.database.url ?? runningEmbeddedUrl(embeddedDataDir(config))
  if (running) return work(running)
  const server = await startEmbeddedPostgres({ dataDir: embeddedDataDir(config), durable: true })
  try {
    return await work(server.url)
  } finally {
    await server.stop()
  }
}
