/** What the provider kept of a charge, once it says so: into the ledger. */
import type { PaymentDeps } from './deps.ts'
import { findPayment, saveCharge } from './payments.repository.ts'

/** Safe to run twice: the fee of a charge is written once. Throws to be tried again while it is not worked out yet. */
export async function readFee(
  deps: Pick<PaymentDeps, 'database' | 'provider' | 'ledger'>,
  paymentId: string,
): Promise<void> {
  const payment = await findPayment(deps.database.read, paymentId)
  if (payment?.status !== 'SUCCEEDED' || payment.capturedCents === 0) return
  const chargeId = payment.chargeId ?? (await findCharge(deps, payment.id, payment.intentId))
  if (!chargeId) return
  const feeCents = await deps.provider.retrieveChargeFee(chargeId)
  if (feeCents === null) throw new Error(`the fee of charge ${chargeId} is not known yet`)
  await deps.database.transaction((tx) => deps.ledger.fee(tx, { paymentId, chargeId, feeCents }))
}

/** Payments that succeeded before charges were kept. */
async function findCharge(
  deps: Pick<PaymentDeps, 'database' | 'provider'>,
  paymentId: string,
  intentId: string | null,
): Promise<string | null> {
  if (!intentId) return null
  const { latestChargeId } = await deps.provider.retrieveIntent(intentId)
  if (latestChargeId) await saveCharge(deps.database, paymentId, latestChargeId)
  return latestChargeId
}
