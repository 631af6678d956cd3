import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Booking } from '../../../contracts/bookings.ts'
import { formatTime, useDates } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { LinkButton } from '../../ui/button.tsx'
import { StatusChip, type Tone } from '../../ui/chip.tsx'
import { Textile } from '../../ui/textile.tsx'
import { type Chip, chipOf, spokenCode } from './trip.rules.ts'

const tones: Record<Chip['tone'], Tone> = { good: 'success', attention: 'warning', bad: 'danger', quiet: 'neutral' }

export function BookingChip({ booking }: { booking: Pick<Booking, 'status' | 'cancellation' | 'noShowAt'> }) {
  const { t } = useTranslation('bookings')
  const chip = chipOf(booking)
  return <StatusChip tone={tones[chip.tone]}>{t(`status.${chip.text}`)}</StatusChip>
}

/** Where a hold is paid: on its own page, or with the basket it was bought in. */
export function FinishPaying({ booking }: { booking: Pick<Booking, 'id' | 'slotId' | 'checkoutId' | 'experience'> }) {
  const { t } = useTranslation('bookings')
  if (booking.checkoutId) {
    return (
      <LinkButton variant="primary" to="/canasta/pagar/$checkoutId" params={{ checkoutId: booking.checkoutId }}>
        {t('finishPaying')}
      </LinkButton>
    )
  }
  return (
    <LinkButton
      variant="primary"
      to="/reservar/$slotId"
      params={{ slotId: booking.slotId }}
      search={{ reserva: booking.id, experiencia: booking.experience.slug }}
    >
      {t('finishPaying')}
    </LinkButton>
  )
}

/** One plan on the trip's line. A live hold leads to its payment, everything else to the booking. */
export function PlanCard({ booking, isHold = false }: { booking: Booking; isHold?: boolean }) {
  const { t } = useTranslation('bookings')
  const dates = useDates()
  const language = useLanguage()
  const { experience } = booking
  const image = experience.images[0]
  const visitorZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <article className="relative flex gap-4 rounded-lg border border-line bg-surface p-3 shadow-low transition-shadow hover:shadow-high sm:p-4">
      <div className="w-20 shrink-0 self-stretch overflow-hidden rounded-md sm:w-28">
        {image ? (
          <img src={image} alt="" className="size-full object-cover" />
        ) : (
          <Textile id={experience.id} className="min-h-20" />
        )}
      </div>
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        <p className="tabular text-sm font-semibold text-grana">
          <time dateTime={booking.startsAt}>
            {isHold
              ? dates.dateTime(booking.startsAt, booking.timeZone)
              : dates.timeRange(booking.startsAt, booking.endsAt, booking.timeZone)}
          </time>
        </p>
        <h3 className="text-base leading-snug sm:text-lg">
          <Link
            to="/mis-planes/reservas/$id"
            params={{ id: booking.id }}
            className="no-underline after:absolute after:inset-0 after:rounded-lg hover:underline"
          >
            {experience.title}
          </Link>
        </h3>
        <p className="text-sm text-ink-soft">{experience.meetingPoint.address}</p>
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <BookingChip booking={booking} />
          <span>{t('people', { count: booking.seats })}</span>
          {booking.status === 'CONFIRMED' && <span className="tabular">{spokenCode(booking.code)}</span>}
        </div>
        {isHold && booking.holdExpiresAt && (
          <div className="relative mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
            <FinishPaying booking={booking} />
            <span className="tabular text-sm text-ink-soft">
              {t('heldUntil', { time: formatTime(booking.holdExpiresAt, visitorZone, language) })}
            </span>
          </div>
        )}
      </div>
    </article>
  )
}
