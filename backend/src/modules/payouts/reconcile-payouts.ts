/** Transfers and reversals in doubt are asked about; the provider's list is compared with ours. */
import { ProviderUnavailableError } from '../../platform/outside/stripe/index.ts'
import { fileFinding } from '../operations/index.ts'
import type { PayoutDeps } from './deps.ts'
import { settled, submitTransfer } from './pay-out.ts'
import {
  claimReversalsInDoubt,
  claimTransfersInDoubt,
  findOverpaid,
  findTransfer,
  findTransferByProviderId,
  type TransferRow,
} from './payouts.repository.ts'
import { findSettledSince, reversedThere } from './payouts.queries.ts'
import { submitReversal, takeBack } from './take-back.ts'

const batch = 50
/** Their clock and ours need not agree to the second. */
const skewMs = 600_000
const inDoubtSeconds = 120

/** With every run of the pay-out job: what is in doubt, and what is overpaid and was not heard of. */
export async function reconcilePayouts(deps: PayoutDeps): Promise<void> {
  for (const { id } of await claimTransfersInDoubt(deps.database, inDoubtSeconds, batch))
    await quietly(deps, { transferId: id }, () => submitTransfer(deps, id))
  for (const { id } of await claimReversalsInDoubt(deps.database, inDoubtSeconds, batch))
    await quietly(deps, { reversalId: id }, () => submitReversal(deps, id))
  for (const subject of await findOverpaid(deps.database, batch))
    await quietly(deps, subject, () => takeBack(deps, subject))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export interface PayoutsCompared {
  seen: number
  mended: number
  findings: number
}

/** Both ways: what is there and not here, other sums, and what is here and not there. */
export async function comparePayouts(deps: PayoutDeps, since: Date): Promise<PayoutsCompared> {
  const result: PayoutsCompared = { seen: 0, mended: 0, findings: 0 }
  const found = async (kind: string, subject: string, details: Record<string, unknown>) => {
    result.findings += 1
    await deps.database.transaction((tx) =>
      fileFinding(tx, { key: `${kind.toLowerCase().replaceAll('_', '-')}:${subject}`, kind, subject, details }),
    )
  }
  // Before the list is asked for: what settles meanwhile is not missing from it.
  const ours = await findSettledSince(deps.database.read, since)
  const listed = new Set<string>()
  const from = new Date(Math.max(0, since.getTime() - skewMs))
  let after: string | undefined
  do {
    const page = await deps.provider.listTransfers({ since: from, ...(after ? { after } : {}) })
    for (const there of page.items) {
      result.seen += 1
      listed.add(there.id)
      const { transfer_id: named } = there.metadata
      const transfer: TransferRow | null =
        (await findTransferByProviderId(deps.database.read, there.id)) ??
        (named && uuid.test(named) ? await findTransfer(deps.database.read, named) : null)
      if (!transfer || (transfer.providerTransferId ?? there.id) !== there.id) {
        await found('UNKNOWN_TRANSFER', there.id, { amountCents: there.amountCents, destination: there.destination })
        continue
      }
      if (there.amountCents !== transfer.amountCents) {
        await found('TRANSFER_MISMATCH', transfer.id, {
          there: there.amountCents,
          here: transfer.amountCents,
          providerTransferId: there.id,
        })
        continue
      }
      if (!transfer.providerTransferId) {
        await settled(deps, transfer, there.id)
        result.mended += 1
      }
      const here = await reversedThere(deps.database.read, transfer.id)
      if (there.reversedCents < here.settledCents || there.reversedCents > here.filedCents)
        await found('REVERSAL_MISMATCH', transfer.id, { there: there.reversedCents, here: here.settledCents })
    }
    after = page.next ?? undefined
  } while (after)
  for (const transfer of ours)
    if (transfer.providerTransferId && !listed.has(transfer.providerTransferId))
      await found('TRANSFER_MISSING', transfer.id, { providerTransferId: transfer.providerTransferId })
  return result
}

/** One that cannot be settled now must not keep the others waiting. */
async function quietly(deps: PayoutDeps, subject: object, work: () => Promise<unknown>) {
  try {
    await work()
  } catch (error) {
    if (error instanceof ProviderUnavailableError) deps.logger.warn({ ...subject, err: error }, 'still in doubt')
    else deps.logger.error({ ...subject, err: error }, 'could not be reconciled')
  }
}
