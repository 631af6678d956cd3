/** A payment with its refunds, ledger, transfers and webhooks. */
import type { AdminPayment } from '../../../../contracts/staff-files.ts'
import type { Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import { inOrder, iso, moment } from './timeline.rules.ts'

/** A set sums to zero: how much moved is what the account says that it changed most. */
function moved(entries: readonly { amountCents: number; accountId: string }[]): number {
  const net = new Map<string, number>()
  for (const { accountId, amountCents } of entries) net.set(accountId, (net.get(accountId) ?? 0) + amountCents)
  return Math.max(0, ...[...net.values()].map(Math.abs))
}

/** Null when there is none. What the provider says is the caller's to add. */
export async function paymentFile(db: Reader, id: string): Promise<AdminPayment | null> {
  const payment = await db.payment.findUnique({
    where: { id },
    include: { refunds: { orderBy: { createdAt: 'asc' } } },
  })
  if (!payment) return null
  const objects = [
    payment.intentId,
    payment.chargeId,
    ...payment.refunds.map(({ providerRefundId }) => providerRefundId),
  ].filter((one) => one !== null)
  const [user, sets, transfers, webhooks] = await Promise.all([
    db.user.findUnique({ where: { id: payment.userId }, select: { id: true, name: true } }),
    db.ledgerSet.findMany({
      where: { paymentId: id },
      include: { entries: { include: { account: true }, orderBy: { id: 'asc' } } },
      orderBy: [{ occurredAt: 'asc' }, { id: 'asc' }],
      take: 200,
    }),
    db.transfer.findMany({ where: { paymentId: id }, include: { reversals: true }, orderBy: { createdAt: 'asc' } }),
    db.webhookEvent.findMany({
      where: { objectId: { in: objects } },
      omit: { payload: true },
      orderBy: { receivedAt: 'asc' },
      take: 200,
    }),
  ])
  const amount = (cents: number) => ({ amountCents: cents })
  return {
    id,
    payableType: payment.payableType,
    payableId: payment.payableId,
    user: user ?? { id: payment.userId, name: '' },
    status: payment.status,
    amount: pesos(payment.amountCents),
    captured: pesos(payment.capturedCents),
    refunded: pesos(payment.refundedCents),
    intentId: payment.intentId,
    chargeId: payment.chargeId,
    lastErrorCode: payment.lastErrorCode,
    createdAt: payment.createdAt.toISOString(),
    succeededAt: iso(payment.succeededAt),
    canceledAt: iso(payment.canceledAt),
    checkedAt: iso(payment.checkedAt),
    refunds: payment.refunds.map((refund) => ({
      id: refund.id,
      reasonKey: refund.reasonKey,
      amount: pesos(refund.amountCents),
      status: refund.status,
      providerRefundId: refund.providerRefundId,
      failureReason: refund.failureReason,
      requestedBy: refund.requestedBy,
      createdAt: refund.createdAt.toISOString(),
      settledAt: iso(refund.settledAt),
    })),
    ledger: sets.map((set) => ({
      key: set.key,
      kind: set.kind,
      at: set.occurredAt.toISOString(),
      entries: set.entries.map((entry) => ({
        account: entry.account.kind,
        ownerId: entry.account.ownerId,
        purpose: entry.purpose,
        amountCents: entry.amountCents,
      })),
    })),
    transfers: transfers.map((transfer) => ({
      id: transfer.id,
      payeeId: transfer.payeeId,
      subjectType: transfer.subjectType,
      subjectId: transfer.subjectId,
      reversed: pesos(transfer.reversedCents),
      status: transfer.status,
      amount: pesos(transfer.amountCents),
      providerTransferId: transfer.providerTransferId,
      createdAt: transfer.createdAt.toISOString(),
    })),
    webhooks: webhooks.map((event) => ({
      id: event.id,
      type: event.type,
      status: event.status,
      attempts: event.attempts,
      lastError: event.lastError,
      providerAt: event.providerAt.toISOString(),
      receivedAt: event.receivedAt.toISOString(),
    })),
    provider: null,
    timeline: inOrder([
      ...moment(payment.createdAt, 'payment.created', id, amount(payment.amountCents)),
      ...moment(payment.succeededAt, 'payment.succeeded', id, amount(payment.capturedCents)),
      ...moment(payment.canceledAt, 'payment.canceled', id),
      ...moment(payment.abandonedAt, 'payment.abandoned', id),
      ...payment.refunds.flatMap((refund) => {
        const facts = { ...amount(refund.amountCents), reasonKey: refund.reasonKey }
        return [
          ...moment(refund.createdAt, 'refund.filed', refund.id, facts),
          ...moment(refund.settledAt, `refund.${refund.status.toLowerCase()}`, refund.id, facts),
        ]
      }),
      ...transfers.flatMap((transfer) => [
        ...moment(transfer.createdAt, 'transfer.filed', transfer.id, amount(transfer.amountCents)),
        ...moment(
          transfer.settledAt,
          `transfer.${transfer.status.toLowerCase()}`,
          transfer.id,
          amount(transfer.amountCents),
        ),
        ...transfer.reversals.flatMap((reversal) => [
          ...moment(reversal.createdAt, 'reversal.filed', reversal.id, amount(reversal.amountCents)),
          ...moment(
            reversal.settledAt,
            `reversal.${reversal.status.toLowerCase()}`,
            reversal.id,
            amount(reversal.amountCents),
          ),
        ]),
      ]),
      ...sets.flatMap((set) =>
        moment(
          set.occurredAt,
          `ledger.${set.kind.toLowerCase().replaceAll('_', '-')}`,
          set.id,
          amount(moved(set.entries)),
        ),
      ),
      ...webhooks.flatMap((event) =>
        moment(event.receivedAt, 'webhook.received', event.id, { type: event.type, status: event.status }),
      ),
    ]),
  }
}
