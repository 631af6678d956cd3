/** The host's page while they write it. */
import type { RegionSlug } from '../../../contracts/common.ts'
import { type HostProfile, type HostProfilePatch, hostTypes } from '../../../contracts/partners.ts'

export interface ProfileDraft {
  name: string
  hostType: string
  region: RegionSlug
  bio: { es: string; en: string }
}

export const profileDraft = (profile: HostProfile): ProfileDraft => ({
  name: profile.name,
  hostType: profile.hostType,
  region: profile.region,
  bio: { es: profile.bio, en: profile.translations.en?.bio ?? '' },
})

export type ProfileProblem = 'name' | 'bio'

/** What is wrong, by the pointer of the field in the write. */
export function profileProblems(draft: ProfileDraft): Partial<Record<string, ProfileProblem>> {
  return {
    ...(draft.name.trim().length < 2 && { '/name': 'name' as const }),
    ...(draft.bio.es.trim() === '' && { '/bio': 'bio' as const }),
  }
}

/** A trade that is offered no more stays as it is until another is chosen. */
export function profilePatch(draft: ProfileDraft): HostProfilePatch {
  const hostType = hostTypes.find((type) => type === draft.hostType)
  return {
    name: draft.name.trim(),
    ...(hostType && { hostType }),
    region: draft.region,
    bio: draft.bio.es.trim(),
    translations: draft.bio.en.trim() === '' ? {} : { en: { bio: draft.bio.en.trim() } },
  }
}
