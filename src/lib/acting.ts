/** The hosts and workshops one works for, and which of them is meant now. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ActingFor, ActingForList, PartnerAction, PartnerKind } from '../../contracts/partners.ts'
import { actFor } from './acting-choice.ts'
import { actingOf, mayDo } from './acting.rules.ts'
import { http } from './http.ts'
import { queryKeys } from './query-keys.ts'
import { meQuery } from './session.ts'
import { readSetting, writeSetting } from './storage.ts'

const setting = (kind: PartnerKind): string => `acting-${kind.toLowerCase()}`

/** Told to what makes the requests before any page asks for something. */
function settle(partners: readonly ActingFor[]): void {
  for (const kind of ['HOST', 'SELLER'] as const)
    actFor(kind, actingOf(partners, kind, readSetting(setting(kind)))?.partnerId ?? null)
}

export const partnersQuery = queryOptions({
  queryKey: queryKeys.partners,
  queryFn: async ({ signal }) => {
    const { items } = await http.get<z.infer<typeof ActingForList>>('/me/partners', { signal })
    settle(items)
    return items
  },
  // Whoever is taken out of a team, or given another role, sees it with the next look.
  staleTime: 60_000,
})

/** All of them, their own first; undefined while unknown, empty for a visitor. */
export function usePartners() {
  const { data: me, error: meError, refetch: askAgain } = useQuery(meQuery)
  const list = useQuery({ ...partnersQuery, enabled: Boolean(me) })
  return {
    me,
    partners: me === null ? [] : list.data,
    error: meError ?? list.error,
    refetch: () => void (me ? list.refetch() : askAgain()),
  }
}

/** The one of this kind that is meant now; null for none, undefined while unknown. */
export function useActing(kind: PartnerKind): ActingFor | null | undefined {
  const { partners } = usePartners()
  return partners && actingOf(partners, kind, readSetting(setting(kind)))
}

/** False while unknown. */
export function useMay(kind: PartnerKind): (action: PartnerAction) => boolean {
  const acting = useActing(kind)
  return (action) => mayDo(acting, action)
}

/** From the next request on; whatever was shown belongs to the other one. */
export function useSwitchActing(): (partner: Pick<ActingFor, 'kind' | 'partnerId'>) => void {
  const client = useQueryClient()
  return ({ kind, partnerId }) => {
    writeSetting(setting(kind), partnerId)
    actFor(kind, partnerId)
    void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.me[0] })
  }
}
