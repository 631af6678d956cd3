import type { Database, Tx } from '../../platform/database/index.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Guarantee } from '../../platform/module.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'

/** What the operations module's use cases are given. */
export interface OperationsDeps {
  database: Database
  jobs: Pick<Jobs, 'deadLetters' | 'replayDeadLetter' | 'discardDeadLetter' | 'overview'>
  metrics: Pick<Metrics, 'gauge'>
  logger: { error(details: object, message: string): void; warn(details: object, message: string): void }
  /** Tells whoever watches failures of ours. */
  report(error: unknown): void
  /** The promises of every module; their names are unique. */
  guarantees: readonly Guarantee[]
  /** Records what staff did, in the transaction that does it. */
  audit(tx: Tx, facts: StaffFacts): Promise<void>
}

export interface StaffFacts {
  actorId: string
  action: string
  subject: string
  details: Record<string, string | number | null>
  ipAddress: string | null
}

/** Who of the staff does something. */
export interface StaffMember {
  userId: string
  ipAddress: string | null
}
