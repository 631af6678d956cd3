import type { BookingStatus } from '../../../../contracts/bookings.ts'
import type { PartnerAction } from '../../../../contracts/partners.ts'
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Events } from '../../platform/events.ts'
import type { Jobs } from '../../platform/jobs.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import type { Identity } from '../identity/index.ts'
import type { CommissionBps, Ledger } from '../ledger/index.ts'
import type { Payments } from '../payments/index.ts'
import type { AssertOpen } from '../settings/index.ts'
import type { ExplainRefusal } from './explain-refusal.ts'
import type { FullSlots } from './full-slots.ts'
import type { SeatQueue } from './seat-queue.ts'
import type { SlotGate } from './slot-gate.ts'
import type { TicketSigner } from './ticket-signing.ts'

/** What the use cases of bookings are given. */
export interface BookingDeps {
  config: Pick<Config, 'holds' | 'payments' | 'door'>
  database: Database
  events: Pick<Events, 'publish'>
  jobs: Pick<Jobs, 'send'>
  payments: Payments
  /** Refuses new bookings while staff keep them closed; always open when absent. */
  assertOpen?: AssertOpen | undefined
  /** What the platform keeps, frozen on a booking when its seats are taken. */
  commissionBps: CommissionBps
  /** For what cost its guest nothing: there is no payment that could be refunded. */
  ledger: Pick<Ledger, 'takenBack'>
  signer: TicketSigner
  explainRefusal: ExplainRefusal
  fullSlots: FullSlots
  throughGate: SlotGate
  /** Who waits for seats of a full slot gets them first. */
  seatQueue: SeatQueue
  metrics: Pick<Metrics, 'count' | 'observe'>
  logger: {
    info(details: object, message: string): void
    warn(details: object, message: string): void
    error(details: object, message: string): void
  }
  /** After a commit that moved seats: caches and open calendars. */
  slotChanged(experienceId: string, slotId: string): Promise<void>
  /** After a commit that moved a booking: the open screens of its guest, and of its host's team. */
  bookingChanged(booking: ChangedBooking, status: BookingStatus): Promise<void>
  /** The host for whom this person may do it, their own or one whose team they are in; null when there is none. */
  hostOf(userId: string, action: PartnerAction): Promise<{ id: string; hidesMoney?: boolean } | null>
  contactOf(userId: string): Promise<{ name: string; email: string; language: 'es' | 'en' } | null>
  /** Staff give money back only when they have just shown who they are. @throws STEP_UP_REQUIRED */
  assertProved(who: { userId: string; sessionId: string }): Promise<void>
  /** What staff do to somebody's booking is written down in the transaction that does it. */
  audit: Identity['audit']
}

/** Whose screens show it. */
export interface ChangedBooking {
  id: string
  userId: string
  hostId: string
}

/** Who asks for a cancellation. */
export type Actor =
  | { kind: 'guest'; userId: string }
  | { kind: 'host'; userId: string; hostId: string }
  | { kind: 'admin'; userId: string }
