/** Accounts of workshops and hosts at the provider, and their shares that went out: everything that is due by the first seeding. */
import { postings, type Share } from '../../backend/src/modules/ledger/index.ts'
import { addSeconds } from '../../backend/src/platform/pure/time.ts'
import type { SeedAccount, SeedTransfer } from '../../sandbox/seed-format.ts'
import { derivedId, derivedProviderId } from './derived.ts'
import type { DemoSet } from './ledger-rows.ts'

/** As often as the schedule looks for what is due. */
const sentAfterSeconds = 300
const takesSeconds = 3
const openSinceDays = 118
const begunSinceDays = 2

export interface DemoPayee {
  kind: 'SELLER' | 'HOST'
  id: string
  userId: string
  email: string
  /** Whether the provider has all it asks for. */
  open: boolean
}
/** Somebody's share of one order or booking. */
export interface DemoSubject {
  share: Pick<Share, 'payeeId' | 'subjectType' | 'subjectId'>
  /** Null while it is not due. */
  dueAt: Date | null
  paymentId: string
  intentId: string
  chargeId: string
  capturedCents: number
  refunds: readonly { at: Date; amountCents: number }[]
}

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)
/** What the sandbox asks of an account that is begun. */
const stillDue = ['business_type', 'external_account', 'tos_acceptance.date', 'tos_acceptance.ip']

export function planAccounts(payees: readonly DemoPayee[], firstSeeded: Date) {
  return payees.map((payee) => {
    const providerAccountId = derivedProviderId('acct', `${payee.id}@${firstSeeded.toISOString()}`)
    const id = derivedId(`account:${payee.kind}:${payee.id}`)
    const createdAt = addSeconds(firstSeeded, -(payee.open ? openSinceDays : begunSinceDays) * 86_400)
    const object: SeedAccount = {
      id: providerAccountId,
      email: payee.email,
      created: secondsOf(createdAt),
      onboarded: payee.open,
      metadata: { account_id: id, payee_kind: payee.kind, payee_id: payee.id },
    }
    const row = {
      id,
      payee_kind: payee.kind,
      payee_id: payee.id,
      user_id: payee.userId,
      provider_account_id: providerAccountId,
      details_submitted: payee.open,
      transfers_enabled: payee.open,
      payouts_enabled: payee.open,
      requirements_due: payee.open ? [] : stillDue,
      checked_at: createdAt,
      created_at: createdAt,
      updated_at: createdAt,
    }
    return { payee, row, object }
  })
}
export type PlannedAccount = ReturnType<typeof planAccounts>[number]

/** Every share of an open account that was due in time for a run of the schedule; refunds after it come back as reversals. */
export function planTransfers(
  accounts: readonly PlannedAccount[],
  subjects: readonly DemoSubject[],
  sets: readonly DemoSet[],
  firstSeeded: Date,
) {
  const bySubject = new Map<string, { at: Date; owedCents: number }[]>()
  for (const { at, entries } of sets)
    for (const { account, amountCents, subjectId } of entries) {
      if (account.kind !== 'SELLER_PAYABLE') continue
      bySubject.set(subjectId, [...(bySubject.get(subjectId) ?? []), { at, owedCents: -amountCents }])
    }
  const open = new Map(accounts.filter(({ payee }) => payee.open).map((account) => [account.payee.id, account]))
  const sent = new Map<string, number>()
  return subjects
    .toSorted((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0))
    .flatMap((subject) => {
      const account = open.get(subject.share.payeeId)
      if (!account || !subject.dueAt) return []
      const at = addSeconds(subject.dueAt, sentAfterSeconds)
      if (addSeconds(at, takesSeconds) > firstSeeded) return []
      const moves = bySubject.get(subject.share.subjectId) ?? []
      const amountCents = moves.filter((move) => move.at <= at).reduce((sum, { owedCents }) => sum + owedCents, 0)
      if (amountCents <= 0) return []
      const goneCents = subject.refunds.reduce((sum, refund) => sum + (refund.at <= at ? refund.amountCents : 0), 0)
      const sentCents = sent.get(subject.paymentId) ?? 0
      // A platform's discount may make a share larger than what is left of its charge.
      const tied = subject.capturedCents - goneCents - sentCents >= amountCents
      if (tied) sent.set(subject.paymentId, sentCents + amountCents)
      const takenBack = new Map<number, number>()
      for (const move of moves)
        if (move.at > at) takenBack.set(move.at.getTime(), (takenBack.get(move.at.getTime()) ?? 0) - move.owedCents)
      return planTransfer(subject, account, { at, amountCents, tied, takenBack })
    })
}

