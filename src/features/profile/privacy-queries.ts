import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Problem } from '../../../contracts/common.ts'
import type { AccountClosure, Consents } from '../../../contracts/privacy.ts'
import { ApiProblem, apiUrl, http } from '../../lib/http.ts'
import { currentLanguage } from '../../lib/language.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { withStepUp } from '../../lib/step-up.ts'

export const consentsQuery = queryOptions({
  queryKey: [...queryKeys.privacy, 'consents'],
  queryFn: ({ signal }) => http.get<Consents>('/me/consents', { signal }),
})

export const closureQuery = queryOptions({
  queryKey: [...queryKeys.privacy, 'closure'],
  queryFn: ({ signal }) => http.get<AccountClosure>('/me/closure', { signal }),
})

export function useConsent() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (consent: { document: string; version: string; given: boolean }) =>
      http.put<Consents>('/me/consents', { body: consent }),
    onSuccess: (consents) => client.setQueryData(consentsQuery.queryKey, consents),
  })
}

export function useClosure() {
  const client = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (isAsked: boolean) =>
      isAsked ? withStepUp(() => http.post<AccountClosure>('/me/closure')) : http.delete<AccountClosure>('/me/closure'),
    onSettled: () => client.invalidateQueries({ queryKey: closureQuery.queryKey }),
  })
}

async function fetchExport(format: 'json' | 'html'): Promise<Blob> {
  const response = await fetch(apiUrl('/me/export', { format }), {
    credentials: 'include',
    headers: { 'accept-language': currentLanguage() },
  }).catch(() => {
    throw new ApiProblem({ status: 0, code: 'NETWORK_ERROR' })
  })
  if (response.ok) return response.blob()
  const facts = (await response.json().catch(() => ({}))) as Partial<Problem>
  throw new ApiProblem({ ...facts, status: response.status, code: facts.code ?? `HTTP_${response.status}` })
}

/** Asks for a proof when it must, and hands the file to the browser. */
export function useExport() {
  return useMutation({
    networkMode: 'always',
    mutationFn: async (format: 'json' | 'html') => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await withStepUp(() => fetchExport(format)))
      link.download = `guelaguetza-connect.${format}`
      link.click()
      URL.revokeObjectURL(link.href)
    },
  })
}
