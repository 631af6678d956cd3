import type { Database, Tx } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Storage } from '../../platform/outside/storage/index.ts'

/** What the services of this module work with. */
export interface MediaDeps {
  database: Database
  jobs: Pick<Jobs, 'send'>
  storage: Storage
  limits: { perHour: number; totalBytes: number }
  /** Records that staff read somebody's document, in a transaction of its own that ends before the file leaves. */
  documentOpened(
    tx: Tx,
    facts: { mediaId: string; ownerId: string; byUserId: string; ipAddress: string },
  ): Promise<void>
  logger: { info(details: object, message: string): void; warn(details: object, message: string): void }
}
