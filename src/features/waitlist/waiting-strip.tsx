import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../lib/session.ts'
import { waitlistQuery } from '../../lib/waitlist-queries.ts'
import { OfferedSeat } from './offered-seat.tsx'

/** Above the trip: seats that came free, and the way to what one waits for. Nothing for who waits for nothing. */
export function WaitingStrip() {
  const { t } = useTranslation('waiting')
  const me = useMe()
  const { data = [] } = useQuery({ ...waitlistQuery, enabled: Boolean(me) })
  const offered = data.filter(({ status }) => status === 'OFFERED')
  const others = data.length - offered.length
  return (
    <>
      {offered.map((entry) => (
        <OfferedSeat key={entry.id} entry={entry} />
      ))}
      {others > 0 && (
        <Link
          to="/mis-planes/espera"
          className="flex min-h-12 items-center gap-3 rounded-lg border border-line bg-surface px-4 py-2 font-semibold no-underline transition-shadow hover:shadow-high"
        >
          <Users aria-hidden className="size-5 shrink-0 text-grana" />
          <span className="flex-1">{t('strip', { count: others })}</span>
          <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-soft" />
        </Link>
      )}
    </>
  )
}
