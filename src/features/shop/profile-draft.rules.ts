/** The workshop's page while its seller writes it. */
import type { RegionSlug } from '../../../contracts/common.ts'
import {
  fewestReturnDays,
  mostReturnDays,
  type SellerProfile,
  type SellerProfilePatch,
} from '../../../contracts/partners.ts'
import { readCount } from '../../lib/pesos.rules.ts'
import { readPlace } from '../../lib/read-place.ts'

export interface ProfileDraft {
  name: string
  ownerName: string
  town: string
  region: RegionSlug
  place: string
  crafts: string[]
  foundedYear: string
  story: { es: string; en: string }
  returnDays: string
}

export const profileDraft = (profile: SellerProfile): ProfileDraft => ({
  name: profile.name,
  ownerName: profile.ownerName,
  town: profile.town,
  region: profile.region,
  place: profile.location ? `${profile.location.lat}, ${profile.location.lng}` : '',
  crafts: profile.crafts,
  foundedYear: profile.foundedYear === null ? '' : String(profile.foundedYear),
  story: { es: profile.story, en: profile.translations.en?.story ?? '' },
  returnDays: String(profile.returnDays),
})

export type ProfileProblem = 'name' | 'ownerName' | 'town' | 'place' | 'year' | 'returnDays'

/** What is wrong, by the pointer of the field in the write. */
export function profileProblems(draft: ProfileDraft, thisYear: number): Partial<Record<string, ProfileProblem>> {
  const found: Partial<Record<string, ProfileProblem>> = {}
  for (const field of ['name', 'ownerName', 'town'] as const)
    if (draft[field].trim().length < 2) found[`/${field}`] = field
  if (draft.place.trim() !== '' && !readPlace(draft.place)) found['/location'] = 'place'
  const year = readCount(draft.foundedYear)
  if (draft.foundedYear.trim() !== '' && (year === null || year < 1500 || year > thisYear))
    found['/foundedYear'] = 'year'
  const days = readCount(draft.returnDays)
  if (days === null || days < fewestReturnDays || days > mostReturnDays) found['/returnDays'] = 'returnDays'
  return found
}

export const profilePatch = (draft: ProfileDraft): SellerProfilePatch => ({
  name: draft.name.trim(),
  ownerName: draft.ownerName.trim(),
  town: draft.town.trim(),
  region: draft.region,
  location: readPlace(draft.place),
  crafts: draft.crafts,
  foundedYear: readCount(draft.foundedYear),
  story: draft.story.es.trim(),
  translations: draft.story.en.trim() === '' ? {} : { en: { story: draft.story.en.trim() } },
  returnDays: readCount(draft.returnDays) ?? fewestReturnDays,
})
