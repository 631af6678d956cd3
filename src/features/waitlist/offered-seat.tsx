import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/dates.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import type { Waiting } from '../../lib/waitlist-queries.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { HoldClockLine } from '../../ui/payment/hold-clock-line.tsx'

/** A place that came free and is held for a while: the one thing on the page that does not wait. */
export function OfferedSeat({ entry }: { entry: Waiting }) {
  const { t } = useTranslation('waiting')
  const dates = useDates()
  const now = useServerNow(1000)
  const { bookingId, offeredUntil, experience } = entry
  if (bookingId === null || offeredUntil === null || Date.parse(offeredUntil) <= now) return null
  return (
    <Notice
      tone="success"
      title={t('offered')}
      action={
        <LinkButton
          variant="primary"
          to="/reservar/$slotId"
          params={{ slotId: entry.slotId }}
          search={{ reserva: bookingId, experiencia: experience.slug }}
        >
          {t('take')}
        </LinkButton>
      }
    >
      <p>{t('offeredText', { title: experience.title, when: dates.dateTime(entry.startsAt, entry.timeZone) })}</p>
      <HoldClockLine holdExpiresAt={offeredUntil} now={now} quietWords={(time) => t('offeredUntil', { time })} />
      <p className="text-sm text-ink-soft">{t('declineHelp')}</p>
    </Notice>
  )
}
