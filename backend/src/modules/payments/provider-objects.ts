import type { PaymentDeps } from './deps.ts'

type Facts = Record<string, unknown>
/** The provider's own objects of a payment, as it has them now. */
export interface ProviderObjects {
  askedAt: string
  intent: Facts | null
  charges: Facts[]
  refunds: Facts[]
  transfers: Facts[]
  /** That it does not answer is an answer too. */
  error: string | null
}

const instants = ({ createdAt, ...facts }: { createdAt: Date } & Facts): Facts => ({
  ...facts,
  createdAt: createdAt.toISOString(),
})

/** Asks for all of them at once. Never the client's secret. */
export async function providerObjects(
  { provider }: Pick<PaymentDeps, 'provider'>,
  payment: { intentId: string | null; transferIds: readonly string[] },
): Promise<ProviderObjects> {
  const { intentId, transferIds } = payment
  const none = { askedAt: new Date().toISOString(), intent: null, charges: [], refunds: [], transfers: [], error: null }
  try {
    const [intent, charges, refunds, transfers] = await Promise.all([
      intentId === null ? null : provider.retrieveIntent(intentId),
      intentId === null ? [] : provider.listCharges(intentId),
      intentId === null ? [] : provider.listRefunds(intentId),
      Promise.all(transferIds.map((id) => provider.retrieveTransfer(id))),
    ])
    const { clientSecret: _secret, ...shown } = intent ?? { clientSecret: null }
    return {
      ...none,
      intent: intent && instants({ ...shown, createdAt: intent.createdAt }),
      charges: charges.map((charge) => instants({ ...charge })),
      refunds: refunds.map((refund) => ({ ...refund })),
      transfers: transfers.map((transfer) => instants({ ...transfer })),
    }
  } catch (error) {
    return { ...none, error: error instanceof Error ? error.name : 'unknown' }
  }
}
