/** What of a charge is still with one order or booking. */
import type { Tx } from '../../platform/database/index.ts'

/**
 * Centavos of this payment that were paid for the subject and did not go back yet, whoever bore what did. Null when the
 * ledger does not tie them to each other. The caller holds the payment.
 */
export async function leftOf(tx: Tx, input: { paymentId: string; subjectId: string }): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ paid: bigint | null; left: bigint | null }[]>`
    SELECT -sum(e.amount_cents) FILTER (WHERE s.kind = 'CAPTURE') AS paid, -sum(e.amount_cents) AS left
    FROM ledger_entries e JOIN ledger_sets s ON s.id = e.set_id
    WHERE e.subject_id = ${input.subjectId}::uuid AND s.payment_id = ${input.paymentId}::uuid
      AND s.kind IN ('CAPTURE', 'REFUND', 'REFUND_FAILED')`
  return row?.paid == null ? null : Math.max(0, Number(row.left))
}
