/** How each movement of money is written down: debits positive, credits negative, every set sums to zero. */
import { createHash } from 'node:crypto'

/**
 * A payee's part of a payment, or of a refund, in centavos, none negative.
 * The buyer pays price − both discounts + shipping; the payee earns price − their own discount + shipping − commission.
 */
export interface Share {
  /** Seller or host profile. */
  payeeId: string
  subjectType: 'order' | 'booking'
  subjectId: string
  priceCents: number
  /** Borne by the platform. */
  platformDiscountCents: number
  /** Borne by the payee. */
  payeeDiscountCents: number
  shippingCents: number
  commissionCents: number
}

export type AccountKind =
  | 'PROVIDER_CLEARING'
  | 'SELLER_PAYABLE'
  | 'COMMISSION'
  | 'PLATFORM_DISCOUNTS'
  | 'PROVIDER_FEES'
  | 'REFUNDS_PAYABLE'
  | 'TRANSFERS_IN_FLIGHT'
  | 'UNALLOCATED'

export interface Account {
  kind: AccountKind
  ownerId: string
}
export interface Entry {
  account: Account
  amountCents: number
  /** What the line on a statement is. */
  purpose: string
  subjectType: string
  subjectId: string
}

/** What belongs to nobody else is the platform's. */
const platform = '00000000-0000-0000-0000-000000000000'
const own = (kind: Exclude<AccountKind, 'SELLER_PAYABLE'>): Account => ({ kind, ownerId: platform })
export const payableTo = (payeeId: string): Account => ({ kind: 'SELLER_PAYABLE', ownerId: payeeId })

