/** Orders stay for the books: town and state remain, who it was sent to and where goes. */
import { Prisma } from '../../platform/database/index.ts'
import { counted, exported, type PersonalData, struck, struckMark } from '../../platform/personal-data.ts'

const beingMade = Prisma.sql`('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`

export const ordersPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [orders, returns] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT o.code, o.status, o.delivery, o.shipping_address AS "shippingAddress", o.total_cents AS "totalCents",
            o.refunded_cents AS "refundedCents", o.currency, o.cancel_note AS "cancelNote", o.created_at AS "createdAt",
            (SELECT jsonb_agg(jsonb_build_object('name', l.name ->> 'es', 'quantity', l.quantity, 'unitPriceCents', l.unit_price_cents) ORDER BY l.id)
             FROM order_lines l WHERE l.order_id = o.id) AS lines
          FROM orders o WHERE o.user_id = ${userId}::uuid ORDER BY o.id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT o.code, r.status, r.reason, r.created_at AS "createdAt" FROM order_returns r JOIN orders o ON o.id = r.order_id
          WHERE o.user_id = ${userId}::uuid ORDER BY r.id`,
      ),
    ])
    return { orders, returns }
  },
  async traces(reader, userId) {
    const rows = await reader.$queryRaw<{ said: string }[]>(Prisma.sql`
      SELECT DISTINCT shipping_address ->> field AS said FROM orders, unnest(ARRAY['recipient', 'line1', 'line2', 'phone']) AS field
      WHERE user_id = ${userId}::uuid AND shipping_address ->> field <> ''`)
    return rows.map(({ said }) => said)
  },
  async obstacles(reader, userId) {
    return [
      ...(await counted(
        reader,
        'OPEN_ORDERS',
        Prisma.sql`SELECT 1 FROM orders WHERE user_id = ${userId}::uuid AND status IN ('PAID', 'PROCESSING', 'SHIPPED')`,
      )),
      ...(await counted(
        reader,
        'OPEN_RETURNS',
        Prisma.sql`SELECT 1 FROM order_returns r JOIN orders o ON o.id = r.order_id
          WHERE o.user_id = ${userId}::uuid AND r.status IN ('REQUESTED', 'ACCEPTED')`,
      )),
      ...(await counted(
        reader,
        'ORDERS_TO_FULFIL',
        Prisma.sql`SELECT 1 FROM orders o JOIN seller_profiles s ON s.id = o.seller_id WHERE s.user_id = ${userId}::uuid
          AND (o.status IN ${beingMade} OR o.status IN ('PAID', 'PROCESSING', 'SHIPPED') OR (o.status = 'DELIVERED' AND o.completed_at IS NULL))`,
      )),
    ]
  },
  async forget(tx, leaving) {
    const { userId } = leaving
    await tx.$executeRaw(Prisma.sql`
      UPDATE orders SET cancel_note = ${struck('cancel_note', leaving)},
        shipping_address = CASE WHEN shipping_address IS NOT NULL THEN
          (shipping_address - 'line2' - 'phone') || jsonb_build_object('recipient', ${leaving.pseudonym}::text, 'line1', ${struckMark}::text) END
      WHERE user_id = ${userId}::uuid`)
    await tx.$executeRaw(Prisma.sql`
      UPDATE order_returns r SET reason = ${struck('r.reason', leaving)}, decision_note = ${struck('r.decision_note', leaving)}
      FROM orders o WHERE o.id = r.order_id AND o.user_id = ${userId}::uuid`)
    await tx.$executeRaw(Prisma.sql`
      UPDATE orders o SET cancel_note = ${struck('o.cancel_note', leaving)},
        pickup_point = CASE WHEN o.pickup_point IS NOT NULL THEN o.pickup_point || jsonb_build_object('address', ${struckMark}::text,
          'name', jsonb_build_object('es', ${struckMark}::text, 'en', ${struckMark}::text)) END
      FROM seller_profiles s WHERE s.id = o.seller_id AND s.user_id = ${userId}::uuid`)
    await tx.$executeRaw(Prisma.sql`
      UPDATE order_lines l SET image = NULL FROM orders o JOIN seller_profiles s ON s.id = o.seller_id
      WHERE l.order_id = o.id AND s.user_id = ${userId}::uuid`)
  },
}
