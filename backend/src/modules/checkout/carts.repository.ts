/** Every query that writes baskets. Each is one statement, so that a click costs one round trip. */
import { cartLineLimit, cartLinesLimit } from '../../../../contracts/basket-limits.ts'
import { type Database, Prisma, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { onOffer } from '../experiences/index.ts'
import { onSale } from '../products/index.ts'
import type { CartOwner } from './baskets.queries.ts'

const ownedBy = (owner: CartOwner): Prisma.Sql =>
  owner.kind === 'person' ? Prisma.sql`user_id = ${owner.userId}::uuid` : Prisma.sql`token_hash = ${owner.tokenHash}`

/** The owner's cart, made when there is none, if `source` has a row. A code goes in with what `code` answers. */
function cartFor(
  owner: CartOwner,
  source: Prisma.Sql,
  code?: { value: Prisma.Sql; onConflict: Prisma.Sql },
): Prisma.Sql {
  const [column, value] =
    owner.kind === 'person'
      ? [Prisma.sql`user_id`, Prisma.sql`${owner.userId}::uuid`]
      : [Prisma.sql`token_hash`, Prisma.sql`${owner.tokenHash}`]
  return Prisma.sql`
    INSERT INTO carts (id, ${column}, discount_code, created_at, updated_at)
    SELECT ${newId()}::uuid, ${value}, ${code?.value ?? Prisma.sql`NULL`}, app_now(), app_now() FROM ${source}
    ON CONFLICT (${column}) DO UPDATE SET updated_at = app_now(), discount_code = ${code?.onConflict ?? Prisma.sql`carts.discount_code`}
    RETURNING id`
}

/** Lines of the owner's cart besides the one that is written. */
const otherLines = (owner: CartOwner, but: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT count(*) FROM (
    SELECT ci.variant_id AS line FROM cart_items ci JOIN carts c ON c.id = ci.cart_id WHERE c.${ownedBy(owner)}
    UNION ALL SELECT cs.slot_id FROM cart_slots cs JOIN carts c ON c.id = cs.cart_id WHERE c.${ownedBy(owner)}
  ) l WHERE l.line <> ${but})`

/** Without a variant it is the one whose price the product shows: the cheapest that is there. */
export async function putItem(
  database: Database,
  owner: CartOwner,
  input: { productId: string; variantId: string | null; quantity: number },
): Promise<'put' | 'not-found' | 'full'> {
  const [row] = await database.statement<{ found: boolean; put: boolean }>(Prisma.sql`
    WITH variant AS MATERIALIZED (
      SELECT v.id, v.product_id, v.price_cents
      FROM product_variants v JOIN products p ON p.id = v.product_id AND ${onSale('p')}
      WHERE v.product_id = ${input.productId}::uuid AND v.active ${input.variantId === null ? Prisma.empty : Prisma.sql`AND v.id = ${input.variantId}::uuid`}
      ORDER BY (v.on_hand > v.reserved) DESC, v.price_cents, v.sort, v.id LIMIT 1
    ),
    cart AS (${cartFor(owner, Prisma.sql`variant`)}),
    put AS (
      INSERT INTO cart_items (cart_id, variant_id, product_id, quantity, seen_price_cents, added_at)
      SELECT cart.id, v.id, v.product_id, ${input.quantity}, v.price_cents, app_now()
      FROM variant v CROSS JOIN cart WHERE ${otherLines(owner, Prisma.sql`v.id`)} < ${cartLinesLimit}
      ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = EXCLUDED.quantity, seen_price_cents = EXCLUDED.seen_price_cents
      RETURNING variant_id
    )
    SELECT EXISTS (SELECT 1 FROM variant) AS found, EXISTS (SELECT 1 FROM put) AS put`)
  if (!row?.found) return 'not-found'
  return row.put ? 'put' : 'full'
}

/** All variants of the product when none is named. */
export async function removeItem(
  database: Database,
  owner: CartOwner,
  input: { productId: string; variantId: string | null },
): Promise<void> {
  await database.statement(Prisma.sql`
    WITH cart AS (UPDATE carts SET updated_at = app_now() WHERE ${ownedBy(owner)} RETURNING id)
    DELETE FROM cart_items ci USING cart WHERE ci.cart_id = cart.id AND ci.product_id = ${input.productId}::uuid
      ${input.variantId === null ? Prisma.empty : Prisma.sql`AND ci.variant_id = ${input.variantId}::uuid`}`)
}

export type SlotPut = 'put' | 'not-found' | 'full' | 'closed' | 'unknown-type' | 'party-size'

export async function putSlot(
  database: Database,
  owner: CartOwner,
  input: { slotId: string; party: readonly { type: string; quantity: number }[] },
): Promise<SlotPut> {
  const party = JSON.stringify(input.party)
  const [row] = await database.statement<{ problem: SlotPut | null; put: boolean }>(Prisma.sql`
    WITH slot AS MATERIALIZED (
      SELECT s.id, t.total_cents, CASE WHEN t.found < t.wanted THEN 'unknown-type' WHEN t.seats NOT BETWEEN e.min_party AND e.max_party THEN 'party-size'
        WHEN s.state <> 'OPEN' OR s.bookable_until <= app_now() THEN 'closed' END AS problem
      FROM slots s JOIN experiences e ON e.id = s.experience_id AND NOT s.is_private AND ${onOffer('e')}
      CROSS JOIN LATERAL (
        SELECT count(*) AS wanted, count(tt.type) AS found, sum(a.quantity)::int AS seats, sum(a.quantity * tt.price_cents)::int AS total_cents
        FROM jsonb_to_recordset(${party}::jsonb) AS a (type text, quantity int) LEFT JOIN ticket_types tt ON tt.experience_id = e.id AND tt.type = a.type
      ) t
      WHERE s.id = ${input.slotId}::uuid
    ),
    good AS MATERIALIZED (SELECT * FROM slot WHERE problem IS NULL),
    cart AS (${cartFor(owner, Prisma.sql`good`)}),
    put AS (
      INSERT INTO cart_slots (cart_id, slot_id, party, seen_total_cents, added_at)
      SELECT cart.id, s.id, ${party}::jsonb, s.total_cents, app_now()
      FROM good s CROSS JOIN cart WHERE ${otherLines(owner, Prisma.sql`s.id`)} < ${cartLinesLimit}
      ON CONFLICT (cart_id, slot_id) DO UPDATE SET party = EXCLUDED.party, seen_total_cents = EXCLUDED.seen_total_cents
      RETURNING slot_id
    )
    SELECT slot.problem, EXISTS (SELECT 1 FROM put) AS put FROM slot`)
  if (!row) return 'not-found'
  return row.problem ?? (row.put ? 'put' : 'full')
}

export async function removeSlot(database: Database, owner: CartOwner, slotId: string): Promise<void> {
  await database.statement(Prisma.sql`
    WITH cart AS (UPDATE carts SET updated_at = app_now() WHERE ${ownedBy(owner)} RETURNING id)
    DELETE FROM cart_slots cs USING cart WHERE cs.cart_id = cart.id AND cs.slot_id = ${slotId}::uuid`)
}

/** False when there is no such code. */
export async function putCode(database: Database, owner: CartOwner, code: string): Promise<boolean> {
  const rows = await database.statement(Prisma.sql`
    WITH known AS (SELECT code FROM discount_codes WHERE code = ${code} AND active),
    cart AS (${cartFor(owner, Prisma.sql`known`, { value: Prisma.sql`code`, onConflict: Prisma.sql`EXCLUDED.discount_code` })})
    SELECT id FROM cart`)
  return rows.length > 0
}

export async function removeCode(database: Database, owner: CartOwner): Promise<void> {
  await database.statement(
    Prisma.sql`UPDATE carts SET discount_code = NULL, updated_at = app_now() WHERE ${ownedBy(owner)}`,
  )
}

/** Today's prices are seen. */
export async function acknowledge(database: Database, owner: CartOwner): Promise<void> {
  await database.statement(Prisma.sql`
    WITH cart AS (UPDATE carts SET updated_at = app_now() WHERE ${ownedBy(owner)} RETURNING id),
    items AS (
      UPDATE cart_items ci SET seen_price_cents = v.price_cents FROM cart, product_variants v
      WHERE ci.cart_id = cart.id AND v.id = ci.variant_id AND v.price_cents <> ci.seen_price_cents
    )
    UPDATE cart_slots cs SET seen_total_cents = t.total_cents
    FROM cart, slots s CROSS JOIN LATERAL (
      SELECT cs2.cart_id, sum(a.quantity * tt.price_cents)::int AS total_cents
      FROM cart_slots cs2 CROSS JOIN LATERAL jsonb_to_recordset(cs2.party) AS a (type text, quantity int)
      JOIN ticket_types tt ON tt.experience_id = s.experience_id AND tt.type = a.type
      WHERE cs2.slot_id = s.id GROUP BY cs2.cart_id
    ) t
    WHERE cs.cart_id = cart.id AND s.id = cs.slot_id AND t.cart_id = cart.id AND t.total_cents <> cs.seen_total_cents`)
}

/**
 * What a browser gathered before its person signed in goes into the person's own basket: pieces are added up to the limits, a
 * party for a time that is there already stays as it is. One statement: of two first calls at once only one finds the browser's.
 */
export async function mergeCarts(
  database: Database,
  { userId, tokenHash }: { userId: string; tokenHash: string },
): Promise<boolean> {
  const [row] = await database.statement<{ merged: boolean }>(Prisma.sql`
    WITH gone AS (DELETE FROM carts WHERE token_hash = ${tokenHash} RETURNING id, discount_code),
    mine AS (${cartFor({ kind: 'person', userId }, Prisma.sql`gone`, { value: Prisma.sql`discount_code`, onConflict: Prisma.sql`coalesce(carts.discount_code, EXCLUDED.discount_code)` })}),
    room AS MATERIALIZED (
      SELECT ${cartLinesLimit} - (SELECT count(*) FROM cart_items WHERE cart_id = c.id) - (SELECT count(*) FROM cart_slots WHERE cart_id = c.id) AS lines
      FROM carts c WHERE c.user_id = ${userId}::uuid
    ),
    lines AS MATERIALIZED (
      SELECT l.*, row_number() OVER (PARTITION BY l.known ORDER BY l.added_at, l.id) AS nth
      FROM (
        SELECT ci.variant_id AS id, 'item' AS kind, ci.added_at, EXISTS (SELECT 1 FROM cart_items o JOIN carts c ON c.id = o.cart_id WHERE c.user_id = ${userId}::uuid AND o.variant_id = ci.variant_id) AS known
        FROM cart_items ci JOIN gone ON gone.id = ci.cart_id
        UNION ALL
        SELECT cs.slot_id, 'slot', cs.added_at, EXISTS (SELECT 1 FROM cart_slots o JOIN carts c ON c.id = o.cart_id WHERE c.user_id = ${userId}::uuid AND o.slot_id = cs.slot_id)
        FROM cart_slots cs JOIN gone ON gone.id = cs.cart_id
      ) l
    ),
    kept AS MATERIALIZED (SELECT id, kind FROM lines WHERE known OR nth <= coalesce((SELECT lines FROM room), ${cartLinesLimit})),
    items AS (
      INSERT INTO cart_items (cart_id, variant_id, product_id, quantity, seen_price_cents, added_at)
      SELECT mine.id, ci.variant_id, ci.product_id, least(ci.quantity, ${cartLineLimit}), ci.seen_price_cents, ci.added_at
      FROM cart_items ci JOIN gone ON gone.id = ci.cart_id JOIN kept ON kept.id = ci.variant_id AND kept.kind = 'item' CROSS JOIN mine
      ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = least(${cartLineLimit}, cart_items.quantity + EXCLUDED.quantity)
    ),
    slots AS (
      INSERT INTO cart_slots (cart_id, slot_id, party, seen_total_cents, added_at)
      SELECT mine.id, cs.slot_id, cs.party, cs.seen_total_cents, cs.added_at
      FROM cart_slots cs JOIN gone ON gone.id = cs.cart_id JOIN kept ON kept.id = cs.slot_id AND kept.kind = 'slot' CROSS JOIN mine
      ON CONFLICT (cart_id, slot_id) DO NOTHING
    )
    SELECT EXISTS (SELECT 1 FROM gone) AS merged`)
  return row?.merged ?? false
}

/**
 * What a checkout had taken out of the basket is there again, except what the person put in meanwhile.
 * Runs last in the transaction that frees what was held.
 */
export async function giveBackToCart(tx: Tx, checkoutId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    WITH checkout AS MATERIALIZED (SELECT k.user_id, d.code FROM checkouts k LEFT JOIN discount_codes d ON d.id = k.discount_code_id WHERE k.id = ${checkoutId}::uuid),
    cart AS (
      INSERT INTO carts (id, user_id, discount_code, created_at, updated_at) SELECT ${newId()}::uuid, user_id, code, app_now(), app_now() FROM checkout
      ON CONFLICT (user_id) DO UPDATE SET updated_at = app_now(), discount_code = coalesce(carts.discount_code, EXCLUDED.discount_code)
      RETURNING id
    ),
    items AS (
      INSERT INTO cart_items (cart_id, variant_id, product_id, quantity, seen_price_cents, added_at)
      SELECT cart.id, l.variant_id, l.product_id, least(l.quantity, ${cartLineLimit}), l.unit_price_cents, app_now()
      FROM orders o JOIN order_lines l ON l.order_id = o.id CROSS JOIN cart WHERE o.checkout_id = ${checkoutId}::uuid
      ON CONFLICT (cart_id, variant_id) DO NOTHING
    )
    INSERT INTO cart_slots (cart_id, slot_id, party, seen_total_cents, added_at)
    SELECT cart.id, b.slot_id, (SELECT jsonb_agg(jsonb_build_object('type', p ->> 'type', 'quantity', (p ->> 'quantity')::int)) FROM jsonb_array_elements(b.party) p),
      b.total_cents, app_now()
    FROM bookings b JOIN slots s ON s.id = b.slot_id AND s.state = 'OPEN' AND NOT s.is_private CROSS JOIN cart WHERE b.checkout_id = ${checkoutId}::uuid
    ON CONFLICT (cart_id, slot_id) DO NOTHING`)
}

/** Late money bought it after all: what still lies in the basket as it was leaves it. */
export async function takeFromCart(tx: Tx, checkoutId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    WITH cart AS (SELECT c.id FROM carts c JOIN checkouts k ON k.user_id = c.user_id WHERE k.id = ${checkoutId}::uuid),
    items AS (
      DELETE FROM cart_items ci USING cart, orders o, order_lines l
      WHERE ci.cart_id = cart.id AND o.checkout_id = ${checkoutId}::uuid AND l.order_id = o.id AND l.variant_id = ci.variant_id AND l.quantity = ci.quantity
    )
    DELETE FROM cart_slots cs USING cart, bookings b WHERE cs.cart_id = cart.id AND b.checkout_id = ${checkoutId}::uuid AND b.slot_id = cs.slot_id`)
}

/** Baskets of browsers that never came back. */
export async function deleteAbandonedCarts(database: Database, days: number, limit: number): Promise<number> {
  const rows = await database.statement(Prisma.sql`
    DELETE FROM carts WHERE id IN (
      SELECT id FROM carts WHERE user_id IS NULL AND updated_at < app_now() - make_interval(days => ${days}) ORDER BY updated_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`)
  return rows.length
}
