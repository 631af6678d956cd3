import { describe, expect, test } from 'vitest'
import type { Cart } from '../../contracts/checkout.ts'
import {
  blockedLines,
  emptyCart,
  isEmpty,
  mostOfLine,
  type NewLine,
  quantityOf,
  totalAfterDiscount,
  withFirst,
  withoutSlot,
  withQuantity,
} from './cart.rules.ts'

const mxn = (amount: number) => ({ amount, currency: 'MXN' as const })
const line = (variantId: string, seller: string, amount: number, facts: Partial<NewLine> = {}): NewLine => ({
  productId: `p-${variantId}`,
  variantId,
  slug: variantId,
  name: variantId,
  craft: null,
  variantLabel: '',
  image: null,
  unitPrice: mxn(amount),
  stock: 8,
  ageRestricted: false,
  leadTimeDays: 3,
  returnDays: 14,
  seller: { id: seller, slug: seller, name: seller, town: 'Arrazola', verified: true },
  ...facts,
})
const slot: Cart['slots'][number] = {
  slotId: 's',
  startsAt: '2027-07-19T16:00:00.000Z',
  endsAt: '2027-07-19T18:00:00.000Z',
  timeZone: 'America/Mexico_City',
  experience: { id: 'e', slug: 'e', title: 'E', category: 'TALLER', images: [], host: { id: 'h', name: 'H' } },
  party: [{ type: 'adult', label: 'Adulto', quantity: 3, unitPrice: mxn(20_000) }],
  seats: 3,
  available: 5,
  total: mxn(60_000),
  notices: [],
}

describe('what the basket shows before the server has answered', () => {
  test('a piece of another workshop makes a group of its own, one of the same joins it', () => {
    let cart = withQuantity(emptyCart, 'a', 2, line('a', 'uno', 10_000))
    cart = withQuantity(cart, 'b', 1, line('b', 'dos', 5050))
    cart = withQuantity(cart, 'c', 1, line('c', 'uno', 99))
    expect(cart.groups.map(({ seller, items }) => [seller.id, items.length])).toEqual([
      ['uno', 2],
      ['dos', 1],
    ])
    expect(cart.count).toBe(4)
    expect(cart.subtotal).toEqual(mxn(25_149))
    expect(cart.groups[0]?.subtotal).toEqual(mxn(20_099))
  })

  test('a repeat of the same change changes nothing', () => {
    const once = withQuantity(emptyCart, 'a', 3, line('a', 'uno', 10_000))
    expect(withQuantity(once, 'a', 3, line('a', 'uno', 10_000))).toEqual(once)
    expect(quantityOf(once, 'a')).toBe(3)
    expect(quantityOf(undefined, 'a')).toBe(0)
  })

  test('the last piece takes its group along, and what followed from it', () => {
    const cart = withQuantity(emptyCart, 'a', 1, line('a', 'uno', 10_000, { ageRestricted: true }))
    expect(cart.ageRestricted).toBe(true)
    const empty = withQuantity(cart, 'a', 0)
    expect(empty).toEqual(emptyCart)
    expect(isEmpty(empty)).toBe(true)
  })

  test('without the facts of a line nothing is invented', () => {
    expect(withQuantity(emptyCart, 'a', 2)).toBe(emptyCart)
  })

  test('a party counts once, whatever its size', () => {
    const cart = withQuantity({ ...emptyCart, slots: [slot] }, 'a', 2, line('a', 'uno', 10_000))
    expect(cart.count).toBe(3)
    expect(cart.subtotal).toEqual(mxn(80_000))
    expect(withoutSlot(cart, 's').subtotal).toEqual(mxn(20_000))
  })
})

test('a line holds what is there and no more than the limit', () => {
  expect(mostOfLine(3)).toBe(3)
  expect(mostOfLine(500)).toBe(20)
  expect(mostOfLine(-1)).toBe(0)
})

test('a code that does not count takes nothing off, and none makes a total negative', () => {
  const discount = { code: 'X', valid: true, reason: null, amount: mxn(3000), seller: null }
  expect(totalAfterDiscount({ subtotal: mxn(10_000), discount })).toEqual(mxn(7000))
  expect(totalAfterDiscount({ subtotal: mxn(10_000), discount: { ...discount, valid: false } })).toEqual(mxn(10_000))
  expect(totalAfterDiscount({ subtotal: mxn(1000), discount })).toEqual(mxn(0))
})

test('a new price is only to be looked at, what is missing cannot be paid', () => {
  const cart = withQuantity(emptyCart, 'a', 2, line('a', 'uno', 10_000))
  const [group] = cart.groups
  const [item] = group?.items ?? []
  if (!group || !item) throw new Error('the basket has a line')
  const noticed = (kind: 'PRICE_CHANGED' | 'STOCK_SHORT'): Cart => ({
    ...cart,
    groups: [{ ...group, items: [{ ...item, notices: [{ kind, was: null, available: null }] }] }],
  })
  expect(blockedLines(noticed('PRICE_CHANGED'))).toBe(0)
  expect(blockedLines(noticed('STOCK_SHORT'))).toBe(1)
})

test('what was put in last stands first, the rest keeps its order', () => {
  let cart = withQuantity(emptyCart, 'a', 1, line('a', 'uno', 100))
  cart = withQuantity(cart, 'b', 1, line('b', 'dos', 100))
  cart = withQuantity(cart, 'c', 1, line('c', 'dos', 100))
  const ids = (of: Cart) => of.groups.flatMap(({ items }) => items.map(({ variantId }) => variantId))
  expect(ids(withFirst(cart, 'c'))).toEqual(['c', 'b', 'a'])
  expect(ids(withFirst(cart, null))).toEqual(['a', 'b', 'c'])
})
