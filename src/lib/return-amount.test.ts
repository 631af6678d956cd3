import { expect, test } from 'vitest'
import type { SellerOrder } from '../../contracts/orders.ts'
import { amountFor, piecesLeft, refundFor } from './return-amount.rules.ts'

const mxn = (amount: number) => ({ amount, currency: 'MXN' as const })
const line = { quantity: 3, unitPrice: mxn(10_000), discount: mxn(1_000), refundedQuantity: 0, refunded: mxn(0) }

test('all pieces bring what was paid, some their part of it', () => {
  expect(amountFor(line, 3)).toBe(29_000)
  expect(amountFor(line, 1)).toBe(9_666)
  expect(amountFor(line, 0)).toBe(0)
})

test('what came back already counts', () => {
  const partly = { ...line, refundedQuantity: 1, refunded: mxn(9_667) }
  expect(piecesLeft(partly)).toBe(2)
  expect(amountFor(partly, 2)).toBe(19_333)
})

test('the shipping goes back with the last piece of what is still at the workshop', () => {
  const items = [
    { ...line, lineId: 'a' },
    { ...line, lineId: 'b', refundedQuantity: 3, refunded: mxn(29_000) },
  ] as SellerOrder['items']
  const order = { items, status: 'PROCESSING' as const, shipping: mxn(9_900) }
  expect(refundFor(order, { a: 3 })).toEqual({ amount: 38_900, withShipping: true })
  expect(refundFor(order, { a: 2 })).toMatchObject({ withShipping: false })
  expect(refundFor({ ...order, status: 'SHIPPED' }, { a: 3 })).toEqual({ amount: 29_000, withShipping: false })
})
