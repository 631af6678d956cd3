/** Payments as clients see them. */
import type { Payment } from '../../../../contracts/payments.ts'
import type { Config } from '../../platform/config.ts'
import { pesos } from '../../platform/pure/money.ts'
import type { PaymentRow } from './payments.repository.ts'

export function paymentView(config: Config['payments'], row: PaymentRow): Payment {
  const payable = row.status !== 'SUCCEEDED' && row.status !== 'CANCELED'
  return {
    id: row.id,
    status: row.status,
    amount: pesos(row.amountCents),
    clientSecret: row.clientSecret,
    publishableKey: payable || row.clientSecret ? config.publishableKey : null,
    paymentIntentId: row.intentId,
    apiBase: config.apiBase,
    lastErrorCode: row.lastErrorCode,
    refunded: pesos(row.refundedCents),
    createdAt: row.createdAt.toISOString(),
  }
}
