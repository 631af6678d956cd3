import { describe, expect, test } from 'vitest'
import {
  accountId,
  captureEntries,
  earnedFrom,
  type Entry,
  feeEntries,
  paidFor,
  payableTo,
  refundEntries,
  refundSettledEntries,
  refundShrunkEntries,
  reversalEntries,
  reversalSettledEntries,
  type Share,
  takenBackEntries,
  transferEntries,
  transferSettledEntries,
} from './postings.rules.ts'

const share = (over: Partial<Share> = {}): Share => ({
  payeeId: '01900000-0000-7000-8000-000000000001',
  subjectType: 'order',
  subjectId: '01900000-0000-7000-8000-000000000002',
  priceCents: 100_000,
  platformDiscountCents: 10_000,
  payeeDiscountCents: 5_000,
  shippingCents: 12_000,
  commissionCents: 11_400,
  ...over,
})
const sum = (entries: Entry[]) => entries.reduce((cents, { amountCents }) => cents + amountCents, 0)
const of = (entries: Entry[], kind: string) => sum(entries.filter(({ account }) => account.kind === kind))
const subject = { subjectType: 'order', subjectId: share().subjectId }

/** Numbers that look random and are the same every time. */
function* numbers(seed: number): Generator<number> {
  let state = seed
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state
  }
}

describe('postings', () => {
  test('a capture: the payee has price − own discount + shipping − commission, and the platform bears its own discount', () => {
    const one = share()
    const entries = captureEntries({ paymentId: 'p', capturedCents: 100_000, shares: [one] })
    expect(paidFor(one)).toBe(97_000)
    expect(earnedFrom(one)).toBe(95_600)
    expect(of(entries, 'SELLER_PAYABLE')).toBe(-95_600)
    expect(of(entries, 'COMMISSION')).toBe(-11_400)
    expect(of(entries, 'PLATFORM_DISCOUNTS')).toBe(10_000)
    expect(of(entries, 'UNALLOCATED')).toBe(-3_000)
    expect(of(entries, 'PROVIDER_CLEARING')).toBe(100_000)
    expect(sum(entries)).toBe(0)
  })

  test('shares that exceed the money, a part below nothing, half a centavo: no set', () => {
    expect(() => captureEntries({ paymentId: 'p', capturedCents: 96_999, shares: [share()] })).toThrow('exceed')
    for (const wrong of [{ commissionCents: -1 }, { priceCents: 0.5 }, { payeeDiscountCents: 200_000 }])
      expect(() => captureEntries({ paymentId: 'p', capturedCents: 1_000_000, shares: [share(wrong)] })).toThrow(
        'not a share',
      )
  })

  test('refunding the whole share leaves its payee, the commission and the discount as they were before', () => {
    const shares = [share()]
    const all = [
      ...captureEntries({ paymentId: 'p', capturedCents: 97_000, shares }),
      ...refundEntries({ refundId: 'r', amountCents: 97_000, shares }),
      ...refundSettledEntries({ refundId: 'r', amountCents: 97_000 }),
    ]
    for (const kind of ['SELLER_PAYABLE', 'COMMISSION', 'PLATFORM_DISCOUNTS', 'PROVIDER_CLEARING', 'REFUNDS_PAYABLE'])
      expect(of(all, kind)).toBe(0)
  })

  test('somebody gave part of it back at the provider: the share goes back whole and covers that part', () => {
    const shares = [share()]
    const all = [
      ...captureEntries({ paymentId: 'p', capturedCents: 97_000, shares }),
      ...refundEntries({ refundId: 'foreign', amountCents: 30_000, shares: [] }),
      ...refundEntries({ refundId: 'ours', amountCents: 67_000, shares }),
    ]
    expect(of(all, 'SELLER_PAYABLE')).toBe(0)
    expect(of(all, 'UNALLOCATED')).toBe(0)
    const none = [
      ...captureEntries({ paymentId: 'p', capturedCents: 97_000, shares }),
      ...refundEntries({ refundId: 'foreign', amountCents: 97_000, shares: [] }),
      ...takenBackEntries({ paymentId: 'p', shares }),
    ]
    expect(of(none, 'SELLER_PAYABLE')).toBe(0)
    expect(of(none, 'UNALLOCATED')).toBe(0)
  })

  test('every set sums to zero and has no empty line, whatever the numbers', () => {
    const random = numbers(7)
    const next = (below: number) => (random.next().value as number) % below
    for (let round = 0; round < 500; round += 1) {
      const shares = Array.from({ length: 1 + next(4) }, () => {
        const priceCents = next(500_000)
        const payeeDiscountCents = next(priceCents + 1)
        const platformDiscountCents = next(priceCents - payeeDiscountCents + 1)
        return share({
          priceCents,
          payeeDiscountCents,
          platformDiscountCents,
          shippingCents: next(30_000),
          commissionCents: next(priceCents + 1),
        })
      })
      const paid = shares.reduce((cents, one) => cents + paidFor(one), 0)
      const amountCents = next(paid + 1)
      const sets = [
        captureEntries({ paymentId: 'p', capturedCents: paid + next(3), shares }),
        refundEntries({ refundId: 'r', amountCents, shares }),
        refundShrunkEntries({ refundId: 'r', byCents: next(1000) }),
        refundSettledEntries({ refundId: 'r', amountCents }),
        takenBackEntries({ paymentId: null, shares }),
        feeEntries({ paymentId: 'p', feeCents: next(9000) }),
        transferEntries({
          transferId: 't',
          payeeId: 'x',
          subject,
          amountCents: 1 + next(9000),
          carried: [{ ...subject, debtCents: next(2000) - 1000 }],
        }),
        transferSettledEntries({ transferId: 't', amountCents }),
        reversalEntries({ reversalId: 'v', payeeId: 'x', subject, amountCents }),
        reversalSettledEntries({ reversalId: 'v', amountCents }),
      ]
      for (const entries of sets) {
        expect(sum(entries)).toBe(0)
        expect(entries.every(({ amountCents: cents }) => cents !== 0)).toBe(true)
      }
    }
  })

  test('an account’s id says what it is', () => {
    expect(accountId(payableTo(share().payeeId))).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(accountId(payableTo('a'))).not.toBe(accountId(payableTo('b')))
  })
})
