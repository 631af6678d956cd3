import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Thread } from '../../../contracts/messages.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { threadQuery } from './message-queries.ts'

/** What is on the screen is read, once per new message and only while somebody looks. */
export function useReadMark({ id, unreadCount }: Thread, { last, isSeen }: { last: number; isSeen: boolean }): void {
  const client = useQueryClient()
  const said = useRef(0)
  useEffect(() => {
    if (last === 0 || unreadCount === 0 || !isSeen) return
    const read = () => {
      if (document.visibilityState !== 'visible' || said.current >= last) return
      said.current = last
      void http
        .post<Thread>(`/threads/${id}/read`, { body: { number: last } })
        .then((now) => {
          client.setQueryData(threadQuery(id).queryKey, now)
          return client.invalidateQueries({ queryKey: queryKeys.unreadThreads })
        })
        .catch(() => {
          said.current = 0
        })
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [client, id, unreadCount, last, isSeen])
}
