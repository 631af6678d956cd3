import { type InboxQuery, reviewInboxSorts, type ReviewInboxQuery } from '../../../contracts/reviews.ts'

export type What = 'reviews' | 'questions'

/** What the address says of the list; what is not understood is dropped. */
export interface InboxSearch {
  ver?: 'questions'
  pendiente?: true
  orden?: ReviewInboxQuery['sort']
  estrellas?: number
}

export function readInbox(search: Record<string, unknown>): InboxSearch {
  const orden = reviewInboxSorts.find((sort) => sort === search['orden'])
  const stars = Number(search['estrellas'])
  return {
    ...(search['ver'] === 'questions' && { ver: 'questions' as const }),
    ...(String(search['pendiente']) === 'true' && { pendiente: true as const }),
    ...(orden && orden !== 'open' && { orden }),
    ...(Number.isInteger(stars) && stars >= 1 && stars <= 5 && { estrellas: stars }),
  }
}

export type InboxAsked = {
  answered?: NonNullable<InboxQuery['answered']>
  sort?: ReviewInboxQuery['sort']
  stars?: number
}

/** What the server is asked; questions have no stars to be sorted or chosen by. */
export function inboxAsked(what: What, { pendiente, orden, estrellas }: InboxSearch): InboxAsked {
  const isByStars = orden === 'worst' || orden === 'best'
  return {
    ...(pendiente && { answered: 'false' as const }),
    ...(orden && (what === 'reviews' || !isByStars) && { sort: orden }),
    ...(what === 'reviews' && estrellas !== undefined && { stars: estrellas }),
  }
}

export const isNarrowed = ({ answered, stars }: InboxAsked): boolean => answered !== undefined || stars !== undefined
