import { Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { cx } from '../cx.ts'
import { clockText, holdClock, spokenClock } from '../../lib/payment/hold-clock.rules.ts'

/** The visitor's own clock: a deadline is read off the wall of where one is. */
export function useHeldUntil(holdExpiresAt: string): string {
  const language = useLanguage()
  return formatTime(holdExpiresAt, Intl.DateTimeFormat().resolvedOptions().timeZone, language)
}

/** Quiet until the last two minutes, then counting; screen readers hear it three times, not every second. */
export function HoldClockLine({
  holdExpiresAt,
  now,
  quietWords,
}: {
  holdExpiresAt: string
  now: number
  /** What is kept until when. */
  quietWords: (time: string) => string
}) {
  const { t } = useTranslation('checkout')
  const until = useHeldUntil(holdExpiresAt)
  const clock = holdClock(holdExpiresAt, now)
  const spoken = spokenClock(clock)
  const isLast = clock.phase === 'last-call'
  return (
    <div>
      <p
        aria-hidden={isLast}
        className={cx(
          'flex items-center gap-2 text-sm',
          isLast ? 'rounded-md bg-barro-soft px-3 py-2 text-base font-semibold text-barro' : 'text-ink-soft',
        )}
      >
        <Hourglass aria-hidden className="size-4 shrink-0" />
        <span className="tabular">
          {isLast ? t('heldLast', { clock: clockText(clock.seconds) }) : quietWords(until)}
        </span>
      </p>
      <p className="sr-only" aria-live="assertive">
        {spoken === null ? '' : t(`spoken.${spoken}`)}
      </p>
    </div>
  )
}
