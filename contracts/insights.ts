import { z } from 'zod'
import { CivilDate, Id, Instant, Money } from './common.ts'
import { SignedMoney } from './ledger.ts'

/** Days of the last month, weeks (from Monday) of the last quarter, months of the last year; each beside as many before. */
export const DashboardBy = z.enum(['day', 'week', 'month'])
export type DashboardBy = z.infer<typeof DashboardBy>
export const bucketsOf: Record<DashboardBy, number> = { day: 30, week: 12, month: 12 }
export const DashboardQuery = z.object({ by: DashboardBy.default('day') })

/** Of a day, a week or a month, or of all of a period. Civil days in Oaxaca. */
export const Figures = z
  .object({
    /** Bookings or orders paid in it. */
    sales: z.int(),
    /** Seats or pieces. */
    units: z.int(),
    /** At the seller's own prices less their own discounts, without shipping. */
    revenue: Money,
    /** How many of these sales were cancelled or given back whole since. */
    cancelled: z.int(),
    /** What of these sales went back since. */
    refunded: Money,
    views: z.int(),
    /** Sales per view; null without views. */
    conversion: z.number().nullable(),
    /** Seats taken per seat offered, of the times that took place in it; null without any, and for sellers. */
    occupancy: z.number().nullable(),
  })
  .meta({ id: 'Figures' })
export type Figures = z.infer<typeof Figures>

const Series = {
  by: DashboardBy,
  series: z.array(Figures.extend({ from: CivilDate, to: CivilDate })),
  /** The same buckets of the period before, in the same order. */
  before: z.array(Figures.extend({ from: CivilDate, to: CivilDate })),
  totals: z.object({ now: Figures, before: Figures }),
  /** What sold most in the period. */
  listings: z.array(
    z.object({
      id: Id,
      title: z.string(),
      slug: z.string(),
      image: z.string().nullable(),
      sales: z.int(),
      units: z.int(),
      revenue: Money,
      views: z.int(),
      conversion: z.number().nullable(),
    }),
  ),
}

const Waiting = {
  /** Money that is due to be sent. */
  due: Money,
  /** Earned and not sent yet, due or not; negative is a debt. */
  balance: SignedMoney,
  /** False while nothing can be sent: the account at the provider is not open, or was stopped. */
  canBePaid: z.boolean(),
  unansweredQuestions: z.int(),
  unreadThreads: z.int(),
}

export const HostDashboard = z
  .object({
    today: z.object({
      day: CivilDate,
      arrivals: z.array(
        z.object({
          slotId: Id,
          experienceId: Id,
          title: z.string(),
          startsAt: Instant,
          endsAt: Instant,
          bookings: z.int(),
          seats: z.int(),
          admitted: z.int(),
          capacity: z.int(),
        }),
      ),
      ...Waiting,
    }),
    ...Series,
  })
  .meta({ id: 'HostDashboard' })
export type HostDashboard = z.infer<typeof HostDashboard>

export const SellerDashboard = z
  .object({
    today: z.object({
      day: CivilDate,
      toAccept: z.object({ count: z.int(), nextBy: Instant.nullable() }),
      toShip: z.object({ count: z.int(), oldestAcceptedAt: Instant.nullable() }),
      openReturns: z.int(),
      /** Variants on sale with as few pieces as their product warns at. */
      lowStock: z.int(),
      ...Waiting,
    }),
    ...Series,
  })
  .meta({ id: 'SellerDashboard' })
export type SellerDashboard = z.infer<typeof SellerDashboard>
