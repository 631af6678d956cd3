/** What staff look up to answer a complaint: bookings, orders, purchases and payments, with everything that happened. */
import { z } from 'zod'
import { Id, Instant, Money, PageQuery, page, plainText } from './common.ts'

const Facts = z.record(z.string(), z.unknown())
const Person = z.object({ id: Id, name: z.string() })

export const CaseFileKind = z.enum(['BOOKING', 'ORDER', 'PURCHASE', 'PAYMENT'])
export type CaseFileKind = z.infer<typeof CaseFileKind>
const filters = {
  kind: CaseFileKind.optional(),
  /** A code, an id of ours or of the payment provider, or part of a person's name or address or of a business' name. */
  q: plainText(100).optional(),
  /** As that kind has it: `CONFIRMED`, `SHIPPED`, `SUCCEEDED`, … */
  status: z
    .string()
    .regex(/^[A-Z_]{2,40}$/)
    .optional(),
  from: Instant.optional(),
  until: Instant.optional(),
  sort: z.enum(['newest', 'oldest', 'dearest', 'cheapest']).default('newest'),
}
export const CaseFileListQuery = PageQuery.extend(filters)
/** The first five thousand of that order. */
export const CaseFileExportQuery = z.object(filters)
export type CaseFileFilters = z.infer<typeof CaseFileExportQuery>
export const CaseFileRow = z
  .object({
    kind: CaseFileKind,
    id: Id,
    /** Of a payment, the provider's id of it. */
    code: z.string().nullable(),
    status: z.string(),
    person: Person,
    /** The experience, the workshop; empty for what is about several things. */
    about: z.string(),
    amount: Money,
    /** When it begins, of a booking. */
    startsAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'CaseFileRow' })
export type CaseFileRow = z.infer<typeof CaseFileRow>
export const CaseFilePage = page(CaseFileRow).meta({ id: 'CaseFilePage' })

/** Something that happened, whatever module wrote it. `kind` is such as `payment.succeeded`, `refund.filed`, `booking.cancelled`. */
export const TimelineEntry = z
  .object({ at: Instant, kind: z.string(), id: z.string().nullable(), facts: Facts })
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const AdminRefundRow = z.object({
  id: Id,
  reasonKey: z.string(),
  amount: Money,
  status: z.string(),
  providerRefundId: z.string().nullable(),
  failureReason: z.string().nullable(),
  requestedBy: Id.nullable(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
})
export const FreshQuery = z.object({
  /** Asks the payment provider now. */
  fresh: z.stringbool().default(false),
})
export const AdminPayment = z
  .object({
    id: Id,
    payableType: z.string(),
    payableId: Id,
    user: z.object({ id: Id, name: z.string() }),
    status: z.string(),
    amount: Money,
    captured: Money,
    refunded: Money,
    intentId: z.string().nullable(),
    chargeId: z.string().nullable(),
    lastErrorCode: z.string().nullable(),
    createdAt: Instant,
    succeededAt: Instant.nullable(),
    canceledAt: Instant.nullable(),
    checkedAt: Instant.nullable(),
    refunds: z.array(AdminRefundRow),
    /** Double-entry, in centavos: debits positive. */
    ledger: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        at: Instant,
        entries: z.array(z.object({ account: z.string(), ownerId: Id, purpose: z.string(), amountCents: z.int() })),
      }),
    ),
    transfers: z.array(
      z.object({
        id: Id,
        payeeId: Id,
        /** `order` or `booking`. */
        subjectType: z.string(),
        subjectId: Id,
        status: z.string(),
        amount: Money,
        reversed: Money,
        providerTransferId: z.string().nullable(),
        createdAt: Instant,
      }),
    ),
    webhooks: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        status: z.string(),
        attempts: z.int(),
        lastError: z.string().nullable(),
        providerAt: Instant,
        receivedAt: Instant,
      }),
    ),
    /** What the provider says now; null unless asked for with `fresh`, or when it does not answer. */
    provider: z
      .object({
        askedAt: Instant,
        intent: Facts.nullable(),
        charges: z.array(Facts),
        refunds: z.array(Facts),
        transfers: z.array(Facts),
        error: z.string().nullable(),
      })
      .nullable(),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'AdminPayment' })
export type AdminPayment = z.infer<typeof AdminPayment>

export const AdminBooking = z
  .object({
    id: Id,
    code: z.string(),
    status: z.string(),
    guest: Person,
    host: z.object({ id: Id, name: z.string(), userId: Id }),
    experience: z.object({ id: Id, slug: z.string(), title: z.string() }),
    slot: z.object({ id: Id, startsAt: Instant, endsAt: Instant, timeZone: z.string() }),
    checkoutId: Id.nullable(),
    seats: z.int(),
    party: z.array(Facts),
    total: Money,
    discount: Money,
    refunded: Money,
    commissionBps: z.int(),
    cancelReason: z.string().nullable(),
    cancelNote: z.string().nullable(),
    createdAt: Instant,
    payments: z.array(AdminPayment),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'AdminBooking' })
export type AdminBooking = z.infer<typeof AdminBooking>

export const AdminOrder = z
  .object({
    id: Id,
    code: z.string(),
    status: z.string(),
    buyer: Person,
    seller: z.object({ id: Id, name: z.string(), userId: Id }),
    checkoutId: Id,
    lines: z.array(
      z.object({
        id: Id,
        name: z.string(),
        quantity: z.int(),
        unitPrice: Money,
        refundedQuantity: z.int(),
        refunded: Money,
      }),
    ),
    subtotal: Money,
    discount: Money,
    shipping: Money,
    total: Money,
    refunded: Money,
    cancelReason: z.string().nullable(),
    cancelNote: z.string().nullable(),
    createdAt: Instant,
    payments: z.array(AdminPayment),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'AdminOrder' })
export type AdminOrder = z.infer<typeof AdminOrder>

const Part = { id: Id, code: z.string(), status: z.string(), total: Money }
/** A purchase: one payment for orders of several workshops and bookings. */
export const AdminCheckout = z
  .object({
    id: Id,
    code: z.string(),
    status: z.string(),
    buyer: Person,
    total: Money,
    discount: Money,
    cancelReason: z.string().nullable(),
    createdAt: Instant,
    orders: z.array(z.object({ ...Part, seller: z.string() })),
    bookings: z.array(z.object({ ...Part, title: z.string() })),
    payments: z.array(AdminPayment),
    timeline: z.array(TimelineEntry),
  })
  .meta({ id: 'AdminCheckout' })
export type AdminCheckout = z.infer<typeof AdminCheckout>
