import { type SellerOrderFilters, sellerOrderViews } from '../../../contracts/orders.ts'
import { readWords } from '../../lib/words.rules.ts'

export type View = (typeof sellerOrderViews)[number]
const orders = ['newest', 'oldest'] as const
const deliveries = ['SHIPPING', 'PICKUP'] as const

export interface SoldSearch {
  ver?: View
  q?: string
  entrega?: (typeof deliveries)[number]
  orden?: (typeof orders)[number]
  /** Civil days on which they were paid. */
  desde?: string
  hasta?: string
}

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined

export function readView(search: Record<string, unknown>): Pick<SoldSearch, 'ver'> {
  const ver = sellerOrderViews.find((view) => view === search['ver'])
  return ver ? { ver } : {}
}

/** Which orders are shown, by the address; what is not understood is dropped. */
export function readSold(search: Record<string, unknown>): SoldSearch {
  const q = readWords(search['q'])
  const entrega = deliveries.find((one) => one === search['entrega'])
  const orden = orders.find((one) => one === search['orden'])
  const [desde, hasta] = [day(search['desde']), day(search['hasta'])]
  return {
    ...readView(search),
    ...(q && { q }),
    ...(entrega && { entrega }),
    ...(orden && { orden }),
    ...(desde && { desde }),
    ...(hasta && { hasta }),
  }
}

/** What waits longest comes first where somebody waits; elsewhere what is new. */
const usualOrder: Record<View, (typeof orders)[number]> = {
  new: 'oldest',
  'to-ship': 'oldest',
  problems: 'oldest',
  shipped: 'newest',
  done: 'newest',
}

/** What narrows them, on the screen and in the spreadsheet. */
export const soldFilters = ({ entrega, desde, hasta, q }: SoldSearch): Omit<SellerOrderFilters, 'view'> => ({
  delivery: entrega,
  from: desde,
  to: hasta,
  q,
})

export const soldAsked = (search: SoldSearch, view: View) => ({
  ...soldFilters(search),
  view,
  sort: search.orden ?? usualOrder[view],
})

export const narrowings = ({ entrega, desde, hasta }: SoldSearch): number =>
  [entrega, desde ?? hasta].filter((one) => one !== undefined).length

export const isNarrowed = (search: SoldSearch): boolean => search.q !== undefined || narrowings(search) > 0
