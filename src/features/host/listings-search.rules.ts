import { type HostExperience, type HostExperienceQuery, hostExperienceSorts } from '../../../contracts/experiences.ts'
import { readWords } from '../../lib/words.rules.ts'

export const listingStates = ['ACTIVE', 'DRAFT', 'PAUSED'] as const satisfies readonly HostExperience['status'][]

/** Which of one's experiences are shown, by the address; what is not understood is dropped. */
export interface ListingsSearch {
  q?: string
  estado?: HostExperience['status']
  orden?: HostExperienceQuery['sort']
}

export function readListings(search: Record<string, unknown>): ListingsSearch {
  const q = readWords(search['q'])
  const estado = listingStates.find((one) => one === search['estado'])
  const orden = hostExperienceSorts.find((one) => one === search['orden'])
  return { ...(q && { q }), ...(estado && { estado }), ...(orden && orden !== 'newest' && { orden }) }
}

export type ListingsAsked = {
  status?: HostExperience['status']
  sort?: HostExperienceQuery['sort']
  q?: string
}
export const listingsAsked = ({ estado, orden, q }: ListingsSearch): ListingsAsked => ({
  ...(estado && { status: estado }),
  ...(orden && { sort: orden }),
  ...(q && { q }),
})