function planTransfer(
  { share, paymentId, intentId, chargeId }: DemoSubject,
  { payee, object: account }: PlannedAccount,
  facts: { at: Date; amountCents: number; tied: boolean; takenBack: ReadonlyMap<number, number> },
) {
  const { at, amountCents } = facts
  const { subjectType, subjectId } = share
  const subject = { subjectType, subjectId }
  const id = derivedId(`transfer:${subjectId}`, at)
  const settledAt = addSeconds(at, takesSeconds)
  const reversals = [...facts.takenBack].map(([time, cents]) => {
    const reversalId = derivedId(`reversal:${subjectId}:${time}`, new Date(time))
    const filedAt = addSeconds(new Date(time), takesSeconds)
    const doneAt = addSeconds(filedAt, takesSeconds)
    return {
      id: reversalId,
      transfer_id: id,
      reason_key: `taken-back:${time}`,
      status: 'SUCCEEDED',
      amount_cents: cents,
      provider_reversal_id: derivedProviderId('trr', reversalId),
      checked_at: doneAt,
      settled_at: doneAt,
      created_at: filedAt,
      updated_at: doneAt,
    }
  })
  const reversedCents = reversals.reduce((sum, reversal) => sum + reversal.amount_cents, 0)
  const row = {
    id,
    payee_kind: payee.kind,
    payee_id: payee.id,
    subject_type: subjectType,
    subject_id: subjectId,
    payment_id: paymentId,
    status: 'SUCCEEDED',
    amount_cents: amountCents,
    source_charge_id: facts.tied ? chargeId : null,
    reversed_cents: reversedCents,
    provider_transfer_id: derivedProviderId('tr', id),
    checked_at: settledAt,
    settled_at: settledAt,
    created_at: at,
    updated_at: reversals.at(-1)?.updated_at ?? settledAt,
  }
  const object: SeedTransfer = {
    id: row.provider_transfer_id,
    amount: amountCents,
    currency: 'mxn',
    destination: account.id,
    created: secondsOf(at),
    ...(facts.tied ? { sourcePaymentIntent: intentId } : {}),
    transferGroup: `${subjectType}:${subjectId}`,
    metadata: { transfer_id: id, attempt: '1', payment_id: paymentId },
    reversals: reversals.map((reversal) => ({
      id: reversal.provider_reversal_id,
      amount: reversal.amount_cents,
      created: secondsOf(reversal.created_at),
      metadata: { reversal_id: reversal.id, transfer_id: id },
    })),
  }
  const sum = { transferId: id, amountCents }
  const ledger: DemoSet[] = [
    {
      key: `transfer:${id}:1`,
      kind: 'TRANSFER',
      paymentId,
      at,
      entries: postings.transferEntries({ ...sum, payeeId: payee.id, subject, carried: [] }),
    },
    {
      key: `transfer-settled:${id}:1`,
      kind: 'TRANSFER_SETTLED',
      paymentId,
      at: settledAt,
      entries: postings.transferSettledEntries(sum),
    },
    ...reversals.flatMap((reversal): DemoSet[] => {
      const back = { reversalId: reversal.id, amountCents: reversal.amount_cents }
      return [
        {
          key: `reversal:${reversal.id}`,
          kind: 'REVERSAL',
          paymentId,
          at: reversal.created_at,
          entries: postings.reversalEntries({ ...back, payeeId: payee.id, subject }),
        },
        {
          key: `reversal-settled:${reversal.id}`,
          kind: 'REVERSAL_SETTLED',
          paymentId,
          at: reversal.settled_at,
          entries: postings.reversalSettledEntries(back),
        },
      ]
    }),
  ]
  return { row, reversals, object, ledger }
}
