import { expect, test } from 'vitest'
import { OrderReturn } from '../../../../contracts/orders.ts'
import { afterReturnMove, returnMoves } from './return-state.rules.ts'

test('the whole table', () => {
  const statuses = OrderReturn.shape.status.options
  const matrix = Object.fromEntries(
    statuses.map((status) => [status, returnMoves.filter((move) => afterReturnMove(status, move) !== null)]),
  )
  expect(matrix).toEqual({
    REQUESTED: ['accept', 'refuse', 'withdraw'],
    ACCEPTED: ['receive', 'withdraw'],
    REFUSED: [],
    RECEIVED: [],
    WITHDRAWN: [],
  })
})
