/** Baskets go with their person; a purchase keeps its money and forgets the birth date. */
import { Prisma } from '../../platform/database/index.ts'
import { counted, exported, type PersonalData, struckMark } from '../../platform/personal-data.ts'

export const checkoutPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [basket, purchases, pickupPoints] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT p.name, i.quantity, i.added_at AS "addedAt" FROM carts c JOIN cart_items i ON i.cart_id = c.id
          JOIN products p ON p.id = i.product_id WHERE c.user_id = ${userId}::uuid
          UNION ALL SELECT e.title, 1, t.added_at FROM carts c JOIN cart_slots t ON t.cart_id = c.id JOIN slots s ON s.id = t.slot_id
          JOIN experiences e ON e.id = s.experience_id WHERE c.user_id = ${userId}::uuid`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT code, status, total_cents AS "totalCents", currency, discount_cents AS "discountCents",
          birth_date AS "birthDate", paid_at AS "paidAt", created_at AS "createdAt" FROM checkouts WHERE user_id = ${userId}::uuid ORDER BY id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT p.name, p.address, p.opening_hours AS "openingHours", p.active FROM pickup_points p
          JOIN seller_profiles s ON s.id = p.seller_id WHERE s.user_id = ${userId}::uuid ORDER BY p.id`,
      ),
    ])
    return { basket, purchases, pickupPoints }
  },
  obstacles: (reader, userId) =>
    counted(
      reader,
      'OPEN_PAYMENTS',
      Prisma.sql`SELECT 1 FROM checkouts WHERE user_id = ${userId}::uuid AND status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`,
    ),
  async forget(tx, { userId }) {
    await tx.cart.deleteMany({ where: { userId } })
    await tx.$executeRaw(Prisma.sql`UPDATE checkouts SET birth_date = NULL WHERE user_id = ${userId}::uuid`)
    await tx.$executeRaw(Prisma.sql`
      UPDATE pickup_points p SET name = ${struckMark}, address = ${struckMark}, translations = '{}', active = false,
        lat = round(p.lat::numeric, 1), lng = round(p.lng::numeric, 1)
      FROM seller_profiles s WHERE s.id = p.seller_id AND s.user_id = ${userId}::uuid`)
  },
}
