import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bell as BellIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { unreadQuery } from './notification-queries.ts'

/** The way to the notices, with how many are unread. The realtime channel makes the count stale; nothing polls. */
export function Bell() {
  const { t } = useTranslation('notifications')
  const count = useQuery(unreadQuery).data?.unreadCount ?? 0
  return (
    <Link
      to="/avisos"
      aria-label={count > 0 ? t('bellUnread', { count }) : t('bell')}
      className="relative inline-flex size-11 items-center justify-center rounded-full text-ink hover:bg-sunken"
    >
      <BellIcon aria-hidden className="size-5" />
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
