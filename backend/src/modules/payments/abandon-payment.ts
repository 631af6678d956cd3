/** Asks the provider to call a payment off, before anything held for it is let go. */
import { DomainError } from '../../platform/errors.ts'
import { ProviderUnavailableError } from '../../platform/outside/stripe/index.ts'
import type { PaymentDeps } from './deps.ts'
import { findPayment } from './payments.repository.ts'
import { type SettleOptions, settlePayment } from './settle-payment.ts'
import { submitPayment } from './submit-payment.ts'

/**
 * - `canceled`: no money will come; the payable was released in the same transaction.
 * - `succeeded`: the money came first; the payable was confirmed (or the money is on its way back).
 * - `busy`: the bank is still deciding; what is held stays held.
 * - `unreachable`: nothing is known.
 */
export type Abandoned = 'canceled' | 'succeeded' | 'busy' | 'unreachable'

export async function abandonPayment(
  deps: PaymentDeps,
  paymentId: string,
  options: Pick<SettleOptions, 'released'> = {},
): Promise<Abandoned> {
  const payment = await findPayment(deps.database.read, paymentId)
  if (!payment) throw new Error(`no payment ${paymentId}`)
  try {
    // A creation in doubt is repeated with its key, so that there is an intent to cancel: the provider may have made it.
    const intentId = payment.intentId ?? (await submitPayment(deps, payment)).payment.intentId
    if (!intentId) return 'unreachable'
    const observed = await deps.provider.cancelIntent(intentId)
    const settled = await settlePayment(deps, paymentId, { ...options, observed })
    if (settled.status === 'CANCELED') return 'canceled'
    return settled.status === 'SUCCEEDED' ? 'succeeded' : 'busy'
  } catch (error) {
    if (
      error instanceof ProviderUnavailableError ||
      (error instanceof DomainError && error.code === 'PAYMENT_PROVIDER_UNAVAILABLE')
    )
      return 'unreachable'
    throw error
  }
}
