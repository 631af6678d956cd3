/** Which moves of an order exist. Whoever asks, an absent one is refused. */
import type { OrderStatus } from '../../../../contracts/orders.ts'

/** Stock is reserved, not yet paid. */
export const heldStatuses = ['PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'] as const satisfies readonly OrderStatus[]
export type HeldStatus = (typeof heldStatuses)[number]

export const isHeld = (status: OrderStatus): status is HeldStatus =>
  (heldStatuses as readonly string[]).includes(status)

/** Hours a seller has to accept a paid order; after that it is cancelled and refunded. */
export const acceptWithinHours = 48

export const orderMoves = [
  'paying',
  'attempt-failed',
  'pay',
  'release',
  'retake',
  'accept',
  'ship',
  'hand-over',
  'deliver',
  'cancel',
  'not-accepted',
  'refund-part',
  'refund-rest',
  'request-return',
  'complete',
] as const
export type OrderMove = (typeof orderMoves)[number]

const whileHeld: Partial<Record<OrderMove, OrderStatus>> = {
  paying: 'PENDING',
  'attempt-failed': 'PAYMENT_FAILED',
  pay: 'PAID',
  release: 'CANCELLED',
}

/**
 * `retake` is late money whose stock could be reserved again; CANCELLED has no other way back.
 * `hand-over` is for orders fetched in person, which have no parcel that could be on its way.
 */
const table: Record<OrderStatus, Partial<Record<OrderMove, OrderStatus>>> = {
  PENDING_PAYMENT: whileHeld,
  PENDING: whileHeld,
  PAYMENT_FAILED: whileHeld,
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
}

/** The state after `move`, null when there is no such move from `status`. */
export function afterMove(status: OrderStatus, move: OrderMove): OrderStatus | null {
  return table[status][move] ?? null
}

/** The states from which there is such a move. */
export const statesBefore = (move: OrderMove): OrderStatus[] =>
  (Object.keys(table) as OrderStatus[]).filter((status) => afterMove(status, move) !== null)

/** Before a parcel is on its way, or the buyer has it in hand: shipping goes back with the last piece. */
export const beforeShipping = (status: OrderStatus): boolean => status === 'PAID' || status === 'PROCESSING'
