/** A booking, an order, a payment with everything that ever happened to it. */
import type {
  AdminBooking,
  AdminCheckout,
  AdminOrder,
  AdminPayment,
  TimelineEntry,
} from '../../../../contracts/staff-files.ts'
import type { Language } from '../../../../contracts/common.ts'
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import type { NoticeText } from './deps.ts'
import { paymentFile } from './payment-file.queries.ts'
import { type Facts, inOrder, moment } from './timeline.rules.ts'

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
  const actorIds = entries.flatMap(({ actorId }) => actorId ?? [])
  const actors = await db.user.findMany({ where: { id: { in: actorIds } }, select: { id: true, name: true } })
  return entries.flatMap((entry) =>
    moment(entry.createdAt, `staff.${entry.action}`, entry.id, {
      ...(entry.details as Facts),
      actorId: entry.actorId,
      actor: actors.find(({ id }) => id === entry.actorId)?.name ?? null,
    }),
  )
}

/** Who reads the file: in which language, and how notices are put into it. */
interface FileReader {
  language: Language
  noticeText: NoticeText | undefined
}
type NotificationData = Parameters<NoticeText>[1]
type Told = { id: string; name: string }

/** Notices that people got about it, and mails that left. */
async function told(
  db: Reader,
  { language, noticeText }: FileReader,
  about: { ids: string[]; people: Told[]; since: Date },
): Promise<TimelineEntry[]> {
  const patterns = about.ids.map((id) => `%${id}%`)
  const [notices, mails] = await Promise.all([
    db.$queryRaw<
      { id: string; type: NotificationType; data: NotificationData; userId: string; readAt: Date | null; at: Date }[]
    >`
      SELECT id, type, data, user_id AS "userId", read_at AS "readAt", created_at AS at FROM notifications
      WHERE user_id = ANY (${about.people.map(({ id }) => id)}::uuid[]) AND data::text LIKE ANY (${patterns}::text[]) ORDER BY id LIMIT 100`,
    db.$queryRaw<{ key: string; template: string; at: Date }[]>`
      SELECT key, template, sent_at AS at FROM sent_mails WHERE sent_at >= ${about.since}::timestamptz AND key LIKE ANY (${patterns}::text[])
      ORDER BY sent_at LIMIT 100`,
  ])
  return [
    ...notices.flatMap(({ id, type, data, userId, readAt, at }) =>
      moment(at, `notice.${type.toLowerCase().replaceAll('_', '-')}`, id, {
        userId,
        to: about.people.find((person) => person.id === userId)?.name ?? null,
        title: noticeText?.(type, data, language).title ?? null,
        readAt: readAt?.toISOString() ?? null,
      }),
    ),
    ...mails.flatMap(({ key, template, at }) => moment(at, `mail.${template}`, null, { key })),
  ]
}

export async function bookingFile(db: Reader, id: string, reader: FileReader): Promise<AdminBooking | null> {
  const booking = await db.booking.findUnique({ where: { id }, include: { slot: true, tickets: true } })
  if (!booking) return null
  const [guest, host, experience, payments, acts] = await Promise.all([
    db.user.findUnique({ where: { id: booking.userId }, select: { id: true, name: true } }),
    db.hostProfile.findUniqueOrThrow({ where: { id: booking.hostId }, select: { id: true, name: true, userId: true } }),
    db.experience.findUniqueOrThrow({ where: { id: booking.experienceId }, omit: { description: true } }),
    paymentsOf(db, booking.checkoutId ? 'checkout' : 'booking', booking.checkoutId ?? id),
    staffActs(db, `booking:${id}`),
  ])
  const notices = await told(db, reader, {
    ids: [id],
    people: [
      { id: booking.userId, name: guest?.name ?? '' },
      { id: host.userId, name: host.name },
    ],
    since: booking.createdAt,
  })
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
      title: (reader.language === 'en' && english) || experience.title,
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
      ...notices,
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

export async function orderFile(db: Reader, id: string, reader: FileReader): Promise<AdminOrder | null> {
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
  const notices = await told(db, reader, {
    ids: [id, order.checkoutId],
    people: [
      { id: order.userId, name: order.buyer ?? '' },
      { id: order.sellerUserId, name: order.seller },
    ],
    since: order.createdAt,
  })
  return {
    id,
    code: order.code,
    status: order.status,
    buyer: { id: order.userId, name: order.buyer ?? '' },
    seller: { id: order.sellerId, name: order.seller, userId: order.sellerUserId },
    checkoutId: order.checkoutId,
    lines: lines.map((line) => ({
      id: line.id,
      name: (line.name as { es: string; en: string })[reader.language],
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
      ...notices,
      ...acts,
    ]),
  }
}

export async function checkoutFile(db: Reader, id: string, reader: FileReader): Promise<AdminCheckout | null> {
  const checkout = await db.checkout.findUnique({ where: { id } })
  if (!checkout) return null
  const [buyer, orders, bookings, payments, acts] = await Promise.all([
    db.user.findUnique({ where: { id: checkout.userId }, select: { id: true, name: true } }),
    db.$queryRaw<{ id: string; code: string; status: string; seller: string; cents: number }[]>`
      SELECT o.id, o.code, o.status::text AS status, s.name AS seller, o.total_cents AS cents
      FROM orders o JOIN seller_profiles s ON s.id = o.seller_id WHERE o.checkout_id = ${id}::uuid ORDER BY o.id`,
    db.$queryRaw<{ id: string; code: string; status: string; title: string; cents: number }[]>`
      SELECT b.id, b.code, b.status::text AS status, e.title, b.total_cents AS cents
      FROM bookings b JOIN experiences e ON e.id = b.experience_id WHERE b.checkout_id = ${id}::uuid ORDER BY b.id`,
    paymentsOf(db, 'checkout', id),
    staffActs(db, `checkout:${id}`),
  ])
  const people = [{ id: checkout.userId, name: buyer?.name ?? '' }]
  const notices = await told(db, reader, { ids: [id], people, since: checkout.createdAt })
  return {
    id,
    code: checkout.code,
    status: checkout.status,
    buyer: buyer ?? { id: checkout.userId, name: '' },
    total: pesos(checkout.totalCents),
    discount: pesos(checkout.discountCents),
    cancelReason: checkout.cancelReason,
    createdAt: checkout.createdAt.toISOString(),
    orders: orders.map(({ cents, ...row }) => ({ ...row, total: pesos(cents) })),
    bookings: bookings.map(({ cents, ...row }) => ({ ...row, total: pesos(cents) })),
    payments,
    timeline: inOrder([
      ...moment(checkout.createdAt, 'purchase.held', id, { amountCents: checkout.totalCents }),
      ...moment(checkout.paidAt, 'purchase.paid', id),
      ...moment(checkout.cancelledAt, 'purchase.cancelled', id, { reason: checkout.cancelReason }),
      ...payments.flatMap(({ timeline }) => timeline),
      ...notices,
      ...acts,
    ]),
  }
}
