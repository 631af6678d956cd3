/** Payments stay as they are: they hold amounts and the provider's numbers. What the provider told of them may hold more. */
import { Prisma } from '../../platform/database/index.ts'
import { counted, exported, type PersonalData, says, struck } from '../../platform/personal-data.ts'

export const paymentsPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [payments, refunds] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT p.payable_type AS "for", p.status, p.amount_cents AS "amountCents", p.refunded_cents AS "refundedCents", p.currency,
          p.created_at AS "createdAt", p.succeeded_at AS "paidAt" FROM payments p WHERE p.user_id = ${userId}::uuid ORDER BY p.id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT r.status, r.amount_cents AS "amountCents", r.currency, r.created_at AS "createdAt", r.settled_at AS "settledAt"
          FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.user_id = ${userId}::uuid ORDER BY r.id`,
      ),
    ])
    return { payments, refunds }
  },
  obstacles: (reader, userId) =>
    counted(
      reader,
      'OPEN_REFUNDS',
      Prisma.sql`SELECT 1 FROM refunds r JOIN payments p ON p.id = r.payment_id
        WHERE p.user_id = ${userId}::uuid AND r.status NOT IN ('SUCCEEDED', 'FAILED')`,
    ),
  async forget(tx, leaving) {
    await tx.$executeRaw(Prisma.sql`
      UPDATE webhook_events SET payload = ${struck('payload', leaving)}::jsonb
      WHERE object_id IN (SELECT unnest(ARRAY[intent_id, charge_id]) FROM payments WHERE user_id = ${leaving.userId}::uuid)
        AND ${says('payload', leaving)}`)
  },
}
