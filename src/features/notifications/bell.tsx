import { useQuery } from '@tanstack/react-query'
import { Bell as BellIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CountLink } from '../../ui/count-link.tsx'
import { unreadQuery } from './notification-queries.ts'

/** The way to the notices, with how many are unread. The realtime channel makes the count stale; nothing polls. */
export function Bell() {
  const { t } = useTranslation('notifications')
  const count = useQuery(unreadQuery).data?.unreadCount ?? 0
  return (
    <CountLink to="/avisos" label={count > 0 ? t('bellUnread', { count }) : t('bell')} Icon={BellIcon} count={count} />
  )
}
