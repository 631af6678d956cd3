/** The return page's poll: reads a payment and, while it is open, asks the provider what became of it. */
import { ProviderRefusedError, ProviderUnavailableError } from '../../platform/outside/stripe/index.ts'
import type { PaymentDeps } from './deps.ts'
import { type PaymentRow, readForPoll } from './payments.repository.ts'
import { settlePayment } from './settle-payment.ts'

/** Asking more often than this tells nothing new. */
const pollEveryMs = 1500

/** Null when there is none, or it is somebody else's. A provider that does not answer never makes this fail. */
export async function readPayment(
  deps: PaymentDeps,
  input: { paymentId: string; userId: string },
): Promise<PaymentRow | null> {
  const found = await readForPoll(deps.database, { ...input, everyMs: pollEveryMs })
  if (!found) return null
  const { payment, claimed } = found
  // Two polls at once ask once: only the one that moves checked_at goes on.
  if (!claimed) return payment
  try {
    return await settlePayment(deps, payment.id, { known: payment, through: deps.pollGate })
  } catch (error) {
    if (!(error instanceof ProviderUnavailableError || error instanceof ProviderRefusedError)) throw error
    return payment
  }
}
