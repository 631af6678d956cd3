/** The page of a host or a workshop in the hands of those who keep it. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { HostProfile, HostProfilePatch, SellerProfile, SellerProfilePatch } from '../../contracts/partners.ts'
import { retryUnlessDecided } from './booking-queries.ts'
import { http } from './http.ts'
import { queryKeys } from './query-keys.ts'

export type ProfileSide = 'host' | 'seller'
interface Sides {
  host: { profile: HostProfile; patch: HostProfilePatch }
  seller: { profile: SellerProfile; patch: SellerProfilePatch }
}

export type Profile<Side extends ProfileSide> = Sides[Side]['profile']

export const ownProfileQuery = <Side extends ProfileSide>(side: Side) =>
  queryOptions({
    queryKey: queryKeys.ownProfile(side),
    queryFn: ({ signal }) => http.get<Profile<Side>>(`/${side}/profile`, { signal }),
    // A form is open on it.
    refetchOnWindowFocus: false,
    retry: retryUnlessDecided,
  })

/** Everyone reads name, town and story beside what is offered. */
function useProfileSaved<Side extends ProfileSide>(side: Side) {
  const client = useQueryClient()
  return (profile: Profile<Side>) => {
    client.setQueryData<Profile<Side>>(queryKeys.ownProfile(side), profile)
    const shown =
      side === 'seller'
        ? [queryKeys.sellers, queryKeys.seller(profile.slug), queryKeys.products, ['product']]
        : [queryKeys.experiences, ['experience'], queryKeys.host(profile.slug)]
    for (const queryKey of [...shown, queryKeys.me]) void client.invalidateQueries({ queryKey })
  }
}

export function useSaveProfile<Side extends ProfileSide>(side: Side) {
  const saved = useProfileSaved(side)
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ version, body }: { version: string; body: Sides[Side]['patch'] }) =>
      http.patch<Profile<Side>>(`/${side}/profile`, { body, headers: { 'if-match': `"${version}"` } }),
    onSuccess: saved,
  })
}

export function useMoveProfile(side: ProfileSide) {
  const saved = useProfileSaved(side)
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (move: 'pause' | 'resume' | 'close') =>
      http.post<HostProfile | SellerProfile>(`/${side}/profile/${move}`),
    onSuccess: (profile) => saved(profile as Profile<ProfileSide> & SellerProfile),
    // Somebody of the team was quicker: show how it stands.
    onError: () => void client.invalidateQueries({ queryKey: queryKeys.ownProfile(side) }),
  })
}
