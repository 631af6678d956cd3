import { movementKinds, ownProductSorts, type StockMovementQuery } from '../../../contracts/products.ts'
import { readWords } from '../../lib/words.rules.ts'

export const pieceGroups = ['ACTIVE', 'LOW', 'SOLD_OUT', 'DRAFT', 'ARCHIVED'] as const
export interface PiecesSearch {
  q?: string
  estado?: (typeof pieceGroups)[number]
  orden?: Exclude<(typeof ownProductSorts)[number], 'newest'>
}

/** Which pieces a list shows, and in which order, by its address. */
export function readPieces(search: Record<string, unknown>): PiecesSearch {
  const q = readWords(search['q'])
  const estado = pieceGroups.find((one) => one === search['estado'])
  const orden = ownProductSorts.find((one) => one === search['orden'])
  return { ...(q && { q }), ...(estado && { estado }), ...(orden && orden !== 'newest' && { orden }) }
}

export const piecesAsked = ({ estado, orden, q }: PiecesSearch) => ({
  status: estado === 'LOW' ? undefined : estado,
  low: estado === 'LOW' ? ('true' as const) : undefined,
  sort: orden ?? ('newest' as const),
  q,
})

/** Which of a piece's movements its page shows, by its address. */
export interface MovementsSearch {
  que?: (typeof movementKinds)[number]
  orden?: 'oldest'
}
export function readMovements(search: Record<string, unknown>): MovementsSearch {
  const que = movementKinds.find((kind) => kind === search['que'])
  return { ...(que && { que }), ...(search['orden'] === 'oldest' && { orden: 'oldest' }) }
}

export type MovementsAsked = Partial<Pick<StockMovementQuery, 'kind' | 'sort'>>
export const movementsAsked = ({ que, orden }: MovementsSearch): MovementsAsked => ({
  ...(que && { kind: que }),
  ...(orden && { sort: orden }),
})
