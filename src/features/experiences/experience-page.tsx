import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { CalendarClock, Star } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { clocksDiffer, useDates } from '../../lib/dates.ts'
import { isProblem } from '../../lib/http.ts'
import { splitPromise } from '../../lib/promise.rules.ts'
import { useRealtimeTopic } from '../../lib/realtime.ts'
import { experienceByIdQuery } from '../../lib/slot-queries.ts'
import { useIsOwn } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { BackLink, Page, PageHeader, Section } from '../../ui/page.tsx'
import { Price } from '../../ui/price.tsx'
import { RegionMark } from '../../ui/region-mark.tsx'
import { ShareButton } from '../../ui/share-button.tsx'
import { ReportButton } from '../../ui/report-button.tsx'
import { ListingQuestions } from '../../ui/reviews/listing-questions.tsx'
import { ListingReviews } from '../../ui/reviews/listing-reviews.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Textile } from '../../ui/textile.tsx'
import { WriteLink } from '../../ui/write-link.tsx'
import { BookingBar } from './booking-bar.tsx'
import { BookingPanel } from './booking-panel.tsx'
import { PackingLists, QuickFacts } from './experience-facts.tsx'
import { Gallery } from './gallery.tsx'
import { HostCard } from './host-card.tsx'
import { MeetingPoint } from './meeting-point.tsx'
import { PolicyWords } from './policy-words.tsx'
import { useChoice } from './use-choice.ts'

/** Up to here (characters) the rest of a description stands under its promise; beyond, it has its own part of the page. */
const shortText = 160

export function ExperiencePage() {
  const { t } = useTranslation('experiences')
  const { slug } = useParams({ from: '/experiencias/$slug' })
  const query = useQuery(experienceByIdQuery(slug))
  if (query.data) return <Loaded key={query.data.id} experience={query.data} />
  if (query.isPending) return <Loading slug={slug} />
  if (isProblem(query.error) && query.error.status === 404) {
    return (
      <Page title={t('detail.notFoundTitle')} width="text">
        <PageHeader
          title={t('detail.notFoundTitle')}
          lead={t('detail.notFound')}
          back={{ to: '/experiencias', label: t('detail.back') }}
        />
        <div aria-hidden className="aspect-[3/1] overflow-hidden rounded-md opacity-60 saturate-50">
          <Textile id={slug} />
        </div>
        <LinkButton variant="primary" size="lg" to="/experiencias" search={{}} className="self-start">
          {t('detail.notFoundButton')}
        </LinkButton>
      </Page>
    )
  }
  return (
    <Page title={t('detail.loadFailed')} width="text">
      <PageHeader title={t('detail.failedTitle')} back={{ to: '/experiencias', label: t('detail.back') }} />
      <ErrorState
        error={query.error}
        title={t('detail.loadFailed')}
        onRetry={() => void query.refetch()}
        isRetrying={query.isFetching}
      />
    </Page>
  )
}

function Loaded({ experience }: { experience: Experience }) {
  const isOwn = useIsOwn(experience.host.id)
  const { t } = useTranslation('experiences')
  const { t: words } = useTranslation('reviews')
  const choice = useChoice(experience)
  const panel = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  useRealtimeTopic(`slots:${experience.id}`)
  const { promise, rest } = splitPromise(experience.description)
  return (
    <Page title={experience.title}>
      <div className="-mb-3 flex items-center justify-between gap-3">
        <BackLink to="/experiencias" label={t('detail.back')} />
        <ShareButton title={experience.title} />
      </div>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_23.5rem] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-6">
          <Gallery experience={experience} />
          <Headline experience={experience} promise={promise} more={rest.length > shortText ? '' : rest} />
          <QuickFacts experience={experience} />
          {rest.length > shortText && (
            <Section title={t('detail.about')}>
              <p className="max-w-prose whitespace-pre-line">{rest}</p>
            </Section>
          )}
        </div>
        <div
          ref={panel}
          // A panel taller than the window sticks by its foot, so that its button comes into sight and stays there.
          className="lg:row-span-2 lg:sticky lg:bottom-6 lg:self-end min-[64rem]:[@media(height>=62rem)]:top-24 min-[64rem]:[@media(height>=62rem)]:self-start"
        >
          <BookingPanel experience={experience} choice={choice} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <PackingLists experience={experience} />
          <Section title={t('detail.accessibility')}>
            <p>{experience.accessibility || t('detail.accessibilityUnknown')}</p>
          </Section>
          <Section title={t('detail.host')}>
            <HostCard host={experience.host} />
            {!isOwn && <WriteLink about="EXPERIENCE" id={experience.id} title={experience.title} />}
          </Section>
          <Section title={t('detail.meeting')}>
            <MeetingPoint experience={experience} />
          </Section>
          <Section title={t('detail.policy')}>
            <PolicyWords experience={experience} slot={choice.slot} />
          </Section>
          <Section title={t('detail.reviews')}>
            <ListingReviews listing={{ kind: 'EXPERIENCE', id: experience.id }} byline={words('lived')} />
          </Section>
          <Section title={words('questions.title')}>
            <ListingQuestions listing={{ kind: 'EXPERIENCE', id: experience.id }} isOwn={isOwn} />
          </Section>
          {!isOwn && (
            <ReportButton
              kind="EXPERIENCE"
              id={experience.id}
              label={experience.title}
              className="self-start text-sm"
            />
          )}
        </div>
      </div>
      <div ref={end} />
      <BookingBar experience={experience} choice={choice} hideBeside={[panel, end]} />
    </Page>
  )
}

