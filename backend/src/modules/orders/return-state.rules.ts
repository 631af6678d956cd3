/** Which moves of a return exist. Whoever asks, an absent one is refused. */
import type { OrderReturn } from '../../../../contracts/orders.ts'

type Status = OrderReturn['status']
export const returnMoves = ['accept', 'refuse', 'receive', 'withdraw'] as const
export type ReturnMove = (typeof returnMoves)[number]

const table: Record<Status, Partial<Record<ReturnMove, Status>>> = {
  REQUESTED: { accept: 'ACCEPTED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
  ACCEPTED: { receive: 'RECEIVED', withdraw: 'WITHDRAWN' },
  REFUSED: {},
  RECEIVED: {},
  WITHDRAWN: {},
}

/** The state after `move`, null when there is no such move from `status`. */
export function afterReturnMove(status: Status, move: ReturnMove): Status | null {
  return table[status][move] ?? null
}
