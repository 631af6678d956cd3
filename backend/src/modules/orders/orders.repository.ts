/** Every query that writes or locks orders, their lines, events and returns. */
import type { OrderCancellationReason, OrderReturn, OrderStatus } from '../../../../contracts/orders.ts'
import { Prisma, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { EventBy, EventKind } from './order-events.rules.ts'
import { acceptWithinHours, statesBefore } from './order-state.rules.ts'
import type { PricedLine } from './refund-parts.rules.ts'

export interface LockedLine extends PricedLine {
  id: string
  productId: string
  variantId: string
  name: { es: string; en: string }
  refundedQuantity: number
  refundedCents: number
  restockedQuantity: number
}
/** A locked order with what decisions about it need. */
export interface LockedOrder {
  id: string
  code: string
  checkoutId: string
  userId: string
  sellerId: string
  sellerUserId: string
  sellerName: string
  status: OrderStatus
  subtotalCents: number
  discountCents: number
  shippingCents: number
  totalCents: number
  refundedCents: number
  delivery: 'SHIPPING' | 'PICKUP'
  returnDays: number
  paidAt: Date | null
  acceptBy: Date | null
  shippedAt: Date | null
  deliveredAt: Date | null
  completedAt: Date | null
  cancelReason: OrderCancellationReason | null
  lines: LockedLine[]
  now: Date
}

/** What is read of an order `o` whose workshop is `p` and whose lines are `l`. */
const facts = Prisma.sql`
    o.id, o.code, o.checkout_id AS "checkoutId", o.user_id AS "userId", o.seller_id AS "sellerId", p.user_id AS "sellerUserId", p.name AS "sellerName",
      o.status::text AS status, o.subtotal_cents AS "subtotalCents", o.discount_cents AS "discountCents", o.shipping_cents AS "shippingCents",
      o.total_cents AS "totalCents", o.refunded_cents AS "refundedCents", o.delivery::text AS delivery, o.return_days AS "returnDays",
      o.paid_at AS "paidAt", o.accept_by AS "acceptBy", o.shipped_at AS "shippedAt", o.delivered_at AS "deliveredAt", o.completed_at AS "completedAt",
      o.cancel_reason::text AS "cancelReason", l.lines, app_now() AS now`
const joins = Prisma.sql`
    JOIN seller_profiles p ON p.id = o.seller_id
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('id', l.id, 'productId', l.product_id, 'variantId', l.variant_id, 'name', l.name, 'quantity', l.quantity,
        'unitPriceCents', l.unit_price_cents, 'platformDiscountCents', l.platform_discount_cents, 'sellerDiscountCents', l.seller_discount_cents,
        'commissionCents', l.commission_cents, 'refundedQuantity', l.refunded_quantity, 'refundedCents', l.refunded_cents,
        'restockedQuantity', l.restocked_quantity) ORDER BY l.id) AS lines
      FROM order_lines l WHERE l.order_id = o.id
    ) l`

/** Only after its rows are locked: a statement that waits for a lock still sees the other tables as before it waited. */
async function readLocked(tx: Tx, ids: string[]): Promise<LockedOrder[]> {
  if (ids.length === 0) return []
  return tx.$queryRaw<LockedOrder[]>`
    SELECT ${facts} FROM orders o ${joins} WHERE o.id = ANY(${ids}::uuid[]) ORDER BY o.id`
}

/** Null when there is none. */
export async function lockOrder(tx: Tx, id: string): Promise<LockedOrder | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM orders WHERE id = ${id}::uuid FOR UPDATE`
  const [order] = await readLocked(tx, ids(rows))
  return order ?? null
}

/** The orders of a purchase by id, as part of the statement that locks all of it. */
export const lockOrdersStatement = (checkoutId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT id FROM orders WHERE checkout_id = ${checkoutId} ORDER BY id FOR UPDATE`

/** All orders of a purchase, in the order of their ids. */
export async function lockOrdersOf(tx: Tx, checkoutId: string): Promise<LockedOrder[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(lockOrdersStatement(Prisma.sql`${checkoutId}::uuid`))
  return readLocked(tx, ids(rows))
}

/** Null when someone else has it in hand, or it is no longer overdue. */
export async function lockIfNotAccepted(tx: Tx, id: string): Promise<LockedOrder | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM orders WHERE id = ${id}::uuid AND status = 'PAID' AND accept_by <= app_now() FOR UPDATE SKIP LOCKED`
  const [order] = await readLocked(tx, ids(rows))
  return order ?? null
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

/** Delivered, the window for returns over, none open. Locked; those that others have in hand are passed over. */
export async function lockCompletable(tx: Tx, limit: number): Promise<LockedOrder[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM orders o WHERE status = 'DELIVERED' AND completed_at IS NULL AND delivered_at + make_interval(days => return_days) <= app_now()
      AND NOT EXISTS (SELECT 1 FROM order_returns r WHERE r.order_id = o.id AND r.status IN ('REQUESTED', 'ACCEPTED'))
    ORDER BY delivered_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`
  // Looked at again under the lock: a request that was in time may have been written meanwhile.
  const still = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM orders o WHERE id = ANY(${ids(rows)}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM order_returns r WHERE r.order_id = o.id AND r.status IN ('REQUESTED', 'ACCEPTED'))`
  return readLocked(tx, ids(still))
}

/** Conditional on the state it leaves; must touch exactly this row. */
async function move(tx: Tx, order: Pick<LockedOrder, 'id' | 'status'>, status: OrderStatus, set = Prisma.empty) {
  const changed = await tx.$executeRaw`
    UPDATE orders SET status = ${status}::"OrderStatus", updated_at = app_now() ${set}
    WHERE id = ${order.id}::uuid AND status = ${order.status}::"OrderStatus"`
  if (changed !== 1) throw new Error(`order ${order.id} left ${order.status} under its lock`)
}

export const setHeldStatus = (tx: Tx, order: LockedOrder, status: 'PENDING' | 'PAYMENT_FAILED') =>
  move(tx, order, status)

/**
 * All `count` orders of a purchase, whose rows are locked: paid, written into their stories and read, as one statement. Each must
 * be in a state that can be paid.
 */
export async function setPaid(
  tx: Tx,
  { checkoutId, count }: { checkoutId: string; count: number },
): Promise<LockedOrder[]> {
  const paid = await tx.$queryRaw<LockedOrder[]>`
    WITH o AS (
      UPDATE orders SET status = 'PAID', paid_at = app_now(), accept_by = app_now() + make_interval(hours => ${acceptWithinHours}), updated_at = app_now()
      WHERE checkout_id = ${checkoutId}::uuid AND status::text = ANY(${statesBefore('pay')}::text[])
      RETURNING *
    ),
    story AS (
      INSERT INTO order_events (id, order_id, kind, by, data, created_at)
      SELECT (${Array.from({ length: count }, () => newId())}::uuid[])[row_number() OVER (ORDER BY id)], id, 'PAID', 'SYSTEM',
        jsonb_build_object('amountCents', total_cents), app_now()
      FROM o
    )
    SELECT ${facts} FROM o ${joins} ORDER BY o.id`
  if (paid.length !== count)
    throw new Error(`of ${count} orders of checkout ${checkoutId} only ${paid.length} can be paid`)
  return paid
}

/** Late money: as if the hold had not ended. */
export const setRetaken = (tx: Tx, order: LockedOrder) =>
  move(tx, order, 'PENDING', Prisma.sql`, cancel_reason = NULL, cancel_note = NULL, cancelled_at = NULL`)

export const setAccepted = (tx: Tx, order: LockedOrder) =>
  move(tx, order, 'PROCESSING', Prisma.sql`, accepted_at = app_now()`)

export const setShipped = (tx: Tx, order: LockedOrder, parcel: { carrier: string; trackingNumber: string }) =>
  move(
    tx,
    order,
    'SHIPPED',
    Prisma.sql`, shipped_at = app_now(), carrier = ${parcel.carrier}, tracking_number = ${parcel.trackingNumber}`,
  )

export const setDelivered = (tx: Tx, order: LockedOrder) =>
  move(tx, order, 'DELIVERED', Prisma.sql`, delivered_at = app_now()`)

export const setCancelled = (tx: Tx, order: LockedOrder, reason: OrderCancellationReason, note: string | null) =>
  move(
    tx,
    order,
    'CANCELLED',
    Prisma.sql`, cancel_reason = ${reason}::"OrderCancellationReason", cancel_note = ${note}, cancelled_at = app_now()`,
  )

/** Whatever was sent has come back or was let go: nothing more can happen to what is left of the seller's share. */
export const setRefunded = (tx: Tx, order: LockedOrder) =>
  move(
    tx,
    order,
    'REFUNDED',
    order.shippedAt || order.deliveredAt
      ? Prisma.sql`, completed_at = coalesce(completed_at, app_now())`
      : Prisma.empty,
  )

export async function setCompleted(tx: Tx, orders: LockedOrder[]): Promise<void> {
  const changed = await tx.$executeRaw`
    UPDATE orders SET completed_at = app_now(), updated_at = app_now()
    WHERE id = ANY(${orders.map(({ id }) => id)}::uuid[]) AND status = 'DELIVERED' AND completed_at IS NULL`
  if (changed !== orders.length) throw new Error('an order was completed twice under its lock')
}

export interface GivenBack {
  lineId: string
  quantity: number
  cents: number
}
/** Writes down what goes back; the quantities must still be there. */
export async function addRefund(
  tx: Tx,
  order: LockedOrder,
  input: { lines: GivenBack[]; shippingCents: number; restocked: boolean },
): Promise<void> {
  const { lines } = input
  if (lines.length > 0) {
    const changed = await tx.$executeRaw`
      UPDATE order_lines l SET refunded_quantity = l.refunded_quantity + t.quantity, refunded_cents = l.refunded_cents + t.cents,
        restocked_quantity = l.restocked_quantity + CASE WHEN ${input.restocked} THEN t.quantity ELSE 0 END
      FROM unnest(${lines.map(({ lineId }) => lineId)}::uuid[], ${lines.map(({ quantity }) => quantity)}::int[], ${lines.map(({ cents }) => cents)}::int[])
        AS t (id, quantity, cents)
      WHERE l.id = t.id AND l.order_id = ${order.id}::uuid AND l.refunded_quantity + t.quantity <= l.quantity`
    if (changed !== lines.length) throw new Error(`lines of order ${order.id} moved under its lock`)
  }
  const cents = input.shippingCents + lines.reduce((sum, line) => sum + line.cents, 0)
  const changed = await tx.$executeRaw`
    UPDATE orders SET refunded_cents = refunded_cents + ${cents}, updated_at = app_now()
    WHERE id = ${order.id}::uuid AND refunded_cents = ${order.refundedCents} AND refunded_cents + ${cents} <= total_cents`
  if (changed !== 1) throw new Error(`refunds of order ${order.id} moved under its lock`)
}

export interface NewEvent {
  orderId: string
  kind: EventKind
  by: EventBy
  userId?: string | null
  data?: Record<string, string | number | null>
}

/** What happened, for the timeline; never changed afterwards. */
export async function addEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.$executeRaw`
    INSERT INTO order_events (id, order_id, kind, by, user_id, data, created_at)
    SELECT t.id, t.order_id, t.kind, t.by, t.user_id, t.data::jsonb, app_now()
    FROM unnest(${events.map(() => newId())}::uuid[], ${events.map(({ orderId }) => orderId)}::uuid[], ${events.map(({ kind }) => kind)}::text[],
      ${events.map(({ by }) => by)}::text[], ${events.map(({ userId }) => userId ?? null)}::uuid[],
      ${events.map(({ data }) => JSON.stringify(data ?? {}))}::text[]) AS t (id, order_id, kind, by, user_id, data)`
}

export interface ReturnRow {
  id: string
  orderId: string
  status: OrderReturn['status']
  lines: { lineId: string; quantity: number }[]
  reason: string
}

/** Under the order's lock. */
export async function openReturn(tx: Tx, orderId: string): Promise<ReturnRow | null> {
  const row = await tx.orderReturn.findFirst({ where: { orderId, status: { in: ['REQUESTED', 'ACCEPTED'] } } })
  return row as ReturnRow | null
}

export async function findReturn(tx: Tx, orderId: string, returnId: string): Promise<ReturnRow | null> {
  return (await tx.orderReturn.findFirst({ where: { id: returnId, orderId } })) as ReturnRow | null
}

export async function orderIdOfReturn(tx: Tx, returnId: string): Promise<string | null> {
  return (await tx.orderReturn.findUnique({ where: { id: returnId }, select: { orderId: true } }))?.orderId ?? null
}

export async function insertReturn(
  tx: Tx,
  input: { orderId: string; lines: ReturnRow['lines']; reason: string },
): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    INSERT INTO order_returns (id, order_id, status, lines, reason, created_at)
    VALUES (${id}::uuid, ${input.orderId}::uuid, 'REQUESTED', ${JSON.stringify(input.lines)}::jsonb, ${input.reason}, app_now())`
  return id
}

/** Conditional on the state it leaves, like every move. */
export async function setReturnStatus(
  tx: Tx,
  row: ReturnRow,
  status: ReturnRow['status'],
  decision: { by: string; note: string | null } | null = null,
): Promise<void> {
  const set = decision
    ? Prisma.sql`, decided_by = ${decision.by}::uuid, decision_note = ${decision.note}, decided_at = app_now()`
    : status === 'RECEIVED'
      ? Prisma.sql`, received_at = app_now()`
      : Prisma.empty
  const changed = await tx.$executeRaw`
    UPDATE order_returns SET status = ${status}::"OrderReturnStatus" ${set}
    WHERE id = ${row.id}::uuid AND status = ${row.status}::"OrderReturnStatus"`
  if (changed !== 1) throw new Error(`return ${row.id} left ${row.status} under its order's lock`)
}
