/** What a reader of an order may do now: the screen shows these and nothing else. */
import type { Order, OrderReturn } from '../../../../contracts/orders.ts'
import { afterMove, isHeld, type OrderMove } from './order-state.rules.ts'

export type OrderAction = Order['actions'][number]
export type Reader = 'BUYER' | 'SELLER'

export interface ActionFacts {
  status: Order['status']
  delivery: Order['delivery']
  holdExpiresAt: Date | null
  returnableUntil: Date | null
  /** Pieces not given back yet. */
  piecesLeft: number
  openReturn: OrderReturn['status'] | null
  now: Date
}

export function actionsFor(reader: Reader, facts: ActionFacts): OrderAction[] {
  const may = (move: OrderMove) => afterMove(facts.status, move) !== null
  return reader === 'BUYER' ? buyerActions(facts, may) : sellerActions(facts, may)
}

function buyerActions(facts: ActionFacts, may: (move: OrderMove) => boolean): OrderAction[] {
  const { status, holdExpiresAt, returnableUntil, now, openReturn, piecesLeft } = facts
  const actions: OrderAction[] = []
  if (isHeld(status) && holdExpiresAt && now < holdExpiresAt) actions.push('PAY')
  if (may('cancel')) actions.push('CANCEL')
  if (openReturn) actions.push('WITHDRAW_RETURN')
  else if (may('request-return') && piecesLeft > 0 && returnableUntil && now < returnableUntil)
    actions.push('REQUEST_RETURN')
  return actions
}

function sellerActions(facts: ActionFacts, may: (move: OrderMove) => boolean): OrderAction[] {
  const { delivery, openReturn, piecesLeft } = facts
  const actions: OrderAction[] = []
  if (may('accept')) actions.push('PROCESS')
  if (may('ship') && delivery === 'SHIPPING') actions.push('SHIP')
  if (may('deliver') || (may('hand-over') && delivery === 'PICKUP')) actions.push('DELIVER')
  if (may('cancel')) actions.push('CANCEL')
  if (may('refund-part') && piecesLeft > 0) actions.push('REFUND_LINES')
  if (openReturn === 'REQUESTED') actions.push('DECIDE_RETURN')
  if (openReturn === 'ACCEPTED') actions.push('RECEIVE_RETURN')
  return actions
}
