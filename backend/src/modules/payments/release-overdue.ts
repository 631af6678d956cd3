/** Holds that ran out: nothing that is held is freed before the provider was asked. The same for everything that waits for a payment. */
import { abandonPayment } from './abandon-payment.ts'
import type { PaymentDeps } from './deps.ts'
import { findByPayable } from './payments.repository.ts'

/** Freed; or paid at the last moment; or still with the bank, or with a provider that does not answer. */
export type Release = 'released' | 'confirmed' | 'waiting'
export type Swept = Record<Release, number>

export interface OverdueHold {
  payableType: string
  payableId: string
  /**
   * Frees what is held, in a transaction of its own. With a payment that cannot be reached only after the grace time: then
   * the payment is given up, cancelling goes on, and money that still arrives is late money. False when nothing was freed.
   */
  free(unreachablePaymentId: string | null): Promise<boolean>
}

export async function releaseOverdue(deps: PaymentDeps, hold: OverdueHold): Promise<Release> {
  const freed = async (unreachable: string | null) => ((await hold.free(unreachable)) ? 'released' : 'waiting')
  const [payment] = await findByPayable(deps.database.read, hold.payableType, hold.payableId)
  if (!payment || payment.status === 'CANCELED') return freed(null)
  const outcome = await abandonPayment(deps, payment.id)
  if (outcome === 'canceled') return 'released'
  if (outcome === 'succeeded') return 'confirmed'
  return outcome === 'busy' ? 'waiting' : freed(payment.id)
}

/** Holds released side by side; each asks the provider once. */
const parallel = 5

/** Everything overdue, whenever it runs. One that cannot be released keeps nobody else waiting. */
export async function sweepHolds(parts: {
  /** Claims that many; another sweeper passes over them. */
  claim(limit: number): Promise<{ id: string }[]>
  release(id: string): Promise<Release>
  batch: number
  onFault(error: unknown, id: string): void
}): Promise<Swept> {
  const swept: Swept = { released: 0, confirmed: 0, waiting: 0 }
  const quietly = async (id: string): Promise<Release> => {
    try {
      return await parts.release(id)
    } catch (error) {
      parts.onFault(error, id)
      return 'waiting'
    }
  }
  for (;;) {
    const claimed = await parts.claim(parts.batch)
    for (let at = 0; at < claimed.length; at += parallel) {
      const outcomes = await Promise.all(claimed.slice(at, at + parallel).map(({ id }) => quietly(id)))
      for (const outcome of outcomes) swept[outcome] += 1
    }
    if (claimed.length < parts.batch) return swept
  }
}
