import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { Slot } from '../../../contracts/experiences.ts'
import type {
  Affected,
  HostCalendar,
  HostSlot,
  Manifest,
  SchedulePreview,
  ScheduleRule,
  ScheduleRulePage,
  ScheduleRuleSaved,
  ScheduleRuleWrite,
} from '../../../contracts/schedules.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http, newIdempotencyKey } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'

const times = queryKeys.hostTimes

export const rulesQuery = (experienceId: string) =>
  queryOptions({
    queryKey: [...times, 'rules', experienceId],
    queryFn: async ({ signal }) =>
      (
        await http.get<z.infer<typeof ScheduleRulePage>>(
          `/host/experiences/${encodeURIComponent(experienceId)}/schedule-rules`,
          { signal },
        )
      ).items,
    retry: retryUnlessDecided,
  })

export const calendarQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: [...times, 'calendar', from, to],
    queryFn: async ({ signal }) =>
      (await http.get<z.infer<typeof HostCalendar>>('/host/calendar', { signal, query: { from, to } })).items,
    retry: retryUnlessDecided,
  })

export const manifestQuery = (slotId: string) =>
  queryOptions({
    queryKey: [...times, 'manifest', slotId],
    queryFn: ({ signal }) => http.get<Manifest>(`/host/slots/${encodeURIComponent(slotId)}/manifest`, { signal }),
    retry: retryUnlessDecided,
  })

/** Who a change would touch; asked anew each time one thinks of it. */
export const affectedQuery = (path: string, query?: Record<string, string>) =>
  queryOptions({
    queryKey: [...times, 'affected', path, query],
    queryFn: ({ signal }) => http.get<Affected>(path, { signal, ...(query && { query }) }),
    staleTime: 0,
    retry: retryUnlessDecided,
  })

/** One change of the calendar; what it may have moved is asked for again, the public page's times too. */
export function useTimesAction<Answer, Body = undefined>(
  send: (body: Body, options: { idempotencyKey: string }) => Promise<Answer>,
) {
  const client = useQueryClient()
  const [key, setKey] = useState(newIdempotencyKey)
  const askAgain = () => {
    for (const queryKey of [times, ['slots'], [...queryKeys.hosting, 'listings'], [...queryKeys.bookings, 'host']])
      void client.invalidateQueries({ queryKey })
  }
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: Body) => send(body, { idempotencyKey: key }),
    onSuccess: () => {
      setKey(newIdempotencyKey())
      askAgain()
    },
    onError(error) {
      // A lost answer stays the same request.
      if (!('status' in error) || error.status === 0) return
      // What was refused is corrected and is then another one; often somebody else was first.
      setKey(newIdempotencyKey())
      askAgain()
    },
  })
}

export const useChangeSlot = (slot: Pick<HostSlot, 'id'>) =>
  useTimesAction((body: { capacity?: number; status?: 'OPEN' | 'CLOSED' }) =>
    http.patch<Slot>(`/host/slots/${slot.id}`, { body }),
  )

export const usePreview = (experienceId: string) =>
  useMutation({
    networkMode: 'always',
    mutationFn: (body: ScheduleRuleWrite) =>
      http.post<SchedulePreview>(`/host/experiences/${encodeURIComponent(experienceId)}/schedule-rules/preview`, {
        body,
      }),
  })

export const useSaveRule = (experienceId: string, rule: ScheduleRule | null) =>
  useTimesAction((body: ScheduleRuleWrite, options) =>
    rule
      ? http.patch<ScheduleRuleSaved>(`/host/schedule-rules/${rule.id}`, {
          body,
          headers: { 'if-match': `"${rule.version}"` },
        })
      : http.post<ScheduleRuleSaved>(`/host/experiences/${encodeURIComponent(experienceId)}/schedule-rules`, {
          body,
          ...options,
        }),
  )
