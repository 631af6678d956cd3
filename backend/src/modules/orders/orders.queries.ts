/** Orders as their buyers see them, and what the house itself asks about orders. */
import type { Language } from '../../../../contracts/common.ts'
import type { Order, OrderDetail, OrderStatus } from '../../../../contracts/orders.ts'
import type { Reader } from '../../platform/database/index.ts'
import { columns, type DetailRecord, type OrderRecord, source, story, toDetail, toOrder } from './order-records.ts'
import { from, inStatus, type PageInput, pageOf } from './order-pages.ts'

/** Every order of a purchase, as its buyer sees them. */
export async function listOrdersOf(db: Reader, checkoutId: string, language: Language): Promise<Order[]> {
  const rows = await db.$queryRaw<
    OrderRecord[]
  >`SELECT ${columns} ${source} WHERE o.checkout_id = ${checkoutId}::uuid ORDER BY s.name, o.id`
  return rows.map((row) => toOrder(row, 'BUYER', language))
}

/** Null when there is none, or it is somebody else's. */
export async function findOrder(
  db: Reader,
  input: { id: string; userId: string; language: Language },
): Promise<OrderDetail | null> {
  const [row] = await db.$queryRaw<
    DetailRecord[]
  >`SELECT ${columns} ${story} ${source} WHERE o.id = ${input.id}::uuid AND o.user_id = ${input.userId}::uuid`
  return row ? toDetail(row, 'BUYER', input.language) : null
}

/** For the house itself: whoever's it is. */
export async function findOrderForMail(
  db: Reader,
  id: string,
  language: Language,
): Promise<{ order: Order; buyerName: string } | null> {
  const [row] = await db.$queryRaw<OrderRecord[]>`SELECT ${columns} ${source} WHERE o.id = ${id}::uuid`
  return row ? { order: toOrder(row, 'BUYER', language), buyerName: row.buyerName } : null
}

/** One's own, latest first. */
export async function listOrders(db: Reader, input: PageInput & { userId: string }) {
  const rows = await db.$queryRaw<OrderRecord[]>`
    SELECT ${columns} ${source} WHERE o.user_id = ${input.userId}::uuid ${inStatus(input.status)} ${from(input.after)}
    ORDER BY o.created_at DESC, o.id DESC LIMIT ${input.limit + 1}`
  return pageOf(rows, input.limit, (row) => toOrder(row, 'BUYER', input.language))
}

/** Who is told that an order moved, and what it shows. */
export async function moverFacts(db: Reader, checkoutId: string) {
  return db.$queryRaw<{ id: string; status: OrderStatus; userId: string; sellerId: string; productIds: string[] }[]>`
    SELECT o.id, o.status::text AS status, o.user_id AS "userId", o.seller_id AS "sellerId",
      (SELECT array_agg(DISTINCT l.product_id::text) FROM order_lines l WHERE l.order_id = o.id) AS "productIds"
    FROM orders o WHERE o.checkout_id = ${checkoutId}::uuid`
}

export async function overdueOrders(db: Reader, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<
    { id: string }[]
  >`SELECT id FROM orders WHERE status = 'PAID' AND accept_by <= app_now() ORDER BY accept_by LIMIT ${limit}`
  return rows.map(({ id }) => id)
}
