/** Due shares become transfers: the row and its postings first, then the provider is called. */
import { type ProviderTransfer, ProviderRefusedError } from '../../platform/outside/stripe/index.ts'
import { violates } from '../../platform/database/index.ts'
import { fileFinding } from '../operations/index.ts'
import type { PayoutDeps } from './deps.ts'
import { submitTransferJob, takeBackJob } from './payouts.jobs.ts'
import {
  type DueSubject,
  findAccount,
  findDue,
  findTransfer,
  lockSource,
  lockTransfer,
  lockTransferOf,
  moveTransfer,
  putTransfer,
  settledSubjects,
  type TransferRow,
} from './payouts.repository.ts'
import { planTransferAmount } from './transfer.rules.ts'

const batch = 100
/** A transfer refused this often is shown to staff; it goes on being tried. */
const findingAfterAttempts = 3

/** Everything due now. Those it cannot plan wait for the next run. */
export async function payOut(deps: PayoutDeps): Promise<{ planned: number }> {
  let planned = 0
  const { bookingWindowHours } = deps.config.payouts
  const tried = new Set<string>()
  for (;;) {
    const due = await findDue(deps.database, { bookingWindowHours, limit: batch })
    const fresh = due.filter(({ subjectId }) => !tried.has(subjectId))
    if (fresh.length === 0) break
    for (const one of fresh) {
      tried.add(one.subjectId)
      try {
        if (await planTransfer(deps, one)) planned += 1
      } catch (error) {
        deps.logger.error({ err: error, subjectId: one.subjectId }, 'a share could not be made into a transfer')
      }
    }
    if (due.length < batch) break
  }
  if (planned > 0) deps.logger.info({ planned }, 'shares are on their way')
  return { planned }
}

/**
 * Files the transfer of one share, its payee's debts kept from it. Under the payment's and the payee's locks: a refund that is
 * being filed counts, and one that comes later finds the transfer.
 * @returns its id; null when nothing is to be sent (refunded meanwhile, somebody was quicker, or debts took it all)
 */
export async function planTransfer(deps: PayoutDeps, due: DueSubject): Promise<string | null> {
  try {
    return await deps.database.transaction(async (tx) => {
      const source = due.paymentId ? await lockSource(tx, due.paymentId) : null
      const before = await lockTransferOf(tx, due.subjectType, due.subjectId)
      if (before && before.status !== 'DUE') return null
      await deps.ledger.lockPayee(tx, due.payeeId)
      const account = await findAccount(tx, due.payeeKind, due.payeeId)
      if (!account?.transfersEnabled) return null
      const open = await deps.ledger.openSubjects(tx, due.payeeId)
      const own = open.find(({ subjectId }) => subjectId === due.subjectId)
      const settled = await settledSubjects(tx, due.payeeId)
      const others = open.filter(
        ({ subjectId, owedCents }) => subjectId !== due.subjectId && (owedCents < 0 || settled.has(subjectId)),
      )
      const plan = own && planTransferAmount(own.owedCents, others)
      const subject = { subjectType: due.subjectType, subjectId: due.subjectId }
      if (!plan || plan.amountCents === 0) {
        if (before) await moveTransfer(tx, before, 'FAILED', { failureReason: 'nothing left to send' })
        if (plan)
          await deps.ledger.netted(tx, {
            key: `${due.subjectId}:${own.lastEntryId}`,
            paymentId: due.paymentId,
            payeeId: due.payeeId,
            subject,
            carried: plan.carried,
          })
        return null
      }
      // A platform's discount may make a share larger than its charge: then our own balance pays.
      const sourceChargeId = source && source.leftCents >= plan.amountCents ? source.chargeId : null
      const { id, attempt } = await putTransfer(tx, due, before, { amountCents: plan.amountCents, sourceChargeId })
      await deps.ledger.transferFiled(tx, {
        transferId: id,
        attempt,
        paymentId: due.paymentId,
        payeeId: due.payeeId,
        subject,
        ...plan,
      })
      await deps.jobs.send(tx, submitTransferJob, { transferId: id })
      return id
    })
  } catch (error) {
    // Two runs at once: the other one's row is the transfer.
    if (violates(error, 'transfers_subject_type_subject_id_key')) return null
    throw error
  }
}

