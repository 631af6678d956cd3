import { useQuery } from '@tanstack/react-query'
import { MessageCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { UnreadThreads } from '../../../contracts/messages.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { CountLink } from '../../ui/count-link.tsx'

/** The way to the conversations, with in how many of them something waits. */
export function MessagesLink() {
  const { t } = useTranslation('messages')
  const unread = useQuery({
    queryKey: queryKeys.unreadThreads,
    queryFn: ({ signal }) => http.get<UnreadThreads>('/threads/unread', { signal }),
    staleTime: 60_000,
  })
  const count = unread.data?.unreadCount ?? 0
  return (
    <CountLink
      to="/mensajes"
      label={count > 0 ? t('linkUnread', { count }) : t('title')}
      Icon={MessageCircle}
      count={count}
    />
  )
}
