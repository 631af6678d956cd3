import { type HostExperience, type HostExperienceQuery, hostExperienceSorts } from '../../../contracts/experiences.ts'

export const listingStates = ['ACTIVE', 'DRAFT', 'PAUSED'] as const satisfies readonly HostExperience['status'][]

/** Which of one's experiences are shown, by the address; what is not understood is dropped. */
export interface ListingsSearch {
  estado?: HostExperience['status']
  orden?: HostExperienceQuery['sort']
}

export function readListings(search: Record<string, unknown>): ListingsSearch {
  const estado = listingStates.find((one) => one === search['estado'])
  const orden = hostExperienceSorts.find((one) => one === search['orden'])
  return { ...(estado && { estado }), ...(orden && orden !== 'newest' && { orden }) }
}

export type ListingsAsked = {
  status?: HostExperience['status']
  sort?: HostExperienceQuery['sort']
  q?: string
}
export const listingsAsked = ({ estado, orden }: ListingsSearch, q: string): ListingsAsked => ({
  ...(estado && { status: estado }),
  ...(orden && { sort: orden }),
  ...(q !== '' && { q }),
})
