import type { AdminPayment } from '../../../../contracts/staff.ts'
import type { StaffDeps } from './deps.ts'

/** What the provider says now of a payment; that it does not answer is an answer too. Never the client's secret. */
export async function askProvider(
  deps: Pick<StaffDeps, 'provider'>,
  payment: AdminPayment,
): Promise<NonNullable<AdminPayment['provider']>> {
  const askedAt = new Date().toISOString()
  if (!payment.intentId) return { askedAt, intent: null, refunds: [], error: null }
  try {
    const [intent, refunds] = await Promise.all([
      deps.provider.retrieveIntent(payment.intentId),
      deps.provider.listRefunds(payment.intentId),
    ])
    const { clientSecret: _secret, ...shown } = intent
    return {
      askedAt,
      intent: { ...shown, createdAt: intent.createdAt.toISOString() },
      refunds: refunds.map((refund) => ({ ...refund })),
      error: null,
    }
  } catch (error) {
    return { askedAt, intent: null, refunds: [], error: error instanceof Error ? error.name : 'unknown' }
  }
}
