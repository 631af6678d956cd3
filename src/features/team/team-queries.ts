import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ActingFor, Invitation, TeamList, TeamMember, TeamRole } from '../../../contracts/partners.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { withStepUp } from '../../lib/step-up.ts'

type Role = z.infer<typeof TeamRole>
/** Hosts and workshops have the same, each below their own address. */
export type Side = 'host' | 'seller'

export const teamQuery = (side: Side) =>
  queryOptions({
    queryKey: ['team', side],
    queryFn: async ({ signal }) => (await http.get<z.infer<typeof TeamList>>(`/${side}/team`, { signal })).items,
    retry: retryUnlessDecided,
  })

/** Whatever is done to a team, the list is asked again: an invitation sent anew is another one. */
function useTeamAction<Input, Result>(side: Side, act: (input: Input) => Promise<Result>) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (input: Input) => withStepUp(() => act(input)),
    onSettled: () => void client.invalidateQueries({ queryKey: teamQuery(side).queryKey }),
  })
}

export const useInvite = (side: Side) =>
  useTeamAction(side, (body: { email: string; role: Role }) => http.post<TeamMember>(`/${side}/team`, { body }))
export const useChangeRole = (side: Side) =>
  useTeamAction(side, ({ id, role }: { id: string; role: Role }) =>
    http.patch<TeamMember>(`/${side}/team/${id}`, { body: { role } }),
  )
export const useRemove = (side: Side) =>
  useTeamAction(side, (id: string) => http.delete<undefined>(`/${side}/team/${id}`))

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => http.post<Invitation>('/team-invitations/look', { body: { token }, signal }),
    retry: retryUnlessDecided,
    staleTime: 0,
  })

/** From then on there is other work to be seen. */
export function useAccept(token: string) {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: () => http.post<ActingFor>('/me/partners/accept', { body: { token } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.partners }),
  })
}

export function useLeave() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (partnerId: string) => http.delete<undefined>(`/me/partners/${partnerId}`),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.partners }),
  })
}
