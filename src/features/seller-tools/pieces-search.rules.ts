import { ownProductSorts } from '../../../contracts/products.ts'

export const pieceGroups = ['ACTIVE', 'LOW', 'SOLD_OUT', 'DRAFT', 'ARCHIVED'] as const
export interface PiecesSearch {
  estado?: (typeof pieceGroups)[number]
  orden?: Exclude<(typeof ownProductSorts)[number], 'newest'>
}

/** Which pieces a list shows, and in which order, by its address. */
export function readPieces(search: Record<string, unknown>): PiecesSearch {
  const estado = pieceGroups.find((one) => one === search['estado'])
  const orden = ownProductSorts.find((one) => one === search['orden'])
  return { ...(estado && { estado }), ...(orden && orden !== 'newest' && { orden }) }
}

export const piecesAsked = ({ estado, orden }: PiecesSearch, q: string) => ({
  status: estado === 'LOW' ? undefined : estado,
  low: estado === 'LOW' ? ('true' as const) : undefined,
  sort: orden ?? ('newest' as const),
  q: q || undefined,
})
