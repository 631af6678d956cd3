import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Application, ApplicationList, ApplicationPatch, PartnerKind } from '../../../contracts/partners.ts'
import type { OnboardingLink } from '../../../contracts/payouts.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http, newIdempotencyKey } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { type ApplicationDraft, answersOf, draftOf } from './application.rules.ts'

export const applicationsQuery = queryOptions({
  queryKey: queryKeys.applications,
  queryFn: async ({ signal }) =>
    (await http.get<z.infer<typeof ApplicationList>>('/me/applications', { signal })).items,
  retry: retryUnlessDecided,
})

/** One by itself: asked so, the server also looks how the payout account stands. */
export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: [...queryKeys.applications, id],
    queryFn: ({ signal }) => http.get<Application>(`/me/applications/${id}`, { signal }),
    retry: retryUnlessDecided,
    // Coming back from the provider's page, or from the link in the mail.
    refetchOnWindowFocus: 'always',
  })

function useNoted() {
  const client = useQueryClient()
  return useCallback(
    (application: Application) => {
      client.setQueryData(applicationQuery(application.id).queryKey, application)
      client.setQueryData(applicationsQuery.queryKey, (before) =>
        before?.some(({ id }) => id === application.id)
          ? before.map((one) => (one.id === application.id ? application : one))
          : [application, ...(before ?? [])],
      )
    },
    [client],
  )
}

export function useBegin() {
  const noted = useNoted()
  const [key, setKey] = useState(newIdempotencyKey)
  return useMutation({
    networkMode: 'always',
    mutationFn: (kind: PartnerKind) =>
      http.post<Application>('/me/applications', { body: { kind }, idempotencyKey: key }),
    onSuccess: noted,
    onError: (error) => 'status' in error && error.status !== 0 && setKey(newIdempotencyKey()),
  })
}

export function useSubmit(id: string) {
  const noted = useNoted()
  return useMutation({
    networkMode: 'always',
    mutationFn: () => http.post<Application>(`/me/applications/${id}/submit`),
    onSuccess: noted,
  })
}

/** Opens the provider's page on which the account is made; it leads back here. */
export function useOnboarding(id: string) {
  return useMutation({
    networkMode: 'always',
    mutationFn: () => http.post<z.infer<typeof OnboardingLink>>(`/me/applications/${id}/payouts`),
    onSuccess: ({ url }) => location.assign(url),
  })
}

const restMs = 800

export interface Saving {
  draft: ApplicationDraft
  change(facts: Partial<ApplicationDraft>): void
  keepDocuments(ids: string[]): void
  state: 'saved' | 'waiting' | 'saving' | 'failed'
  error: unknown
  /** Sends at once what waits; answers whether all is saved. */
  flush(): Promise<boolean>
}

/** What is written is kept as one goes: some time after the last key, one request after the other. */
export function useSaving(application: Application): Saving {
  const { id } = application
  const noted = useNoted()
  const [draft, setDraft] = useState(() => draftOf(application.answers))
  const [state, setState] = useState<Saving['state']>('saved')
  const [error, setError] = useState<unknown>(null)
  const waiting = useRef<ApplicationPatch>({})
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const running = useRef<Promise<boolean> | null>(null)

  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current)
    if (running.current) await running.current
    const patch = waiting.current
    if (Object.keys(patch).length === 0) return true
    waiting.current = {}
    setState('saving')
    running.current = http
      .patch<Application>(`/me/applications/${id}`, { body: patch })
      .then((saved) => {
        noted(saved)
        setError(null)
        setState(Object.keys(waiting.current).length === 0 ? 'saved' : 'waiting')
        return true
      })
      .catch((problem: unknown) => {
        // What was written since stands above what did not arrive.
        waiting.current = {
          ...patch,
          ...waiting.current,
          ...((patch.answers ?? waiting.current.answers) && {
            answers: { ...patch.answers, ...waiting.current.answers },
          }),
        }
        setError(problem)
        setState('failed')
        return false
      })
      .finally(() => {
        running.current = null
      })
    return running.current
  }, [id, noted])

  const wait = (patch: ApplicationPatch) => {
    waiting.current = {
      ...waiting.current,
      ...patch,
      ...(patch.answers && { answers: { ...waiting.current.answers, ...patch.answers } }),
    }
    setState('waiting')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), restMs)
  }

  // What was written without a network leaves when it is back.
  useEffect(() => {
    const send = () => void flush()
    window.addEventListener('online', send)
    return () => window.removeEventListener('online', send)
  }, [flush])

  // Whoever leaves in the middle of a word loses none.
  useEffect(() => () => void flush(), [flush])

  return {
    draft,
    state,
    error,
    flush,
    change(facts) {
      setDraft((before) => ({ ...before, ...facts }))
      const answers = answersOf(facts)
      if (Object.keys(answers).length > 0) wait({ answers })
    },
    keepDocuments: (documentIds) => wait({ documentIds }),
  }
}
