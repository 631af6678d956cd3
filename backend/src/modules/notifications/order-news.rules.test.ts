import { describe, expect, test } from 'vitest'
import {
  newsOfCancelledOrder,
  newsOfEndedCheckout,
  newsOfPaidOrder,
  newsOfReturn,
  newsOfSettledRefund,
} from './order-news.rules.ts'

const about = {
  orderId: 'o1',
  code: 'GX7K2M9Q',
  checkoutId: 'c1',
  userId: 'ana',
  sellerUserId: 'eufemia',
  sellerName: 'Taller Cuarzo y Noche',
}
const told = (news: { userId: string; type: string; mail?: { kind: string } }[]) =>
  news.map(({ userId, type, mail }) => [userId, type, mail?.kind ?? null])

test('a paid order: the buyer in the app (the receipt is the purchase’s), the workshop by mail too', () => {
  const news = newsOfPaidOrder({ ...about, totalCents: 79_900, pieces: 2, acceptBy: '2027-07-21T16:00:00.000Z' })
  expect(told(news)).toEqual([
    ['ana', 'ORDER_PAID', null],
    ['eufemia', 'SELLER_ORDER_PAID', 'new-order'],
  ])
  expect(new Set(news.map(({ dedupeKey }) => dedupeKey)).size).toBe(2)
})

describe('a cancelled order', () => {
  const cancelled = (reason: 'BY_BUYER' | 'BY_SELLER' | 'NOT_ACCEPTED' | 'BY_ADMIN' | 'HOLD_EXPIRED', wasPaid = true) =>
    told(newsOfCancelledOrder({ ...about, reason, wasPaid, refundCents: 100 }))
  test.each(['BY_BUYER', 'NOT_ACCEPTED', 'BY_ADMIN'] as const)('%s: both hear of it', (reason) => {
    expect(cancelled(reason)).toEqual([
      ['ana', 'ORDER_CANCELLED', 'cancelled'],
      ['eufemia', 'SELLER_ORDER_CANCELLED', 'sold-cancelled'],
    ])
  })
  test('the workshop that cancelled knows already', () =>
    expect(cancelled('BY_SELLER')).toEqual([['ana', 'ORDER_CANCELLED', 'cancelled']]))
  test('one never paid is told as a purchase, once, not order by order', () => {
    expect(cancelled('HOLD_EXPIRED', false)).toEqual([])
    const purchase = { checkoutId: 'c1', code: 'GX', userId: 'ana' }
    expect(told(newsOfEndedCheckout({ ...purchase, reason: 'HOLD_EXPIRED' }))).toEqual([
      ['ana', 'CHECKOUT_EXPIRED', null],
    ])
    expect(newsOfEndedCheckout({ ...purchase, reason: 'BY_BUYER' })).toEqual([])
  })
})

test('each side of a return hears what the other one did', () => {
  const of = (status: 'REQUESTED' | 'ACCEPTED' | 'REFUSED' | 'RECEIVED' | 'WITHDRAWN') =>
    told(newsOfReturn({ ...about, returnId: 'r1', status, pieces: 1, refundCents: 0, note: null }))[0]
  expect(of('REQUESTED')).toEqual(['eufemia', 'SELLER_RETURN_REQUESTED', 'return-requested'])
  expect(of('WITHDRAWN')).toEqual(['eufemia', 'SELLER_RETURN_WITHDRAWN', null])
  expect(of('ACCEPTED')).toEqual(['ana', 'ORDER_RETURN_ACCEPTED', 'return'])
  expect(of('REFUSED')).toEqual(['ana', 'ORDER_RETURN_REFUSED', 'return'])
  expect(of('RECEIVED')).toEqual(['ana', 'ORDER_RETURN_RECEIVED', 'return'])
})

test('two refunds of one order are two facts', () => {
  const facts = { ...about, amountCents: 100, status: 'SUCCEEDED' as const }
  expect(newsOfSettledRefund(facts, 'e1')[0]?.dedupeKey).not.toBe(newsOfSettledRefund(facts, 'e2')[0]?.dedupeKey)
})
