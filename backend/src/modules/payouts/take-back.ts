/** A share that was sent and then refunded comes back by a reversal; what cannot come back is a debt, kept from the next transfer. */
import { type ProviderReversal, ProviderRefusedError } from '../../platform/outside/stripe/index.ts'
import { fileFinding } from '../operations/index.ts'
import type { PayoutDeps } from './deps.ts'
import { submitReversalJob } from './payouts.jobs.ts'
import {
  fileReversalRow,
  findReversal,
  hasFailedReversal,
  lockReversal,
  lockTransfer,
  lockTransferOf,
  moveReversal,
} from './payouts.repository.ts'
import { reversibleCents } from './transfer.rules.ts'

/** Files a reversal of what is overpaid; null when nothing is. However often it runs, each debt is reversed once. */
export async function takeBack(
  deps: PayoutDeps,
  subject: { subjectType: string; subjectId: string },
): Promise<string | null> {
  return deps.database.transaction(async (tx) => {
    const transfer = await lockTransferOf(tx, subject.subjectType, subject.subjectId)
    if (transfer?.status !== 'SUCCEEDED') return null
    await deps.ledger.lockPayee(tx, transfer.payeeId)
    const open = await deps.ledger.openSubjects(tx, transfer.payeeId)
    const own = open.find(({ subjectId }) => subjectId === subject.subjectId)
    const amountCents = own ? reversibleCents({ ...transfer, owedCents: own.owedCents }) : 0
    // Once refused it would be refused again: the account is empty, and the debt is kept from the next transfer.
    if (!own || amountCents === 0 || (await hasFailedReversal(tx, transfer.id))) return null
    const reversalId = await fileReversalRow(tx, {
      transferId: transfer.id,
      reasonKey: `entry:${own.lastEntryId}`,
      amountCents,
    })
    if (!reversalId) return null
    const { paymentId, payeeId } = transfer
    await deps.ledger.reversalFiled(tx, { reversalId, paymentId, payeeId, subject, amountCents })
    await deps.jobs.send(tx, submitReversalJob, { reversalId })
    return reversalId
  })
}

/** Sends it and follows it to its end. Safe to run twice: the key is made of our row. */
export async function submitReversal(deps: PayoutDeps, reversalId: string): Promise<void> {
  const reversal = await findReversal(deps.database.read, reversalId)
  if (!reversal || reversal.status === 'SUCCEEDED' || reversal.status === 'FAILED') return
  const { providerTransferId } = reversal.transfer
  if (!providerTransferId) throw new Error(`reversal ${reversalId} of a transfer that nobody knows`)
  await deps.database.transaction(async (tx) => {
    const locked = await lockReversal(tx, reversalId)
    if (locked?.status === 'REQUESTED') await moveReversal(tx, locked, 'SUBMITTING')
  })
  let answer: ProviderReversal
  try {
    // In doubt it is looked for first: the provider forgets keys after a day.
    const there = reversal.status === 'UNKNOWN' ? await deps.provider.listReversals(providerTransferId) : []
    answer =
      there.find(({ metadata }) => metadata.reversal_id === reversalId) ??
      (await deps.provider.createReversal({
        key: `reversal:${reversal.id}:${reversal.attempt}`,
        transferId: providerTransferId,
        amountCents: reversal.amountCents,
        metadata: { reversal_id: reversal.id, transfer_id: reversal.transferId },
      }))
  } catch (error) {
    const refusal = error instanceof ProviderRefusedError ? error.code : null
    await ended(deps, reversalId, refusal === null ? { unknown: true } : { refusal })
    if (refusal === null) throw error
    return
  }
  await ended(deps, reversalId, { id: answer.id })
}

type End = { id: string } | { refusal: string } | { unknown: true }

async function ended(deps: PayoutDeps, reversalId: string, end: End): Promise<void> {
  const found = await findReversal(deps.database.read, reversalId)
  if (!found) throw new Error(`no reversal ${reversalId}`)
  await deps.database.transaction(async (tx) => {
    const transfer = await lockTransfer(tx, found.transferId)
    const reversal = await lockReversal(tx, reversalId)
    if (!transfer || !reversal || reversal.status === 'SUCCEEDED' || reversal.status === 'FAILED') return
    const ref = { reversalId, paymentId: transfer.paymentId }
    if ('id' in end) {
      await moveReversal(tx, reversal, 'SUCCEEDED', { providerReversalId: end.id })
      await deps.ledger.reversalSettled(tx, { ...ref, amountCents: reversal.amountCents })
    } else if ('refusal' in end) {
      await moveReversal(tx, reversal, 'FAILED', { failureReason: end.refusal })
      await deps.ledger.reversalFailed(tx, ref)
      await fileFinding(tx, {
        key: `reversal-failed:${reversalId}`,
        kind: 'REVERSAL_FAILED',
        subject: transfer.id,
        details: { reversalId, amountCents: reversal.amountCents, reason: end.refusal, payeeId: transfer.payeeId },
      })
    } else if (reversal.status !== 'UNKNOWN') await moveReversal(tx, reversal, 'UNKNOWN')
  })
}
