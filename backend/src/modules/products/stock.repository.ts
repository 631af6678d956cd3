/**
 * Stock. `on_hand` and `reserved` move by one conditional statement each, and the CHECK stands behind it.
 *
 * Every statement first locks its variants in id order, so that baskets that name the same pieces in opposite order wait
 * for each other instead of dying of a deadlock. The lock is FOR NO KEY UPDATE, as strong as the update itself: a row that
 * refers to a variant (an order line, a cart item) takes a KEY SHARE on it in whatever order it is written, and FOR UPDATE
 * would make the two wait for each other crosswise.
 *
 * They all run inside the caller's transaction, last in the lock order before the ledger.
 */
import { Prisma, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { onSale } from './on-sale.ts'

/** Pieces of a variant. The same variant in two lines is one demand. */
export interface StockLine {
  variantId: string
  quantity: number
}
export interface SoldLine extends StockLine {
  orderLineId: string
}
/** What was asked of a variant and what there was, seen by the statement that refused. */
export interface Short {
  variantId: string
  /** 0 also for what is not on sale. */
  available: number
  asked: number
}
export type Reservation = { ok: true } | { ok: false; short: Short[] }

function asked(lines: readonly StockLine[]): Prisma.Sql {
  for (const { quantity } of lines) {
    if (!Number.isSafeInteger(quantity) || quantity < 1) throw new Error(`${quantity} pieces cannot be moved`)
  }
  return Prisma.sql`
    SELECT a.id, sum(a.quantity)::int AS quantity
    FROM unnest(${lines.map(({ variantId }) => variantId)}::uuid[], ${lines.map(({ quantity }) => quantity)}::int[]) AS a (id, quantity)
    GROUP BY a.id`
}

const locked = Prisma.sql`
  SELECT v.id FROM product_variants v WHERE v.id IN (SELECT id FROM asked) ORDER BY v.id FOR NO KEY UPDATE`

/**
 * Sets pieces aside for all lines or for none. What is not on sale (a draft, an archived or hidden product, a variant that was taken
 * off) has none. A refusal is written down with its own numbers; a caller that rolls back hands them to `recordRefusals`.
 *
 * `held` reads the row that the lock found, not the snapshot's: who waited here sees what the one before left. The update
 * writes what `held` found, both counters: PostgreSQL checks the new row first as it would follow from the snapshot, and a
 * piece that was all reserved before the wait would break its CHECK although it is free now.
 */
export async function reserveStock(tx: Tx, lines: readonly StockLine[]): Promise<Reservation> {
  if (lines.length === 0) return { ok: true }
  const short = await tx.$queryRaw<Short[]>`
    WITH asked AS MATERIALIZED (${asked(lines)}),
    held AS MATERIALIZED (
      SELECT v.id, v.on_hand, v.reserved, CASE WHEN v.active AND ${onSale('p')} THEN v.on_hand - v.reserved ELSE 0 END AS available
      FROM product_variants v JOIN products p ON p.id = v.product_id
      WHERE v.id IN (SELECT id FROM asked) ORDER BY v.id FOR NO KEY UPDATE OF v
    ),
    short AS MATERIALIZED (
      SELECT a.id, coalesce(h.available, 0) AS available, a.quantity AS asked
      FROM asked a LEFT JOIN held h ON h.id = a.id WHERE coalesce(h.available, 0) < a.quantity
    ),
    reserved AS (
      UPDATE product_variants v SET reserved = h.reserved + a.quantity, on_hand = h.on_hand
      FROM asked a JOIN held h ON h.id = a.id
      WHERE v.id = h.id AND NOT EXISTS (SELECT 1 FROM short)
    ),
    refused AS (
      INSERT INTO stock_refusals (variant_id, available, asked, at) SELECT id, available, asked, app_now() FROM short
    )
    SELECT id AS "variantId", available, asked FROM short ORDER BY id`
  return short.length === 0 ? { ok: true } : { ok: false, short }
}

/** The evidence of a refusal whose transaction was rolled back. */
export function refusals(short: readonly Short[]): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO stock_refusals (variant_id, available, asked, at)
    SELECT r.id, r.available, r.asked, app_now()
    FROM unnest(${short.map(({ variantId }) => variantId)}::uuid[], ${short.map(({ available }) => available)}::int[], ${short.map((each) => each.asked)}::int[]) AS r (id, available, asked)`
}

const variantsOf = (lines: readonly StockLine[]) => new Set(lines.map(({ variantId }) => variantId)).size

/** Gives reserved pieces back. To be called once per reservation: the caller's own move of state decides that. */
export async function releaseStock(tx: Tx, lines: readonly StockLine[]): Promise<void> {
  if (lines.length === 0) return
  const released = await tx.$executeRaw`
    WITH asked AS MATERIALIZED (${asked(lines)}), locked AS MATERIALIZED (${locked})
    UPDATE product_variants v SET reserved = v.reserved - a.quantity
    FROM asked a JOIN locked l ON l.id = a.id WHERE v.id = l.id`
  if (released !== variantsOf(lines)) throw new Error('a variant vanished while its pieces were reserved')
}

/** A variant of which few pieces are left since this statement, and not before it. */
export interface RanLow {
  productId: string
  variantId: string
  sellerUserId: string
  name: { es: string; en: string }
  left: number
}

/**
 * Reserved pieces leave the shelf: one movement per order line, whatever the number of repeats; a line that has its
 * movement already moves nothing. Answers what ran low: the row's lock puts those who take pieces in order, so that one crosses.
 */
export async function sellStock(tx: Tx, lines: readonly SoldLine[]): Promise<RanLow[]> {
  if (lines.length === 0) return []
  return tx.$queryRaw<RanLow[]>`
    WITH asked AS MATERIALIZED (${asked(lines)}), locked AS MATERIALIZED (${locked}),
    sold AS (
      INSERT INTO stock_movements (id, variant_id, kind, quantity, order_line_id, created_at)
      SELECT s.id, s.variant_id, 'ORDER', -s.quantity, s.order_line_id, app_now()
      FROM unnest(${lines.map(() => newId())}::uuid[], ${lines.map(({ variantId }) => variantId)}::uuid[],
        ${lines.map(({ quantity }) => quantity)}::int[], ${lines.map(({ orderLineId }) => orderLineId)}::uuid[]) AS s (id, variant_id, quantity, order_line_id)
      JOIN locked l ON l.id = s.variant_id
      ON CONFLICT (order_line_id) WHERE kind = 'ORDER' DO NOTHING
      RETURNING variant_id, quantity
    ),
    moved AS (SELECT variant_id, -sum(quantity)::int AS quantity FROM sold GROUP BY variant_id),
    left_over AS (
      UPDATE product_variants v SET on_hand = v.on_hand - m.quantity, reserved = v.reserved - m.quantity
      FROM moved m WHERE v.id = m.variant_id
      RETURNING v.id, v.product_id, v.label, v.translations, v.on_hand, v.on_hand + m.quantity AS before
    )
    SELECT p.id AS "productId", l.id AS "variantId", s.user_id AS "sellerUserId", l.on_hand AS "left",
      jsonb_build_object(
        'es', concat_ws(', ', p.name, nullif(l.label, '')),
        'en', concat_ws(', ', coalesce(nullif(p.translations -> 'en' ->> 'name', ''), p.name),
          nullif(coalesce(nullif(l.translations -> 'en' ->> 'label', ''), l.label), ''))) AS name
    FROM left_over l JOIN products p ON p.id = l.product_id JOIN seller_profiles s ON s.id = p.seller_id
    WHERE l.on_hand <= p.low_stock_at AND l.before > p.low_stock_at`
}

/** Pieces come back to the shelf. Returns come in parts, so that "once" is the caller's conditional move. */
export async function restockStock(
  tx: Tx,
  lines: readonly (StockLine & { orderLineId?: string })[],
  kind: 'CANCEL' | 'RETURN',
): Promise<void> {
  if (lines.length === 0) return
  const restocked = await tx.$executeRaw`
    WITH asked AS MATERIALIZED (${asked(lines)}), locked AS MATERIALIZED (${locked}),
    returned AS (
      INSERT INTO stock_movements (id, variant_id, kind, quantity, order_line_id, created_at)
      SELECT s.id, s.variant_id, ${kind}::"StockMovementKind", s.quantity, s.order_line_id, app_now()
      FROM unnest(${lines.map(() => newId())}::uuid[], ${lines.map(({ variantId }) => variantId)}::uuid[],
        ${lines.map(({ quantity }) => quantity)}::int[], ${lines.map(({ orderLineId }) => orderLineId ?? null)}::uuid[]) AS s (id, variant_id, quantity, order_line_id)
      JOIN locked l ON l.id = s.variant_id
    )
    UPDATE product_variants v SET on_hand = v.on_hand + a.quantity
    FROM asked a JOIN locked l ON l.id = a.id WHERE v.id = l.id`
  if (restocked !== variantsOf(lines)) throw new Error('a variant vanished before its pieces came back')
}
