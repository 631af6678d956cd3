import { MapPin } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { useRegion } from '../../lib/catalogue-queries.ts'
import { mapLink } from '../../lib/map-link.ts'
import { AnchorButton } from '../../ui/button.tsx'
import { PlaceMap } from '../../ui/map/place-map.tsx'

/** Where one meets, and the way there in the visitor's own map. */
export function MeetingPoint({ experience }: { experience: Experience }) {
  const { t } = useTranslation('experiences')
  const { meetingPoint: place, title, id } = experience
  const colors = useRegion(experience.region)?.colors
  const points = useMemo(
    () => [{ id, title: place.address, lat: place.lat, lng: place.lng, colors }],
    [id, place.address, place.lat, place.lng, colors],
  )
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="flex gap-2.5">
          <MapPin aria-hidden className="mt-0.5 size-5 shrink-0 text-grana" />
          <span className="font-medium">{place.address}</span>
        </p>
        <AnchorButton href={mapLink(place, `${title}: ${place.address}`)} target="_blank" rel="noreferrer">
          {t('detail.directions')}
        </AnchorButton>
      </div>
      <PlaceMap points={points} label={t('map.placeLabel')} className="h-64 sm:h-80" />
    </div>
  )
}
