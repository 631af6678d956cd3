import type { Database } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { PartnerAction } from '../../../../contracts/partners.ts'
import type { Bookings } from '../bookings/index.ts'

export interface ScheduleDeps {
  database: Database
  events: Pick<Events, 'publish'>
  jobs: Pick<Jobs, 'send'>
  bookings: Bookings
  logger: { info(details: object, message: string): void; error(details: object, message: string): void }
  publicUrl: string
  /** The host for whom a person may do this: their own profile, or one whose team they are in. Null for everybody else. */
  hostOf(userId: string, action: PartnerAction): Promise<{ id: string } | null>
}
