import { CalendarPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Booking } from '../../../contracts/bookings.ts'
import { apiUrl } from '../../lib/http.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { AnchorButton } from '../../ui/button.tsx'
import { Price } from '../../ui/price.tsx'
import { spokenCode } from './trip.rules.ts'

/** The code as large as something that is read aloud at a door. */
export function BookingCode({ code }: { code: string }) {
  const { t } = useTranslation('bookings')
  return (
    <div>
      <p className="text-sm text-ink-soft">{t('code')}</p>
      <p
        className="tabular font-display text-3xl font-semibold tracking-[0.06em] sm:text-4xl"
        aria-label={[...code].join(' ')}
      >
        {spokenCode(code)}
      </p>
      <p className="mt-1 text-sm text-ink-soft">{t('codeHelp')}</p>
    </div>
  )
}

export function CalendarButton({ booking }: { booking: Pick<Booking, 'id' | 'code'> }) {
  const { t } = useTranslation('bookings')
  return (
    <AnchorButton href={apiUrl(`/bookings/${booking.id}/calendar.ics`)} download={`guelaguetza-${booking.code}.ics`}>
      <CalendarPlus aria-hidden className="size-5" />
      {t('calendar')}
    </AnchorButton>
  )
}

/** Who comes and what it cost, line by line. */
export function PartyLines({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings')
  const money = useFormatMoney()
  const isPaid = booking.confirmedAt !== null
  return (
    <dl className="tabular">
      {booking.party.map((line) => (
        <div key={line.type} className="flex justify-between gap-4 py-1">
          <dt>{t('line', { quantity: line.quantity, label: line.label })}</dt>
          <dd>
            {line.unitPrice.amount === 0
              ? t('free')
              : money({ ...line.unitPrice, amount: line.unitPrice.amount * line.quantity })}
          </dd>
        </div>
      ))}
      {booking.total.amount > 0 && (
        <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-line pt-2">
          <dt className="font-semibold">{t(isPaid ? 'paid' : 'total')}</dt>
          <dd>
            <Price money={booking.total} />
          </dd>
        </div>
      )}
    </dl>
  )
}
