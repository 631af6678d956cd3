/** Makes the intent at the provider for a payment whose row is already committed. */
import { platformErrors } from '../../platform/errors.ts'
import { type ProviderIntent, ProviderRefusedError } from '../../platform/outside/stripe/index.ts'
import { type PaymentDeps, payableOf } from './deps.ts'
import { attachIntentStatement, findPayment, markRefused, markUnknown, type PaymentRow } from './payments.repository.ts'

/** The key is made of our row and attempt: after a crash or a time-out the same call answers the same intent. */
const intentKey = (payment: PaymentRow) => `payment:${payment.id}:${payment.attempt}`

/**
 * Creates the intent, or finds the one an earlier try created, and saves its id. Safe to run twice and side by side.
 * @throws PAYMENT_PROVIDER_UNAVAILABLE when the provider gave no certain answer (the payment is UNKNOWN then) or refused.
 */
export async function submitPayment(
  deps: PaymentDeps,
  payment: PaymentRow,
): Promise<{ payment: PaymentRow; intent: ProviderIntent | null }> {
  if (payment.intentId || payment.status === 'CANCELED') return { payment, intent: null }
  let intent: ProviderIntent
  try {
    intent = await deps.provider.createIntent({
      key: intentKey(payment),
      amountCents: payment.amountCents,
      currency: payment.currency,
      metadata: { payment_id: payment.id, payable_type: payment.payableType, payable_id: payment.payableId },
      description: `${payment.payableType} ${payment.payableId}`,
    })
  } catch (error) {
    if (error instanceof ProviderRefusedError) await markRefused(deps.database, payment.id, error.code)
    else await markUnknown(deps.database, payment.id)
    deps.logger.warn({ err: error, paymentId: payment.id }, 'the payment intent could not be made')
    throw platformErrors.PAYMENT_PROVIDER_UNAVAILABLE({ cause: error, retryAfterSeconds: 5 })
  }
  const payable = payableOf(deps, payment.payableType)
  const [attached] = await deps.database.statement<{ status: PaymentRow['status'] }>(
    attachIntentStatement(payable, payment, intent),
  )
  if (attached)
    return {
      payment: { ...payment, status: attached.status, intentId: intent.id, clientSecret: intent.clientSecret },
      intent,
    }
  const saved = await findPayment(deps.database.read, payment.id)
  if (!saved) throw new Error(`payment ${payment.id} vanished`)
  return { payment: saved, intent }
}
