import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExperienceCard as Card } from '../../../contracts/experiences.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { ExperienceCard } from '../../ui/experience-card.tsx'
import { PlaceMap } from '../../ui/map/place-map.tsx'

/** The same list on a map; the list itself stays, for whoever does not see or use maps. */
export function ExploreMap({ experiences, opensOnNextDay }: { experiences: readonly Card[]; opensOnNextDay: boolean }) {
  const { t } = useTranslation('experiences')
  const regions = useQuery(regionsQuery).data
  const points = useMemo(
    () =>
      experiences.map(({ id, title, region, meetingPoint }) => ({
        id,
        title,
        lat: meetingPoint.lat,
        lng: meetingPoint.lng,
        colors: regions?.find(({ slug }) => slug === region)?.colors,
      })),
    [experiences, regions],
  )
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="xl:sticky xl:top-24 xl:self-start">
        <PlaceMap
          points={points}
          label={t('map.label')}
          className="h-[62svh] min-h-80 xl:h-[calc(100svh-9rem)]"
          renderChosen={(ids) =>
            experiences
              .filter(({ id }) => ids.includes(id))
              .map((experience) => (
                <ExperienceCard key={experience.id} experience={experience} isCompact opensOnNextDay={opensOnNextDay} />
              ))
          }
        />
        <p className="mt-2 text-sm text-ink-soft">{t('map.select')}</p>
      </div>
      <section>
        <h2 className="mb-3 text-lg xl:sr-only">{t('map.listLead')}</h2>
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-1">
          {experiences.map((experience) => (
            <li key={experience.id} className="flex">
              <ExperienceCard experience={experience} isCompact opensOnNextDay={opensOnNextDay} className="w-full" />
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
