import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MessageCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { UnreadThreads } from '../../../contracts/messages.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'

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
    <Link
      to="/mensajes"
      aria-label={count > 0 ? t('linkUnread', { count }) : t('title')}
      className="relative inline-flex size-11 items-center justify-center rounded-full text-ink hover:bg-sunken"
    >
      <MessageCircle aria-hidden className="size-5" />
      {count > 0 && (
        <span
          aria-hidden
          className="tabular absolute top-1 right-0.5 grid min-w-5 place-items-center rounded-full bg-grana px-1 text-xs leading-5 font-bold text-on-grana"
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  )
}
