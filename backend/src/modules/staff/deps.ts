import type { Language } from '../../../../contracts/common.ts'
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Experiences } from '../experiences/index.ts'
import type { Identity } from '../identity/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Payments } from '../payments/index.ts'
import type { Products } from '../products/index.ts'

/** What the use cases of staff are given. */
export interface StaffDeps {
  /** The words in which somebody was told something. */
  noticeText?: NoticeText
  config: Pick<Config, 'staff'>
  database: Database
  events: Pick<Events, 'publish'>
  experiences: Pick<Experiences, 'hideHost' | 'listingChanged'>
  products: Pick<Products, 'hideSeller' | 'listingChanged'>
  payments: Pick<Payments, 'ofPayable' | 'fileRefund' | 'replayEvent' | 'providerObjects'>
  ledger: Pick<Ledger, 'setCommissionRate' | 'commissionRates'>
  /** What was enqueued about something. */
  jobs: Pick<Jobs, 'tracesOf'>
  identity: Pick<Identity, 'audit' | 'assertProved' | 'endSessions'>
}

export type NoticeText = (
  type: NotificationType,
  data: Record<string, string | number | null>,
  language: Language,
) => { title: string }

/** Who of the staff does something. */
export interface StaffMember {
  userId: string
  sessionId: string
  ipAddress: string
  language: Language
}