/** The promise in one sentence, what it costs and when it is next. */
function Headline({ experience, promise, more }: { experience: Experience; promise: string; more: string }) {
  const { t } = useTranslation('experiences')
  const dates = useDates()
  const { priceFrom, nextSlotAt, timeZone, rating, reviewCount, ticketTypes } = experience
  // The lowest price is often a child's: then it says whose it is, so that nobody takes it for their own.
  const cheapest = ticketTypes.find(({ price }) => price.amount === priceFrom.amount)
  const whose = cheapest === ticketTypes[0] ? undefined : cheapest?.label
  return (
    <header className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
        <span className="font-semibold text-grana">{t(`categories.${experience.category}`)}</span>
        <RegionMark slug={experience.region} />
        <span>{t('detail.with', { host: experience.host.name })}</span>
        {rating !== null && reviewCount > 0 && (
          <span className="flex items-center gap-1">
            <Star aria-hidden className="size-4 fill-cempasuchil text-cempasuchil" />
            <span className="tabular">
              {rating.toFixed(1)} ({t('card.reviews', { count: reviewCount })})
            </span>
          </span>
        )}
      </p>
      <h1 tabIndex={-1} className="text-2xl sm:text-3xl">
        {experience.title}
      </h1>
      <p className="max-w-prose text-lg text-ink">{promise}</p>
      {more !== '' && <p className="max-w-prose">{more}</p>}
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <p>
          {priceFrom.amount === 0 ? (
            <span className="font-display text-xl font-semibold">{t('card.free')}</span>
          ) : (
            <>
              <span className="mr-1.5 text-ink-soft">{t('card.from')}</span>
              <Price money={priceFrom} size="lg" />
              <span className="ml-1.5 text-sm text-ink-soft">{whose ?? t('book.perPerson')}</span>
            </>
          )}
        </p>
        <p className="tabular flex items-center gap-2">
          <CalendarClock aria-hidden className="size-4 shrink-0 text-ink-soft" />
          {nextSlotAt === null ? t('card.noNext') : t('book.nextFree', { when: dates.dateTime(nextSlotAt, timeZone) })}
          {nextSlotAt !== null && clocksDiffer(nextSlotAt, timeZone) && ` (${t('book.placeTimeShort')})`}
        </p>
      </div>
    </header>
  )
}

function Loading({ slug }: { slug: string }) {
  const { t } = useTranslation('experiences')
  return (
    <Page title={undefined}>
      <output className="sr-only">{t('loading')}</output>
      <div className="mt-6 grid gap-10 lg:grid-cols-[minmax(0,1fr)_23.5rem]">
        <div className="flex flex-col gap-4">
          <div aria-hidden className="aspect-[2/1] animate-breathe overflow-hidden opacity-25 saturate-50">
            <Textile id={slug} />
          </div>
          <Skeleton className="h-5 w-1/3" />
          <Skeleton className="h-10 w-4/5" />
          <Skeleton className="h-6 w-full" />
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="h-24 w-full" />
        </div>
        <Skeleton className="h-[28rem]" />
      </div>
    </Page>
  )
}
