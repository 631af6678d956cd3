import { describe, expect, test } from 'vitest'
import { orderStatuses } from '../../../../contracts/orders.ts'
import { type ActionFacts, actionsFor } from './order-actions.rules.ts'

const now = new Date('2027-07-19T16:00:00.000Z')
const later = new Date('2027-07-19T16:10:00.000Z')
const facts: ActionFacts = {
  status: 'PAID',
  delivery: 'SHIPPING',
  holdExpiresAt: null,
  returnableUntil: null,
  piecesLeft: 2,
  openReturn: null,
  now,
}

test('every state of a parcel, for both sides', () => {
  const matrix = Object.fromEntries(
    orderStatuses.map((status) => {
      const held = ['PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'].includes(status)
      const of = {
        ...facts,
        status,
        holdExpiresAt: held ? later : null,
        returnableUntil: status === 'DELIVERED' ? later : null,
      }
      return [status, [actionsFor('BUYER', of), actionsFor('SELLER', of)]]
    }),
  )
  expect(matrix).toEqual({
    PENDING_PAYMENT: [['PAY'], []],
    PENDING: [['PAY'], []],
    PAYMENT_FAILED: [['PAY'], []],
    PAID: [['CANCEL'], ['PROCESS', 'CANCEL', 'REFUND_LINES']],
    PROCESSING: [['CANCEL'], ['SHIP', 'CANCEL', 'REFUND_LINES']],
    SHIPPED: [[], ['DELIVER', 'REFUND_LINES']],
    DELIVERED: [['REQUEST_RETURN'], ['REFUND_LINES']],
    CANCELLED: [[], []],
    REFUNDED: [[], []],
  })
})

describe('what else counts', () => {
  test('a hold whose time is over cannot be paid', () =>
    expect(actionsFor('BUYER', { ...facts, status: 'PENDING', holdExpiresAt: now })).toEqual([]))
  test('after the last instant no return is asked for, nor when nothing is left', () => {
    const delivered = { ...facts, status: 'DELIVERED' as const }
    expect(actionsFor('BUYER', { ...delivered, returnableUntil: now })).toEqual([])
    expect(actionsFor('BUYER', { ...delivered, returnableUntil: later, piecesLeft: 0 })).toEqual([])
  })
  test('an open return is answered before another one begins', () => {
    const open = { ...facts, status: 'DELIVERED' as const, returnableUntil: later, openReturn: 'REQUESTED' as const }
    expect(actionsFor('BUYER', open)).toEqual(['WITHDRAW_RETURN'])
    expect(actionsFor('SELLER', open)).toEqual(['REFUND_LINES', 'DECIDE_RETURN'])
    expect(actionsFor('SELLER', { ...open, openReturn: 'ACCEPTED' })).toEqual(['REFUND_LINES', 'RECEIVE_RETURN'])
  })
  test('what is fetched in person is handed over, not shipped', () =>
    expect(actionsFor('SELLER', { ...facts, status: 'PROCESSING', delivery: 'PICKUP' })).toEqual([
      'DELIVER',
      'CANCEL',
      'REFUND_LINES',
    ]))
})
