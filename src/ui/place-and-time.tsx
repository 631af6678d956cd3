import { CalendarDays, MapPin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { clocksDiffer, useDates } from '../lib/dates.ts'
import { mapLink } from '../lib/map-link.ts'

type Props = {
  startsAt: string
  endsAt: string
  timeZone: string
  place: { lat: number; lng: number; address: string }
}

/** When and where, on the place's clock, with the way there. */
export function PlaceAndTime({ startsAt, endsAt, timeZone, place }: Props) {
  const { t } = useTranslation('bookings')
  const dates = useDates()
  return (
    <dl className="grid gap-4 sm:grid-cols-2">
      <div className="relative min-w-0 pl-8">
        <dt className="text-sm text-ink-soft">
          <CalendarDays aria-hidden className="absolute top-0.5 left-0 size-5 text-grana" />
          {t('when')}
        </dt>
        <dd className="tabular">
          <time dateTime={startsAt} className="block font-semibold first-letter:uppercase">
            {dates.day(startsAt, timeZone)}
          </time>
          <span>{dates.timeRange(startsAt, endsAt, timeZone)}</span>
          {clocksDiffer(startsAt, timeZone) && <span className="block text-sm text-ink-soft">{t('placeTime')}</span>}
        </dd>
      </div>
      <div className="relative min-w-0 pl-8">
        <dt className="text-sm text-ink-soft">
          <MapPin aria-hidden className="absolute top-0.5 left-0 size-5 text-grana" />
          {t('where')}
        </dt>
        <dd>
          <span className="block">{place.address}</span>
          <a className="text-link text-sm" href={mapLink(place, place.address)} rel="noreferrer" target="_blank">
            {t('openMap')}
          </a>
        </dd>
      </div>
    </dl>
  )
}
