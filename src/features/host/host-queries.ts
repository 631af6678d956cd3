import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type {
  ExperiencePatch,
  ExperienceWrite,
  HostExperiencePage,
  HostListing,
} from '../../../contracts/experiences.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http, newIdempotencyKey } from '../../lib/http.ts'
import { pagedQuery } from '../../lib/paged.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import type { ListingsAsked } from './listings-search.rules.ts'

export const ownListingsQuery = (asked: ListingsAsked) =>
  pagedQuery<z.infer<typeof HostExperiencePage>>([...queryKeys.hosting, 'listings'], '/host/experiences', { asked })

export const ownListingQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.ownListing(id),
    queryFn: ({ signal }) => http.get<HostListing>(`/host/experiences/${encodeURIComponent(id)}`, { signal }),
    // A form is open on it: what changes meanwhile is told when it is saved.
    refetchOnWindowFocus: false,
    retry: retryUnlessDecided,
  })

function useListingSaved() {
  const client = useQueryClient()
  return (listing: HostListing) => {
    client.setQueryData(ownListingQuery(listing.id).queryKey, listing)
    for (const queryKey of [
      [...queryKeys.hosting, 'listings'],
      queryKeys.experiences,
      queryKeys.experience(listing.slug),
      queryKeys.experience(listing.id),
    ])
      void client.invalidateQueries({ queryKey })
  }
}

export function useCreateListing() {
  const saved = useListingSaved()
  const [key, setKey] = useState(newIdempotencyKey)
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: ExperienceWrite) => http.post<HostListing>('/host/experiences', { body, idempotencyKey: key }),
    onSuccess: saved,
    // What was refused is corrected and is then another request; a lost answer stays the same one.
    onError: (error) => 'status' in error && error.status !== 0 && setKey(newIdempotencyKey()),
  })
}

export function useEditListing(id: string) {
  const saved = useListingSaved()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ version, body }: { version: number; body: ExperiencePatch }) =>
      http.patch<HostListing>(`/host/experiences/${encodeURIComponent(id)}`, {
        body,
        headers: { 'if-match': `"${version}"` },
      }),
    onSuccess: saved,
  })
}
