import { expect, test } from 'vitest'
import { orderStatuses } from '../../../../contracts/orders.ts'
import { afterMove, beforeShipping, heldStatuses, isHeld, orderMoves } from './order-state.rules.ts'

test('the whole table, so that a move added by accident is seen', () => {
  const matrix = Object.fromEntries(
    orderStatuses.map((status) => [
      status,
      Object.fromEntries(orderMoves.map((move) => [move, afterMove(status, move)]).filter(([, next]) => next !== null)),
    ]),
  )
  const held = { paying: 'PENDING', 'attempt-failed': 'PAYMENT_FAILED', pay: 'PAID', release: 'CANCELLED' }
  expect(matrix).toEqual({
    PENDING_PAYMENT: held,
    PENDING: held,
    PAYMENT_FAILED: held,
    PAID: {
      accept: 'PROCESSING',
      cancel: 'CANCELLED',
      'not-accepted': 'CANCELLED',
      'refund-part': 'PAID',
      'refund-rest': 'REFUNDED',
    },
    PROCESSING: {
      ship: 'SHIPPED',
      'hand-over': 'DELIVERED',
      cancel: 'CANCELLED',
      'refund-part': 'PROCESSING',
      'refund-rest': 'REFUNDED',
    },
    SHIPPED: { deliver: 'DELIVERED', 'refund-part': 'SHIPPED', 'refund-rest': 'REFUNDED' },
    DELIVERED: {
      complete: 'DELIVERED',
      'request-return': 'DELIVERED',
      'refund-part': 'DELIVERED',
      'refund-rest': 'REFUNDED',
    },
    CANCELLED: { retake: 'PENDING' },
    REFUNDED: {},
  })
})

test('only unpaid orders are held; shipping goes back only before it was used', () => {
  expect(orderStatuses.filter(isHeld)).toEqual([...heldStatuses])
  expect(orderStatuses.filter(beforeShipping)).toEqual(['PAID', 'PROCESSING'])
})
