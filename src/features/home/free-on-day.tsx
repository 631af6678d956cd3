import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { addDays, civilDateAt, useDates } from '../../lib/dates.ts'
import { LinkButton } from '../../ui/button.tsx'
import { ExperienceCard } from '../../ui/experience-card.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, LoadingCards } from '../../ui/states.tsx'
import { stripDays } from './home.rules.ts'
import { freeAfterQuery, freeOnDayQuery } from './use-offered-day.ts'

type Props = {
  day: string
  today: string
  /** Nothing is left today: this day is shown in its stead. */
  isInstead: boolean
}

/** Experiences with free places on one day; when there are none, the next day that has some. */
export function FreeOnDay({ day, today, isInstead }: Props) {
  const { t } = useTranslation('home')
  const dates = useDates()
  const query = useInfiniteQuery(freeOnDayQuery(day))
  const found = query.data?.pages[0]?.items ?? []
  const title =
    day === today
      ? t('freeToday')
      : day === addDays(today, 1)
        ? t('freeTomorrow')
        : t('freeOn', { day: dates.civilDay(day) })
  return (
    <Section
      title={title}
      {...((query.isPending || found.length > 0) && { lead: isInstead ? t('freeInstead') : t('freeLead') })}
      action={
        found.length > 0 && (
          <Link
            to="/experiencias"
            search={{ from: day, to: day, vista: 'mapa' }}
            className="text-link inline-flex min-h-11 items-center font-semibold"
          >
            {t('seeMap')}
          </Link>
        )
      }
    >
      {query.isPending ? (
        <LoadingCards count={4} className="lg:grid-cols-4" />
      ) : query.isError ? (
        <ErrorState
          error={query.error}
          title={t('loadFailed')}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : found.length === 0 ? (
        <NothingThatDay day={day} isToday={day === today} lastOfStrip={addDays(today, stripDays - 1)} />
      ) : (
        <>
          <ul className="grid animate-appear gap-4 sm:grid-cols-2 sm:gap-5 lg:grid-cols-4">
            {found.map((experience) => (
              <li key={experience.id} className="flex">
                <ExperienceCard experience={experience} opensOnNextDay className="w-full" />
              </li>
            ))}
          </ul>
          {query.hasNextPage && (
            <div className="mt-2 flex justify-center">
              <LinkButton to="/experiencias" search={{ from: day, to: day }}>
                {t('seeDay')}
              </LinkButton>
            </div>
          )}
        </>
      )}
    </Section>
  )
}

function NothingThatDay({ day, isToday, lastOfStrip }: { day: string; isToday: boolean; lastOfStrip: string }) {
  const { t } = useTranslation('home')
  const dates = useDates()
  const later = useInfiniteQuery(freeAfterQuery(day))
  const next = later.data?.pages[0]?.items[0]
  const nextDay = next?.nextSlotAt ? civilDateAt(next.nextSlotAt, next.timeZone) : undefined
  const isOnStrip = nextDay !== undefined && nextDay <= lastOfStrip
  return (
    <div className="rounded-lg border border-dashed border-line-strong">
      <EmptyState
        textileId={`dia-${day}`}
        title={t(isToday ? 'emptyTitleToday' : 'emptyTitle')}
        body={nextDay === undefined ? t('emptyNothing') : t('empty', { day: dates.civilDay(nextDay) })}
        action={
          <>
            {isOnStrip && (
              <LinkButton variant="primary" to="/" search={{ dia: nextDay }} replace resetScroll={false}>
                {t('emptyGo', { day: dates.civilDay(nextDay) })}
              </LinkButton>
            )}
            <LinkButton to="/experiencias" search={{}}>
              {t('emptyAll')}
            </LinkButton>
          </>
        }
      />
    </div>
  )
}
