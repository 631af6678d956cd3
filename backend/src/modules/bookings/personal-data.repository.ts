/** Bookings stay for the books; wishes and reasons in the guest's own words go. */
import { Prisma } from '../../platform/database/index.ts'
import { counted, exported, type PersonalData, struck } from '../../platform/personal-data.ts'

export const bookingsPersonalData: PersonalData = {
  async gather(reader, userId) {
    const bookings = await exported(
      reader,
      Prisma.sql`SELECT b.code, e.title, b.status, s.starts_at AS "startsAt", b.party, b.total_cents AS "totalCents", b.currency,
          b.special_requests AS "specialRequests", b.cancel_reason AS "cancelReason", b.cancel_note AS "cancelNote",
          b.no_show_at AS "noShowAt", b.created_at AS "createdAt"
        FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN experiences e ON e.id = b.experience_id
        WHERE b.user_id = ${userId}::uuid ORDER BY b.id`,
    )
    return { bookings }
  },
  async obstacles(reader, userId) {
    const ahead = Prisma.sql`SELECT 1 FROM bookings b JOIN slots s ON s.id = b.slot_id AND s.ends_at > app_now()`
    return [
      ...(await counted(
        reader,
        'PAID_BOOKINGS',
        Prisma.sql`${ahead} WHERE b.user_id = ${userId}::uuid AND b.status = 'CONFIRMED'`,
      )),
      ...(await counted(
        reader,
        'OPEN_PAYMENTS',
        Prisma.sql`SELECT 1 FROM bookings WHERE user_id = ${userId}::uuid AND checkout_id IS NULL
          AND status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`,
      )),
      ...(await counted(
        reader,
        'GUESTS_EXPECTED',
        Prisma.sql`${ahead} JOIN host_profiles h ON h.id = b.host_id WHERE h.user_id = ${userId}::uuid
          AND b.status IN ('CONFIRMED', 'PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`,
      )),
    ]
  },
  async forget(tx, leaving) {
    await tx.$executeRaw(Prisma.sql`
      UPDATE bookings SET special_requests = NULL,
        cancel_note = CASE WHEN cancel_reason = 'BY_GUEST' THEN NULL ELSE ${struck('cancel_note', leaving)} END
      WHERE user_id = ${leaving.userId}::uuid AND (special_requests IS NOT NULL OR cancel_note IS NOT NULL)`)
    await tx.$executeRaw(Prisma.sql`
      UPDATE bookings b SET cancel_note = ${struck('b.cancel_note', leaving)} FROM host_profiles h
      WHERE h.id = b.host_id AND h.user_id = ${leaving.userId}::uuid AND b.cancel_note IS NOT NULL`)
  },
}
