/** The one transition function: webhook, return page, reconciler and hold release all end here. */
import type { Tx } from '../../platform/database/index.ts'
import type { ProviderIntent } from '../../platform/outside/stripe/index.ts'
import type { Gate } from '../../platform/gate.ts'
import { fileFinding } from '../operations/index.ts'
import type { LockedPayable } from './payable.ts'
import { type PaymentDeps, payableOf, type Within } from './deps.ts'
import { type SettlementStep, settlementStep } from './payment-status.rules.ts'
import { readFeeJob } from './payments.jobs.ts'
import { attachIntentStatement, findPayment, lockPayment, moveTo, type PaymentRow } from './payments.repository.ts'
import { fileRefund } from './request-refund.ts'
import { submitPayment } from './submit-payment.ts'

export interface SettleOptions {
  /** The row as the caller read it just now, spared a second look. */
  known?: PaymentRow
  /** Where to wait for a turn once the provider has answered. */
  through?: Gate
  /** What the provider said just now; asked for when absent. Never an event's copy. */
  observed?: ProviderIntent
  /** In place of the payable's own release when the intent turns out cancelled. */
  released?: (tx: Tx) => Promise<void>
  within?: Within
}

/**
 * Asks the provider what the payment is and makes our rows say the same, effects included, in one transaction.
 * Any number of callers at once give one effect: the payable's and the payment's rows are locked, in that order.
 * @returns the payment after settling
 */
export async function settlePayment(
  deps: PaymentDeps,
  paymentId: string,
  options: SettleOptions = {},
): Promise<PaymentRow> {
  let known = options.known ?? (await findPayment(deps.database.read, paymentId))
  if (!known) throw new Error(`no payment ${paymentId}`)
  let observed = options.observed
  if (!known.intentId && !observed) {
    const submitted = await submitPayment(deps, known)
    known = submitted.payment
    observed = submitted.intent ?? undefined
  }
  if (!observed && known.intentId) observed = await deps.provider.retrieveIntent(known.intentId)
  if (!observed) return known
  const [payment, news] = [known, observed]
  const apply = () => applyObservation(deps, payment, news, options)
  return options.through ? options.through('settle', apply) : apply()
}

async function applyObservation(
  deps: PaymentDeps,
  known: PaymentRow,
  observed: ProviderIntent,
  options: SettleOptions,
): Promise<PaymentRow> {
  const payable = payableOf(deps, known.payableType)
  const { step, payment } = await deps.database.transaction(async (tx) => {
    let held = await payable.lock(tx, known.payableId)
    // News may come before our own row knows the intent's id (a crash, a fast webhook).
    if (!known.intentId) {
      await tx.$queryRaw(attachIntentStatement(payable, known, observed))
      held = await payable.lock(tx, known.payableId)
    }
    const locked = await lockPayment(tx, known.id)
    if (!locked) throw new Error(`payment ${known.id} vanished`)
    if (locked.intentId !== observed.id) {
      await fileFinding(tx, {
        key: `foreign-intent:${observed.id}`,
        kind: 'FOREIGN_INTENT',
        subject: locked.id,
        details: { intentId: observed.id, status: observed.status },
      })
      await options.within?.(tx)
      return { step: { kind: 'nothing' } as SettlementStep, payment: locked }
    }
    const next = settlementStep(locked, observed)
    const moved = await applyStep(deps, tx, { payment: locked, held }, next, options)
    await options.within?.(tx)
    return { step: next, payment: moved }
  })
  if (step.kind !== 'nothing') {
    deps.metrics.count('payment_outcomes_total', { outcome: step.kind })
    deps.logger.info({ paymentId: payment.id, step: step.kind, status: payment.status }, 'payment settled')
    await payable.changed(payment.payableId)
    await deps.paymentChanged(payment.userId, payment.id, payment.status)
  }
  return payment
}

/** @returns the payment as the step leaves it */
async function applyStep(
  deps: PaymentDeps,
  tx: Tx,
  { payment, held }: { payment: PaymentRow; held: LockedPayable },
  step: SettlementStep,
  options: SettleOptions,
): Promise<PaymentRow> {
  switch (step.kind) {
    case 'nothing':
      return payment
    case 'waiting': {
      const moved = await moveTo(tx, payment, step.status)
      if (step.status !== 'REQUIRES_PAYMENT_METHOD') await held.paying()
      return moved
    }
    case 'attempt-failed': {
      const moved = await moveTo(tx, payment, step.status, { lastErrorCode: step.errorCode })
      await held.attemptFailed(step.errorCode)
      return moved
    }
    case 'canceled': {
      const moved = await moveTo(tx, payment, 'CANCELED')
      await (options.released ? options.released(tx) : held.released())
      return moved
    }
    case 'succeeded': {
      const { capturedCents } = step
      const moved = await moveTo(tx, payment, 'SUCCEEDED', { capturedCents, chargeId: step.chargeId })
      const answer = await held.paid({ paymentId: payment.id, capturedCents })
      const shares = answer.kept ? answer.shares : []
      await deps.ledger.captured(tx, { paymentId: payment.id, capturedCents, shares })
      if (!answer.kept)
        await fileRefund(deps, tx, {
          paymentId: payment.id,
          reasonKey: answer.reasonKey,
          amountCents: capturedCents,
          requestedBy: null,
          shares: [],
        })
      await deps.jobs.send(tx, readFeeJob, { paymentId: payment.id })
      return answer.kept ? moved : ((await findPayment(tx, payment.id)) ?? moved)
    }
    case 'mismatch': {
      const moved = await moveTo(tx, payment, 'SUCCEEDED', {
        capturedCents: step.capturedCents,
        chargeId: step.chargeId,
      })
      await deps.ledger.captured(tx, { paymentId: payment.id, capturedCents: step.capturedCents, shares: [] })
      await fileFinding(tx, {
        key: `mismatch:${payment.id}`,
        kind: 'PAYMENT_MISMATCH',
        subject: payment.id,
        details: {
          differences: step.differences,
          capturedCents: step.capturedCents,
          expectedCents: payment.amountCents,
        },
      })
      if (step.capturedCents > 0)
        await fileRefund(deps, tx, {
          paymentId: payment.id,
          reasonKey: 'mismatch',
          amountCents: step.capturedCents,
          requestedBy: null,
          shares: [],
        })
      if (step.capturedCents > 0) await deps.jobs.send(tx, readFeeJob, { paymentId: payment.id })
      await held.calledOff({ paymentId: payment.id, capturedCents: step.capturedCents })
      return (await findPayment(tx, payment.id)) ?? moved
    }
  }
}
