import type { Language } from '../../../../contracts/common.ts'
import type { Database, Reader, Tx } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Realtime } from '../../platform/realtime/realtime.ts'
import type { Media } from '../media/index.ts'
import type { AssertOpen } from '../settings/index.ts'

/** What the use cases of messages are given. */
export interface MessageDeps {
  database: Database
  events: Pick<Events, 'publish'>
  jobs: Pick<Jobs, 'send'>
  media: Pick<Media, 'attach' | 'picturesShown'>
  /** Refuses photos while staff keep them closed; always open when absent. */
  assertOpen?: AssertOpen | undefined
  realtime: Pick<Realtime, 'publish'>
  /** The hosts and workshops that a person answers for. */
  payeesOf(userId: string): Promise<string[]>
  /** Who besides its owner reads what is written to a host or workshop; nobody when absent. */
  readersOf?(db: Reader | Tx, payeeId: string): Promise<string[]>
  /** Off for load tests. */
  limits: { enabled: boolean }
}

/** Who reads or writes. */
export interface Person {
  userId: string
  language: Language
}
