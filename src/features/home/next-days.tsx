import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ExperienceCard } from '../../../contracts/experiences.ts'
import { experiencesQuery } from '../../lib/catalogue-queries.ts'
import { addDays, civilDateAt, useDates } from '../../lib/dates.ts'
import { Section } from '../../ui/page.tsx'
import { Price } from '../../ui/price.tsx'
import { Picture } from '../../ui/picture.tsx'
import { RegionMark } from '../../ui/region-mark.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'

const rowsAsked = 8

/** The soonest free times after the shown day, as a timetable: one line each, by day. */
export function NextDays({ day }: { day: string }) {
  const { t } = useTranslation('home')
  const dates = useDates()
  const from = addDays(day, 1)
  const query = useInfiniteQuery(experiencesQuery({ from, sort: 'soonest' }, rowsAsked))
  const found = (query.data?.pages[0]?.items ?? []).filter(({ nextSlotAt }) => nextSlotAt !== null)
  const byDay = Map.groupBy(found, (one) => civilDateAt(one.nextSlotAt ?? '', one.timeZone))
  if (query.isSuccess && found.length === 0) return null
  return (
    <Section
      title={t('nextTitle')}
      lead={t('nextLead')}
      action={
        <Link
          to="/experiencias"
          search={{ from, sort: 'soonest' }}
          className="text-link inline-flex min-h-11 items-center font-semibold"
        >
          {t('nextMore')}
        </Link>
      }
    >
      {query.isPending ? (
        <Skeleton className="h-72" />
      ) : query.isError ? (
        <ErrorState error={query.error} title={t('nextFailed')} onRetry={() => void query.refetch()} />
      ) : (
        <div className="overflow-hidden rounded-lg border border-line bg-surface">
          {[...byDay].map(([civil, ofDay]) => (
            <div key={civil} className="border-line not-first:border-t">
              <h3 className="bg-sunken px-3 py-2 font-sans sm:px-4 text-[0.9375rem] font-semibold first-letter:uppercase">
                {dates.civilDay(civil)}
              </h3>
              <ul className="grid lg:grid-cols-2 lg:gap-x-px lg:bg-line">
                {ofDay.map((experience) => (
                  <Row key={experience.id} experience={experience} day={civil} />
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </Section>
  )
}

function Row({ experience, day }: { experience: ExperienceCard; day: string }) {
  const { t } = useTranslation('experiences')
  const dates = useDates()
  const { id, slug, title, nextSlotAt, timeZone, priceFrom } = experience
  const price = priceFrom.amount === 0 ? t('card.free') : <Price money={priceFrom} form="short" size="sm" />
  return (
    <li className="group relative flex items-center gap-3 border-t border-line bg-surface px-3 py-3 sm:px-4 has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 has-focus-visible:outline-focus first:border-t-0 hover:bg-sunken lg:nth-2:border-t-0 lg:last:odd:col-span-2">
      <time
        dateTime={nextSlotAt ?? ''}
        className="tabular w-14 shrink-0 font-display text-[1.0625rem] leading-tight font-semibold sm:w-20"
      >
        {dates.time(nextSlotAt ?? '', timeZone)}
      </time>
      <span className="size-11 shrink-0 overflow-hidden rounded-[4px]">
        <Picture id={id} src={experience.images[0]} alt="" />
      </span>
      <div className="min-w-0 flex-1 leading-snug">
        <Link
          to="/experiencias/$slug"
          params={{ slug }}
          search={{ dia: day }}
          className="font-semibold no-underline outline-none after:absolute after:inset-0 group-hover:text-grana"
        >
          {title}
        </Link>
        {/* On a phone the price stands beside the region, so that the title has the line to itself. */}
        <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm text-ink-soft">
          <RegionMark slug={experience.region} />
          <span className="text-ink sm:hidden">{price}</span>
        </p>
      </div>
      <span className="hidden shrink-0 text-right sm:block">{price}</span>
    </li>
  )
}
