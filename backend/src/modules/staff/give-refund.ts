/** Refunds above policy: up to a limit one administrator decides, above it two. */
import type { z } from 'zod'
import type { StaffRefundRequest } from '../../../../contracts/staff.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Bookings } from '../bookings/index.ts'
import type { Ledger, Share } from '../ledger/index.ts'
import type { StaffDeps, StaffMember } from './deps.ts'
import { borneByPlatform, decidesAlone } from './staff-refund.rules.ts'
import { staffErrors } from './staff.errors.ts'
import { staffRefundGiven } from './staff.events.ts'
import { findSubject, type Subject } from './staff.queries.ts'
import { insertRefund, lockStaffRefund, setRefundDecided, type StaffRefundRow } from './staff.repository.ts'

export interface RefundDeps extends Pick<StaffDeps, 'config' | 'database' | 'events' | 'payments' | 'identity'> {
  bookings: Pick<Bookings, 'staffRefundShare'>
  ledger: Pick<Ledger, 'leftOf'>
}
type Wanted = z.infer<typeof StaffRefundRequest>

const pesosText = (cents: number) => `$${(cents / 100).toFixed(2)} MXN`

/** The charge that pays for it, with what of it is still there. @throws NOT_FOUND, NOTHING_PAID */
async function chargeOf(deps: RefundDeps, tx: Tx, type: Wanted['subjectType'], id: string) {
  const subject = await findSubject(tx, type, id)
  if (!subject) throw platformErrors.NOT_FOUND()
  const payable = subject.checkoutId ? 'checkout' : 'booking'
  const payments = await deps.payments.ofPayable(tx, payable, subject.checkoutId ?? id)
  for (const payment of payments.filter(({ status }) => status === 'SUCCEEDED')) {
    const ofSubject = await deps.ledger.leftOf(tx, { paymentId: payment.id, subjectId: id })
    if (ofSubject === null) continue
    return {
      subject,
      paymentId: payment.id,
      leftCents: Math.min(ofSubject, payment.capturedCents - payment.refundedCents),
    }
  }
  throw staffErrors.NOTHING_PAID()
}

/** @throws INVALID_TRANSITION when the host cannot bear it (yet) */
async function shareFor(
  deps: RefundDeps,
  tx: Tx,
  refund: StaffRefundRow,
  subject: Subject,
  leftCents: number,
): Promise<Share> {
  const { subjectType: type, subjectId: id, amountCents } = refund
  if (refund.bearer === 'PLATFORM') return borneByPlatform({ payeeId: subject.payeeId, type, id }, amountCents)
  const share =
    type === 'booking' ? await deps.bookings.staffRefundShare(tx, { bookingId: id, leftCents, amountCents }) : null
  if (!share) throw platformErrors.INVALID_TRANSITION()
  return share
}

/** Files it with payments, keyed by our row: pressing twice refunds once. */
async function give(deps: RefundDeps, tx: Tx, refund: StaffRefundRow, decidedBy: string | null): Promise<void> {
  const { subject, paymentId, leftCents } = await chargeOf(deps, tx, refund.subjectType, refund.subjectId)
  if (refund.amountCents > leftCents) throw staffErrors.REFUND_EXCEEDS_PAID({ params: { left: pesosText(leftCents) } })
  const filed = await deps.payments.fileRefund(tx, {
    paymentId,
    reasonKey: `staff-refund:${refund.id}`,
    amountCents: refund.amountCents,
    requestedBy: refund.requestedBy,
    shares: [await shareFor(deps, tx, refund, subject, leftCents)],
  })
  if (filed?.amountCents !== refund.amountCents)
    throw staffErrors.REFUND_EXCEEDS_PAID({ params: { left: pesosText(filed?.amountCents ?? 0) } })
  await setRefundDecided(tx, refund.id, { status: 'DONE', by: decidedBy, refundId: filed.refundId })
  await deps.events.publish(tx, staffRefundGiven, {
    staffRefundId: refund.id,
    userId: subject.userId,
    subjectType: refund.subjectType,
    subjectId: refund.subjectId,
    code: subject.code,
    amountCents: refund.amountCents,
  })
}

/** Answers the id. @throws NOT_FOUND, NOTHING_PAID, REFUND_EXCEEDS_PAID, INVALID_TRANSITION, STEP_UP_REQUIRED */
export async function askRefund(deps: RefundDeps, wanted: Wanted, by: StaffMember): Promise<string> {
  await deps.identity.assertProved(by)
  const { subjectType, subjectId, reason, bearer } = wanted
  const amountCents = wanted.amount.amount
  return deps.database.transaction(async (tx) => {
    const { paymentId, subject, leftCents } = await chargeOf(deps, tx, subjectType, subjectId)
    if (subject.userId === by.userId || subject.payeeUserId === by.userId) throw platformErrors.FORBIDDEN()
    if (amountCents > leftCents) throw staffErrors.REFUND_EXCEEDS_PAID({ params: { left: pesosText(leftCents) } })
    const row = { subjectType, subjectId, paymentId, amountCents, reason, bearer, requestedBy: by.userId }
    const id = await insertRefund(tx, row)
    const alone = decidesAlone(amountCents, deps.config.staff.refundLimitCents)
    if (alone) await give(deps, tx, { ...row, id, status: 'WAITING' }, null)
    await deps.identity.audit(tx, {
      actorId: by.userId,
      action: alone ? 'refund.given' : 'refund.asked',
      subject: `${subjectType}:${subjectId}`,
      details: { staffRefundId: id, amountCents, bearer, reason },
      ipAddress: by.ipAddress,
    })
    return id
  })
}

/** The second person. @throws NOT_FOUND, INVALID_TRANSITION, SECOND_PERSON_NEEDED, REFUND_EXCEEDS_PAID, STEP_UP_REQUIRED */
export async function decideRefund(
  deps: RefundDeps,
  input: { id: string; confirm: boolean; reason: string; by: StaffMember },
): Promise<void> {
  const { id, confirm, reason, by } = input
  await deps.identity.assertProved(by)
  await deps.database.transaction(async (tx) => {
    const refund = await lockStaffRefund(tx, id)
    if (!refund) throw platformErrors.NOT_FOUND()
    if (refund.status !== 'WAITING') throw platformErrors.INVALID_TRANSITION()
    if (refund.requestedBy === by.userId) throw staffErrors.SECOND_PERSON_NEEDED()
    if (confirm) {
      const subject = await findSubject(tx, refund.subjectType, refund.subjectId)
      if (subject?.userId === by.userId || subject?.payeeUserId === by.userId) throw platformErrors.FORBIDDEN()
      await give(deps, tx, refund, by.userId)
    } else await setRefundDecided(tx, id, { status: 'REFUSED', by: by.userId, refundId: null })
    await deps.identity.audit(tx, {
      actorId: by.userId,
      action: confirm ? 'refund.confirmed' : 'refund.refused',
      subject: `${refund.subjectType}:${refund.subjectId}`,
      details: { staffRefundId: id, amountCents: refund.amountCents, reason },
      ipAddress: by.ipAddress,
    })
  })
}
