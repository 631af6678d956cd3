/** A booking, an order, a payment with everything that ever happened to it. */
import type { AdminBooking, AdminOrder, AdminPayment, TimelineEntry } from '../../../../contracts/staff.ts'
import type { Language } from '../../../../contracts/common.ts'
import type { Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null
type Facts = Record<string, unknown>

function moment(at: Date | null, kind: string, id: string | null, facts: Facts = {}): TimelineEntry[] {
  return at ? [{ at: at.toISOString(), kind, id, facts }] : []
}
const inOrder = (entries: TimelineEntry[]): TimelineEntry[] =>
  entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

/** Null when there is none. What the provider says is the caller's to add. */
export async function paymentFile(db: Reader, id: string): Promise<AdminPayment | null> {
  const payment = await db.payment.findUnique({
    where: { id },
    include: { refunds: { orderBy: { createdAt: 'asc' } } },
  })
  if (!payment) return null
  const objects = [
    payment.intentId,
    payment.chargeId,
    ...payment.refunds.map(({ providerRefundId }) => providerRefundId),
  ].filter((one) => one !== null)
  const [user, sets, transfers, webhooks] = await Promise.all([
    db.user.findUnique({ where: { id: payment.userId }, select: { id: true, name: true } }),
    db.ledgerSet.findMany({
      where: { paymentId: id },
      include: { entries: { include: { account: true }, orderBy: { id: 'asc' } } },
      orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
      take: 200,
    }),
    db.transfer.findMany({ where: { paymentId: id }, orderBy: { createdAt: 'asc' } }),
    db.webhookEvent.findMany({
      where: { objectId: { in: objects } },
      omit: { payload: true },
      orderBy: { receivedAt: 'asc' },
      take: 200,
    }),
  ])
  const amount = (cents: number) => ({ amountCents: cents })
  return {
    id,
    payableType: payment.payableType,
    payableId: payment.payableId,
    user: user ?? { id: payment.userId, name: '' },
    status: payment.status,
    amount: pesos(payment.amountCents),
    captured: pesos(payment.capturedCents),
    refunded: pesos(payment.refundedCents),
    intentId: payment.intentId,
    chargeId: payment.chargeId,
    lastErrorCode: payment.lastErrorCode,
    createdAt: payment.createdAt.toISOString(),
    succeededAt: iso(payment.succeededAt),
    canceledAt: iso(payment.canceledAt),
    checkedAt: iso(payment.checkedAt),
    refunds: payment.refunds.map((refund) => ({
      id: refund.id,
      reasonKey: refund.reasonKey,
      amount: pesos(refund.amountCents),
      status: refund.status,
      providerRefundId: refund.providerRefundId,
      failureReason: refund.failureReason,
      requestedBy: refund.requestedBy,
      createdAt: refund.createdAt.toISOString(),
      settledAt: iso(refund.settledAt),
    })),
    ledger: sets.map((set) => ({
      key: set.key,
      kind: set.kind,
      at: set.occurredAt.toISOString(),
      entries: set.entries.map((entry) => ({
        account: entry.account.kind,
        ownerId: entry.account.ownerId,
        purpose: entry.purpose,
        amountCents: entry.amountCents,
      })),
    })),
    transfers: transfers.map((transfer) => ({
      id: transfer.id,
      payeeId: transfer.payeeId,
      status: transfer.status,
      amount: pesos(transfer.amountCents),
      providerTransferId: transfer.providerTransferId,
      createdAt: transfer.createdAt.toISOString(),
    })),
    webhooks: webhooks.map((event) => ({
      id: event.id,
      type: event.type,
      status: event.status,
      attempts: event.attempts,
      lastError: event.lastError,
      providerAt: event.providerAt.toISOString(),
      receivedAt: event.receivedAt.toISOString(),
    })),
    provider: null,
    timeline: inOrder([
      ...moment(payment.createdAt, 'payment.created', id, amount(payment.amountCents)),
      ...moment(payment.succeededAt, 'payment.succeeded', id, amount(payment.capturedCents)),
      ...moment(payment.canceledAt, 'payment.canceled', id),
      ...moment(payment.abandonedAt, 'payment.abandoned', id),
      ...payment.refunds.flatMap((refund) => {
        const facts = { ...amount(refund.amountCents), reasonKey: refund.reasonKey }
        return [
          ...moment(refund.createdAt, 'refund.filed', refund.id, facts),
          ...moment(refund.settledAt, `refund.${refund.status.toLowerCase()}`, refund.id, facts),
        ]
      }),
      ...transfers.flatMap((transfer) =>
        moment(transfer.createdAt, 'transfer.filed', transfer.id, amount(transfer.amountCents)),
      ),
      ...webhooks.flatMap((event) =>
        moment(event.receivedAt, 'webhook.received', event.id, { type: event.type, status: event.status }),
      ),
    ]),
  }
}

async function paymentsOf(db: Reader, type: string, id: string): Promise<AdminPayment[]> {
  const rows = await db.payment.findMany({
    where: { payableType: type, payableId: id },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
    take: 20,
  })
  const files = await Promise.all(rows.map((row) => paymentFile(db, row.id)))
  return files.filter((file) => file !== null)
}

async function staffActs(db: Reader, subject: string): Promise<TimelineEntry[]> {
  const entries = await db.auditEntry.findMany({ where: { subject }, orderBy: { id: 'asc' }, take: 100 })
  return entries.flatMap((entry) =>
    moment(entry.createdAt, `staff.${entry.action}`, entry.id, { actorId: entry.actorId, ...(entry.details as Facts) }),
  )
}

export async function bookingFile(db: Reader, id: string, language: Language): Promise<AdminBooking | null> {
  const booking = await db.booking.findUnique({ where: { id }, include: { slot: true, tickets: true } })
  if (!booking) return null
  const [guest, host, experience, payments, acts] = await Promise.all([
    db.user.findUnique({ where: { id: booking.userId }, select: { id: true, name: true } }),
    db.hostProfile.findUniqueOrThrow({ where: { id: booking.hostId }, select: { id: true, name: true, userId: true } }),
    db.experience.findUniqueOrThrow({ where: { id: booking.experienceId }, omit: { description: true } }),
    paymentsOf(db, booking.checkoutId ? 'checkout' : 'booking', booking.checkoutId ?? id),
    staffActs(db, `booking:${id}`),
  ])
  const english = (experience.translations as { en?: { title?: string } }).en?.title
  const refunded = payments.flatMap(({ refunds }) =>
    refunds.filter(
      ({ status, reasonKey }) =>
        status !== 'FAILED' && (!booking.checkoutId || reasonKey === `booking-cancelled:${id}`),
    ),
  )
  return {
    id,
    code: booking.code,
    status: booking.status,
    guest: guest ?? { id: booking.userId, name: '' },
    host,
    experience: {
      id: experience.id,
      slug: experience.slug,
      title: (language === 'en' && english) || experience.title,
    },
    slot: {
      id: booking.slotId,
      startsAt: booking.slot.startsAt.toISOString(),
      endsAt: booking.slot.endsAt.toISOString(),
      timeZone: experience.timeZone,
    },
    checkoutId: booking.checkoutId,
    seats: booking.seats,
    party: booking.party as Facts[],
    total: pesos(booking.totalCents),
    discount: pesos(booking.platformDiscountCents),
    refunded: pesos(refunded.reduce((sum, { amount }) => sum + amount.amount, 0)),
    commissionBps: booking.commissionBps,
    cancelReason: booking.cancelReason,
    cancelNote: booking.cancelNote,
    createdAt: booking.createdAt.toISOString(),
    payments,
    timeline: inOrder([
      ...moment(booking.createdAt, 'booking.held', id, { seats: booking.seats }),
      ...moment(booking.confirmedAt, 'booking.confirmed', id),
      ...moment(booking.completedAt, 'booking.completed', id),
      ...moment(booking.noShowAt, 'booking.no-show', id),
      ...moment(booking.cancelledAt, 'booking.cancelled', id, {
        reason: booking.cancelReason,
        note: booking.cancelNote,
      }),
      ...booking.tickets.flatMap((ticket) =>
        moment(ticket.admittedAt, 'ticket.admitted', ticket.id, { code: ticket.code }),
      ),
      ...payments.flatMap(({ timeline }) => timeline),
      ...acts,
    ]),
  }
}

interface OrderRow {
  id: string
  code: string
  status: string
  checkoutId: string
  userId: string
  buyer: string | null
  sellerId: string
  seller: string
  sellerUserId: string
  subtotalCents: number
  discountCents: number
  shippingCents: number
  totalCents: number
  refundedCents: number
  cancelReason: string | null
  cancelNote: string | null
  createdAt: Date
}

export async function orderFile(db: Reader, id: string, language: Language): Promise<AdminOrder | null> {
  const [order] = await db.$queryRaw<OrderRow[]>`
    SELECT o.id, o.code, o.status::text AS status, o.checkout_id AS "checkoutId", o.user_id AS "userId", u.name AS buyer, o.seller_id AS "sellerId", s.name AS seller,
      s.user_id AS "sellerUserId", o.subtotal_cents AS "subtotalCents", o.discount_cents AS "discountCents", o.shipping_cents AS "shippingCents",
      o.total_cents AS "totalCents", o.refunded_cents AS "refundedCents", o.cancel_reason::text AS "cancelReason", o.cancel_note AS "cancelNote", o.created_at AS "createdAt"
    FROM orders o JOIN seller_profiles s ON s.id = o.seller_id LEFT JOIN users u ON u.id = o.user_id WHERE o.id = ${id}::uuid`
  if (!order) return null
  const [lines, events, payments, acts] = await Promise.all([
    db.orderLine.findMany({ where: { orderId: id }, orderBy: { id: 'asc' } }),
    db.orderEvent.findMany({ where: { orderId: id }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    paymentsOf(db, 'checkout', order.checkoutId),
    staffActs(db, `order:${id}`),
  ])
  return {
    id,
    code: order.code,
    status: order.status,
    buyer: { id: order.userId, name: order.buyer ?? '' },
    seller: { id: order.sellerId, name: order.seller, userId: order.sellerUserId },
    checkoutId: order.checkoutId,
    lines: lines.map((line) => ({
      id: line.id,
      name: (line.name as { es: string; en: string })[language],
      quantity: line.quantity,
      unitPrice: pesos(line.unitPriceCents),
      refundedQuantity: line.refundedQuantity,
      refunded: pesos(line.refundedCents),
    })),
    subtotal: pesos(order.subtotalCents),
    discount: pesos(order.discountCents),
    shipping: pesos(order.shippingCents),
    total: pesos(order.totalCents),
    refunded: pesos(order.refundedCents),
    cancelReason: order.cancelReason,
    cancelNote: order.cancelNote,
    createdAt: order.createdAt.toISOString(),
    payments,
    timeline: inOrder([
      ...events.flatMap((event) =>
        moment(event.createdAt, `order.${event.kind.toLowerCase().replaceAll('_', '-')}`, event.id, {
          by: event.by,
          ...(event.data as Facts),
        }),
      ),
      ...payments.flatMap(({ timeline }) => timeline),
      ...acts,
    ]),
  }
}