/** Sends a filed transfer and follows it to its end. Safe to run twice: the key is made of our row and attempt. */
export async function submitTransfer(deps: PayoutDeps, transferId: string): Promise<void> {
  const transfer = await findTransfer(deps.database.read, transferId)
  if (!transfer || (transfer.status !== 'SUBMITTING' && transfer.status !== 'UNKNOWN')) return
  const account = await findAccount(deps.database.read, transfer.payeeKind, transfer.payeeId)
  if (!account?.providerAccountId) throw new Error(`transfer ${transferId} to nobody`)
  let answer: ProviderTransfer
  try {
    answer =
      (await foundThere(deps, transfer)) ??
      (await deps.provider.createTransfer({
        key: `transfer:${transfer.id}:${transfer.attempt}`,
        amountCents: transfer.amountCents,
        currency: transfer.currency,
        destination: account.providerAccountId,
        sourceChargeId: transfer.sourceChargeId,
        group: groupOf(transfer),
        metadata: namesOf(transfer),
      }))
  } catch (error) {
    if (error instanceof ProviderRefusedError) return refused(deps, transfer, error.code)
    await deps.database.transaction(async (tx) => {
      const locked = await lockTransfer(tx, transferId)
      if (locked?.status === 'SUBMITTING') await moveTransfer(tx, locked, 'UNKNOWN')
    })
    throw error
  }
  await settled(deps, transfer, answer.id)
}

const groupOf = (transfer: TransferRow) => `${transfer.subjectType}:${transfer.subjectId}`
const namesOf = (transfer: TransferRow) => ({
  transfer_id: transfer.id,
  attempt: String(transfer.attempt),
  payment_id: transfer.paymentId ?? '',
})

/** In doubt it is looked for first: the provider forgets keys after a day. */
async function foundThere(deps: PayoutDeps, transfer: TransferRow): Promise<ProviderTransfer | null> {
  if (transfer.status !== 'UNKNOWN') return null
  const there = await deps.provider.listTransfersOf(groupOf(transfer))
  return there.find(({ metadata }) => metadata.transfer_id === transfer.id) ?? null
}

/** Used by the comparison with the provider's list too. */
export async function settled(
  deps: PayoutDeps,
  { id, attempt }: { id: string; attempt: number },
  providerTransferId: string,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const transfer = await lockTransfer(tx, id)
    if (!transfer || transfer.attempt !== attempt) return
    if (transfer.status !== 'SUBMITTING' && transfer.status !== 'UNKNOWN') return
    await moveTransfer(tx, transfer, 'SUCCEEDED', { providerTransferId })
    const { paymentId, amountCents, subjectType, subjectId } = transfer
    await deps.ledger.transferSettled(tx, { transferId: id, attempt, paymentId, amountCents })
    // A refund that was filed while it was on its way found nothing that could come back yet.
    await deps.jobs.send(tx, takeBackJob, { subjectType, subjectId })
  })
}

/** A definite no: the share is owed again, and tried again later as another attempt. */
async function refused(deps: PayoutDeps, { id, attempt }: TransferRow, code: string): Promise<void> {
  deps.logger.warn({ transferId: id, code }, 'a transfer was refused')
  await deps.database.transaction(async (tx) => {
    const transfer = await lockTransfer(tx, id)
    if (!transfer || transfer.attempt !== attempt) return
    if (transfer.status !== 'SUBMITTING' && transfer.status !== 'UNKNOWN') return
    await moveTransfer(tx, transfer, 'DUE', { failureReason: code, nextAttempt: true })
    await deps.ledger.transferFailed(tx, { transferId: id, attempt, paymentId: transfer.paymentId })
    if (attempt >= findingAfterAttempts)
      await fileFinding(tx, {
        key: `transfer-refused:${id}`,
        kind: 'TRANSFER_REFUSED',
        subject: id,
        details: { code, attempts: attempt, amountCents: transfer.amountCents, payeeId: transfer.payeeId },
      })
  })
}
