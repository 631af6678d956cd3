import type { Database } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Storage } from '../../platform/outside/storage/index.ts'

/** What the services of this module work with. */
export interface MediaDeps {
  database: Database
  jobs: Pick<Jobs, 'send'>
  storage: Storage
  limits: { perHour: number; totalBytes: number }
  logger: { info(details: object, message: string): void; warn(details: object, message: string): void }
}
