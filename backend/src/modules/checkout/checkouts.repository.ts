/** Every query that writes or locks checkouts and the uses of codes. */
import type { CheckoutStatus } from '../../../../contracts/checkout.ts'
import type { z } from 'zod'
import { type Database, Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { newBookingCode, newId } from '../../platform/ids.ts'
import { insertPaymentFrom } from '../payments/index.ts'

type Status = z.infer<typeof CheckoutStatus>
export type CheckoutCancelReason = 'BY_BUYER' | 'HOLD_EXPIRED' | 'BY_ADMIN'

export interface NewCheckout {
  checkoutId: string
  paymentId: string
  userId: string
  cartId: string
  /** Lines that are bought, as they lie in the basket. */
  items: readonly { variantId: string; quantity: number; unitPriceCents: number }[]
  slots: readonly { slotId: string; asked: readonly { type: string; quantity: number }[] }[]
  totalCents: number
  discountCents: number
  /** Null when no code counts. */
  discountCodeId: string | null
  birthDate: string | null
  holdSeconds: number
  livemode: boolean
}
export interface Written {
  /** How many of the lines were still there as they were. */
  items: number
  slots: number
  /** Lines whose price is still the one that was shown. */
  priced: number
  codeTaken: boolean
  holdExpiresAt: Date
  /** Null when nothing is to be paid. */
  paymentCreatedAt: Date | null
}

const held = Prisma.sql`('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`

/** Of this person; the unique index decides between two checkouts that count at once. */
const liveUses = (userId: string): Prisma.Sql =>
  Prisma.sql`(SELECT count(*) FROM discount_uses u WHERE u.code_id = d.id AND u.user_id = ${userId}::uuid AND u.released_at IS NULL)`
const mayBeUsed = (userId: string): Prisma.Sql => Prisma.sql`
  d.active AND (d.max_uses IS NULL OR d.used < d.max_uses) AND (d.starts_at IS NULL OR d.starts_at <= app_now()) AND (d.ends_at IS NULL OR d.ends_at > app_now())
  AND (d.max_per_user IS NULL OR ${liveUses(userId)} < d.max_per_user)`
/** The smallest number that no live use of this person has. */
const freeOrdinal = (codeId: Prisma.Sql, userId: string): Prisma.Sql => Prisma.sql`
  (SELECT min(n) FROM generate_series(1, (SELECT count(*) + 1 FROM discount_uses WHERE code_id = ${codeId} AND user_id = ${userId}::uuid AND released_at IS NULL)) n
   WHERE NOT EXISTS (SELECT 1 FROM discount_uses u WHERE u.code_id = ${codeId} AND u.user_id = ${userId}::uuid AND u.released_at IS NULL AND u.ordinal = n))`

/**
 * Takes the lines out of the basket, a use of the code, and writes checkout and payment: one statement. The caller compares what
 * it answers with what it wanted, and rolls back when the basket moved meanwhile. Two tabs wait here for each other.
 * @throws violations of `checkouts_code_key` (try again) and `discount_uses_one_ordinal_idx` (another checkout of the person was quicker)
 */
export async function writeCheckout(tx: Tx, input: NewCheckout): Promise<Written> {
  const { items, slots, userId } = input
  const code = input.discountCodeId
  const [row] = await tx.$queryRaw<Written[]>(Prisma.sql`
    WITH items AS (
      DELETE FROM cart_items ci
      USING unnest(${items.map(({ variantId }) => variantId)}::uuid[], ${items.map(({ quantity }) => quantity)}::int[]) AS a (id, quantity)
      WHERE ci.cart_id = ${input.cartId}::uuid AND ci.variant_id = a.id AND ci.quantity = a.quantity
      RETURNING ci.variant_id
    ),
    slots AS (
      DELETE FROM cart_slots cs
      USING unnest(${slots.map(({ slotId }) => slotId)}::uuid[], ${slots.map(({ asked }) => JSON.stringify(asked))}::text[]) AS a (id, party)
      WHERE cs.cart_id = ${input.cartId}::uuid AND cs.slot_id = a.id AND cs.party = a.party::jsonb
      RETURNING cs.slot_id
    ),
    cart AS (UPDATE carts SET discount_code = NULL, updated_at = app_now() WHERE id = ${input.cartId}::uuid),
    code AS (
      UPDATE discount_codes d SET used = d.used + 1 WHERE ${code === null ? Prisma.sql`false` : Prisma.sql`d.id = ${code}::uuid AND ${mayBeUsed(userId)}`}
      RETURNING d.id
    ),
    checkout AS (
      INSERT INTO checkouts (id, code, user_id, status, total_cents, currency, discount_code_id, discount_cents, birth_date, hold_expires_at, created_at, updated_at)
      VALUES (${input.checkoutId}::uuid, ${newBookingCode()}, ${userId}::uuid, 'PENDING_PAYMENT', ${input.totalCents}, 'MXN', ${code}::uuid, ${input.discountCents},
        ${input.birthDate}::date, app_now() + make_interval(secs => ${input.holdSeconds}), app_now(), app_now())
      RETURNING *
    ),
    use AS (
      INSERT INTO discount_uses (id, code_id, user_id, checkout_id, ordinal, created_at)
      SELECT ${newId()}::uuid, code.id, ${userId}::uuid, checkout.id, ${freeOrdinal(Prisma.sql`code.id`, userId)}, app_now() FROM code CROSS JOIN checkout
      RETURNING id
    ),
    payment AS (${insertPaymentFrom(Prisma.sql`checkout`, { paymentId: input.paymentId, payableType: 'checkout', livemode: input.livemode })})
    SELECT (SELECT count(*) FROM items)::int AS items, (SELECT count(*) FROM slots)::int AS slots, EXISTS (SELECT 1 FROM use) AS "codeTaken",
      (SELECT count(*) FROM product_variants v JOIN unnest(${items.map(({ variantId }) => variantId)}::uuid[], ${items.map(({ unitPriceCents }) => unitPriceCents)}::int[]) AS a (id, price)
       ON a.id = v.id AND a.price = v.price_cents)::int AS priced,
      checkout.hold_expires_at AS "holdExpiresAt", payment.created_at AS "paymentCreatedAt"
    FROM checkout LEFT JOIN payment ON true`)
  if (!row) throw new Error('a checkout was not written')
  return row
}

export interface LockedCheckout {
  id: string
  code: string
  userId: string
  status: Status
  totalCents: number
  discountCodeId: string | null
  holdExpiresAt: Date | null
  releasingSince: Date | null
  cancelReason: CheckoutCancelReason | null
  now: Date
}

export const isHeld = (status: Status): boolean =>
  status === 'PENDING_PAYMENT' || status === 'PENDING' || status === 'PAYMENT_FAILED'

const lockedColumns = Prisma.sql`
  id, code, user_id AS "userId", status::text AS status, total_cents AS "totalCents", discount_code_id AS "discountCodeId",
  hold_expires_at AS "holdExpiresAt", releasing_since AS "releasingSince", cancel_reason::text AS "cancelReason", app_now() AS now`

/** First in the lock order. Null when there is none. */
export async function lockCheckout(tx: Tx, id: string): Promise<LockedCheckout | null> {
  const [row] = await tx.$queryRaw<LockedCheckout[]>`
    SELECT ${lockedColumns} FROM checkouts WHERE id = ${id}::uuid FOR UPDATE`
  return row ?? null
}

/** A locked checkout with all that hangs on it locked too. */
export interface LockedPurchase extends LockedCheckout {
  orders: number
  parties: number
}

/**
 * The checkout, then its orders by id, then its bookings by id: each lock asks for the one before, so that one statement takes them
 * in the order in which everybody does. What it answers of the checkout is the row that the lock found.
 */
export async function lockPurchase(
  tx: Tx,
  id: string,
  statements: { orders(checkoutId: Prisma.Sql): Prisma.Sql; bookings(checkoutId: Prisma.Sql): Prisma.Sql },
): Promise<LockedPurchase | null> {
  const [row] = await tx.$queryRaw<LockedPurchase[]>`
    WITH checkout AS MATERIALIZED (SELECT ${lockedColumns} FROM checkouts WHERE id = ${id}::uuid FOR UPDATE),
    orders_of AS MATERIALIZED (${statements.orders(Prisma.sql`(SELECT c.id FROM checkout c)`)}),
    bookings_of AS MATERIALIZED (${statements.bookings(Prisma.sql`(SELECT c.id FROM checkout c WHERE (SELECT count(*) FROM orders_of) >= 0)`)})
    SELECT checkout.*, (SELECT count(*) FROM orders_of)::int AS orders, (SELECT count(*) FROM bookings_of)::int AS parties FROM checkout`
  return row ?? null
}

export const lockCheckoutStatement = (id: string): Prisma.Sql =>
  Prisma.sql`SELECT id FROM checkouts WHERE id = ${id}::uuid FOR UPDATE`

export const checkoutReadyStatement = (id: string, condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`UPDATE checkouts SET status = 'PENDING', updated_at = app_now() WHERE id = ${id}::uuid AND status = 'PENDING_PAYMENT' AND ${condition}`

function moved(changed: number, checkout: LockedCheckout) {
  if (changed !== 1) throw new Error(`checkout ${checkout.id} left ${checkout.status} under its lock`)
}

export async function setHeldStatus(tx: Tx, checkout: LockedCheckout, status: 'PENDING' | 'PAYMENT_FAILED') {
  moved(
    await tx.$executeRaw`
      UPDATE checkouts SET status = ${status}::"CheckoutStatus", updated_at = app_now()
      WHERE id = ${checkout.id}::uuid AND status = ${checkout.status}::"CheckoutStatus"`,
    checkout,
  )
}

/** From a held state, or (late money) from CANCELLED. */
export async function setPaid(tx: Tx, checkout: LockedCheckout) {
  moved(
    await tx.$executeRaw`
      UPDATE checkouts SET status = 'PAID', paid_at = app_now(), hold_expires_at = NULL, releasing_since = NULL, cancel_reason = NULL, cancelled_at = NULL,
        updated_at = app_now()
      WHERE id = ${checkout.id}::uuid AND status = ${checkout.status}::"CheckoutStatus"`,
    checkout,
  )
}

export async function setCancelled(tx: Tx, checkout: LockedCheckout, reason: CheckoutCancelReason) {
  moved(
    await tx.$executeRaw`
      UPDATE checkouts SET status = 'CANCELLED', cancel_reason = ${reason}::"CheckoutCancellationReason", cancelled_at = app_now(), releasing_since = NULL,
        updated_at = app_now()
      WHERE id = ${checkout.id}::uuid AND status = ${checkout.status}::"CheckoutStatus"`,
    checkout,
  )
}

/** The use of its code counts no longer. After the checkout and before stock in the lock order. */
export async function releaseUse(tx: Tx, checkoutId: string): Promise<void> {
  await tx.$executeRaw`
    WITH use AS (UPDATE discount_uses SET released_at = app_now() WHERE checkout_id = ${checkoutId}::uuid AND released_at IS NULL RETURNING code_id)
    UPDATE discount_codes d SET used = d.used - 1 FROM use WHERE d.id = use.code_id`
}

/**
 * Late money wants its code again. What was agreed at the hold counts, not the code's dates; its limits are kept.
 * @throws a violation of `discount_uses_one_ordinal_idx` when another checkout of the person was quicker
 */
export async function retakeUse(tx: Tx, checkout: LockedCheckout): Promise<boolean> {
  if (checkout.discountCodeId === null) return true
  const retaken = await tx.$executeRaw`
    WITH code AS (
      UPDATE discount_codes d SET used = d.used + 1
      WHERE d.id = ${checkout.discountCodeId}::uuid AND (d.max_uses IS NULL OR d.used < d.max_uses)
        AND (d.max_per_user IS NULL OR ${liveUses(checkout.userId)} < d.max_per_user)
      RETURNING d.id
    )
    UPDATE discount_uses SET released_at = NULL, ordinal = ${freeOrdinal(Prisma.sql`code.id`, checkout.userId)}
    FROM code WHERE checkout_id = ${checkout.id}::uuid AND released_at IS NOT NULL`
  return retaken === 1
}

/** Claims overdue checkouts: they are being released from now on, and another sweeper passes over them. */
export function claimOverdueCheckouts(database: Database, limit: number) {
  return database.statement<{ id: string }>(Prisma.sql`
    UPDATE checkouts SET releasing_since = coalesce(releasing_since, app_now()), updated_at = app_now()
    WHERE id IN (
      SELECT id FROM checkouts
      WHERE status IN ${held} AND hold_expires_at <= app_now() AND (releasing_since IS NULL OR updated_at <= app_now() - interval '10 seconds')
      ORDER BY hold_expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`)
}

/** The person's newest purchase that waits for payment, with where it is to go. */
export async function findLiveCheckout(db: Reader, userId: string) {
  const [row] = await db.$queryRaw<
    {
      id: string
      releasing: boolean
      orders: { sellerId: string; shippingAddress: Record<string, unknown> | null; pickupPointId: string | null }[]
    }[]
  >`
    SELECT k.id, k.releasing_since IS NOT NULL OR k.hold_expires_at <= app_now() AS releasing,
      coalesce((SELECT jsonb_agg(jsonb_build_object('sellerId', o.seller_id, 'shippingAddress', o.shipping_address, 'pickupPointId', o.pickup_point ->> 'id'))
        FROM orders o WHERE o.checkout_id = k.id), '[]') AS orders
    FROM checkouts k WHERE k.user_id = ${userId}::uuid AND k.status IN ${held} ORDER BY k.created_at DESC LIMIT 1`
  return row ?? null
}

/** A hold of one time alone, made outside a basket. */
export async function findOwnSeatHold(db: Reader, userId: string, slotIds: readonly string[]): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM bookings WHERE user_id = ${userId}::uuid AND slot_id = ANY(${[...slotIds]}::uuid[]) AND checkout_id IS NULL AND status IN ${held} LIMIT 1`
  return row?.id ?? null
}

export interface CheckoutRow {
  id: string
  code: string
  status: Status
  totalCents: number
  discountCents: number
  holdExpiresAt: Date | null
  createdAt: Date
  paidAt: Date | null
  cancelReason: CheckoutCancelReason | null
  cancelledAt: Date | null
  hasBookings: boolean
}

/** Null when there is none, or it is somebody else's. */
export async function findCheckout(db: Reader, id: string, userId: string): Promise<CheckoutRow | null> {
  const [row] = await db.$queryRaw<CheckoutRow[]>`
    SELECT id, code, status::text AS status, total_cents AS "totalCents", discount_cents AS "discountCents", hold_expires_at AS "holdExpiresAt",
      created_at AS "createdAt", paid_at AS "paidAt", cancel_reason::text AS "cancelReason", cancelled_at AS "cancelledAt",
      EXISTS (SELECT 1 FROM bookings b WHERE b.checkout_id = checkouts.id) AS "hasBookings"
    FROM checkouts WHERE id = ${id}::uuid AND user_id = ${userId}::uuid`
  return row ?? null
}

/** Who is told that a checkout moved, and what of it may have. */
export async function findWhatChanged(db: Reader, id: string) {
  const [row] = await db.$queryRaw<{ userId: string; status: Status; hasOrders: boolean; hasBookings: boolean }[]>`
    SELECT user_id AS "userId", status::text AS status, EXISTS (SELECT 1 FROM orders o WHERE o.checkout_id = c.id) AS "hasOrders",
      EXISTS (SELECT 1 FROM bookings b WHERE b.checkout_id = c.id) AS "hasBookings"
    FROM checkouts c WHERE c.id = ${id}::uuid`
  return row ?? null
}