/** An account's id says what it is, so that nobody has to look it up before writing to it. */
export function accountId({ kind, ownerId }: Account): string {
  const hex = createHash('md5').update(`${kind}:${ownerId}:MXN`).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What the buyer pays for a share. */
export const paidFor = (share: Share): number =>
  share.priceCents - share.platformDiscountCents - share.payeeDiscountCents + share.shippingCents
/** What the payee has of it. */
export const earnedFrom = (share: Share): number =>
  share.priceCents - share.payeeDiscountCents + share.shippingCents - share.commissionCents

function checked(shares: readonly Share[]): readonly Share[] {
  for (const share of shares)
    for (const cents of [
      share.priceCents,
      share.platformDiscountCents,
      share.payeeDiscountCents,
      share.shippingCents,
      share.commissionCents,
      paidFor(share),
    ])
      if (!Number.isInteger(cents) || cents < 0) throw new Error(`not a share: ${JSON.stringify(share)}`)
  return shares
}
const paidForAll = (shares: readonly Share[]) => shares.reduce((sum, share) => sum + paidFor(share), 0)

/** Both sides of shares; `sign` −1 gives them to the payees, +1 takes them back. */
function shareEntries(shares: readonly Share[], sign: 1 | -1): Entry[] {
  const back = sign === 1 ? '_BACK' : ''
  return checked(shares).flatMap((share) => {
    const subject = { subjectType: share.subjectType, subjectId: share.subjectId }
    const payee = { account: payableTo(share.payeeId), ...subject }
    return [
      { ...payee, amountCents: sign * share.priceCents, purpose: sign === 1 ? 'REFUND' : 'PRICE' },
      { ...payee, amountCents: -sign * share.payeeDiscountCents, purpose: `DISCOUNT${back}` },
      { ...payee, amountCents: sign * share.shippingCents, purpose: `SHIPPING${back}` },
      { ...payee, amountCents: -sign * share.commissionCents, purpose: `COMMISSION${back}` },
      {
        ...subject,
        account: own('COMMISSION'),
        amountCents: sign * share.commissionCents,
        purpose: `COMMISSION${back}`,
      },
      {
        ...subject,
        account: own('PLATFORM_DISCOUNTS'),
        amountCents: -sign * share.platformDiscountCents,
        purpose: `DISCOUNT${back}`,
      },
    ]
  })
}

const whole = (entries: Entry[]): Entry[] => entries.filter(({ amountCents }) => amountCents !== 0)

/** Money came in: to whom it belongs, and what belongs to nobody yet. */
export function captureEntries(input: { paymentId: string; capturedCents: number; shares: readonly Share[] }): Entry[] {
  const restCents = input.capturedCents - paidForAll(input.shares)
  if (restCents < 0)
    throw new Error(`shares of payment ${input.paymentId} exceed its ${input.capturedCents} by ${-restCents}`)
  const subject = { subjectType: 'payment', subjectId: input.paymentId }
  return whole([
    { account: own('PROVIDER_CLEARING'), amountCents: input.capturedCents, purpose: 'CAPTURE', ...subject },
    ...shareEntries(input.shares, -1),
    { account: own('UNALLOCATED'), amountCents: -restCents, purpose: 'CAPTURE', ...subject },
  ])
}

/**
 * Money is to go back. What it exceeds the shares by was never anybody's; what the shares exceed it by was given back
 * by somebody else already, and stands against that.
 */
export function refundEntries(input: { refundId: string; amountCents: number; shares: readonly Share[] }): Entry[] {
  const subject = { subjectType: 'refund', subjectId: input.refundId }
  return whole([
    ...shareEntries(input.shares, 1),
    {
      account: own('UNALLOCATED'),
      amountCents: input.amountCents - paidForAll(input.shares),
      purpose: 'REFUND',
      ...subject,
    },
    { account: own('REFUNDS_PAYABLE'), amountCents: -input.amountCents, purpose: 'REFUND', ...subject },
  ])
}

/** Shares taken back although nothing was left to refund: somebody gave it all back at the provider. */
export function takenBackEntries(input: { paymentId: string | null; shares: readonly Share[] }): Entry[] {
  return whole([
    ...shareEntries(input.shares, 1),
    {
      account: own('UNALLOCATED'),
      amountCents: -paidForAll(input.shares),
      purpose: 'REFUND',
      subjectType: 'payment',
      subjectId: input.paymentId ?? platform,
    },
  ])
}

/** A refund asks for less than was filed: the rest was given back elsewhere. */
export function refundShrunkEntries(input: { refundId: string; byCents: number }): Entry[] {
  const subject = { subjectType: 'refund', subjectId: input.refundId, purpose: 'REFUND_SHRUNK' }
  return whole([
    { account: own('REFUNDS_PAYABLE'), amountCents: input.byCents, ...subject },
    { account: own('UNALLOCATED'), amountCents: -input.byCents, ...subject },
  ])
}

export function refundSettledEntries(input: { refundId: string; amountCents: number }): Entry[] {
  const subject = { subjectType: 'refund', subjectId: input.refundId, purpose: 'REFUND_SETTLED' }
  return whole([
    { account: own('REFUNDS_PAYABLE'), amountCents: input.amountCents, ...subject },
    { account: own('PROVIDER_CLEARING'), amountCents: -input.amountCents, ...subject },
  ])
}

/** What the provider kept for itself. */
export function feeEntries(input: { paymentId: string; feeCents: number }): Entry[] {
  const subject = { subjectType: 'payment', subjectId: input.paymentId, purpose: 'PROVIDER_FEE' }
  return whole([
    { account: own('PROVIDER_FEES'), amountCents: input.feeCents, ...subject },
    { account: own('PROVIDER_CLEARING'), amountCents: -input.feeCents, ...subject },
  ])
}

export interface SubjectRef {
  subjectType: string
  subjectId: string
}
/** A balance of another order or booking of the same payee that goes along: a debt is positive, what is still owed negative. */
export interface Carried extends SubjectRef {
  debtCents: number
}

/** Debts of other subjects are kept from this one: the payee's balance as a whole does not move. */
export function nettingEntries(input: { payeeId: string; subject: SubjectRef; carried: readonly Carried[] }): Entry[] {
  const account = payableTo(input.payeeId)
  return whole(
    input.carried.flatMap(({ debtCents, ...other }) => [
      { account, amountCents: debtCents, purpose: 'NETTED', ...input.subject },
      { account, amountCents: -debtCents, purpose: 'NETTED', ...other },
    ]),
  )
}

/** On its way to the payee. */
export function transferEntries(input: {
  transferId: string
  payeeId: string
  subject: SubjectRef
  amountCents: number
  carried: readonly Carried[]
}): Entry[] {
  return whole([
    ...nettingEntries(input),
    { account: payableTo(input.payeeId), amountCents: input.amountCents, purpose: 'TRANSFER', ...input.subject },
    {
      account: own('TRANSFERS_IN_FLIGHT'),
      amountCents: -input.amountCents,
      purpose: 'TRANSFER',
      subjectType: 'transfer',
      subjectId: input.transferId,
    },
  ])
}

export function transferSettledEntries(input: { transferId: string; amountCents: number }): Entry[] {
  const subject = { subjectType: 'transfer', subjectId: input.transferId, purpose: 'TRANSFER_SETTLED' }
  return whole([
    { account: own('TRANSFERS_IN_FLIGHT'), amountCents: input.amountCents, ...subject },
    { account: own('PROVIDER_CLEARING'), amountCents: -input.amountCents, ...subject },
  ])
}

/** On its way back: what the payee owed for it is not owed any more. */
export function reversalEntries(input: {
  reversalId: string
  payeeId: string
  subject: SubjectRef
  amountCents: number
}): Entry[] {
  return whole([
    {
      account: own('TRANSFERS_IN_FLIGHT'),
      amountCents: input.amountCents,
      purpose: 'REVERSAL',
      subjectType: 'reversal',
      subjectId: input.reversalId,
    },
    { account: payableTo(input.payeeId), amountCents: -input.amountCents, purpose: 'REVERSAL', ...input.subject },
  ])
}

export function reversalSettledEntries(input: { reversalId: string; amountCents: number }): Entry[] {
  const subject = { subjectType: 'reversal', subjectId: input.reversalId, purpose: 'REVERSAL_SETTLED' }
  return whole([
    { account: own('PROVIDER_CLEARING'), amountCents: input.amountCents, ...subject },
    { account: own('TRANSFERS_IN_FLIGHT'), amountCents: -input.amountCents, ...subject },
  ])
}
