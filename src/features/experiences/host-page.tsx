import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { BadgeCheck, Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PublicHost } from '../../../contracts/experiences.ts'
import { experiencesQuery, hostQuery } from '../../lib/catalogue-queries.ts'
import { isProblem } from '../../lib/http.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { useIsOwn } from '../../lib/session.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { ExperienceCard } from '../../ui/experience-card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { BackLink, Page, PageHeader, Section } from '../../ui/page.tsx'
import { Picture } from '../../ui/picture.tsx'
import { RegionMark } from '../../ui/region-mark.tsx'
import { ReportButton } from '../../ui/report-button.tsx'
import { ShareButton } from '../../ui/share-button.tsx'
import { ErrorState, LoadingCards, Skeleton } from '../../ui/states.tsx'
import { hostKindOf } from './detail.rules.ts'

/** `/anfitriones/$slug`: who receives, in their own words, and all they offer. */
export function HostPage() {
  const { t } = useTranslation('experiences')
  const { slug } = useParams({ from: '/anfitriones/$slug' })
  const query = useQuery(hostQuery(slug))
  if (query.data) return <Loaded key={query.data.id} host={query.data} />
  if (query.isPending)
    return (
      <Page title={undefined}>
        <output className="sr-only">{t('host.loading')}</output>
        <Skeleton className="mt-11 h-56 rounded-lg" />
        <Skeleton className="h-24 max-w-2xl" />
      </Page>
    )
  const isMissing = isProblem(query.error) && query.error.status === 404
  const title = t(isMissing ? 'host.notFoundTitle' : 'host.failed')
  return (
    <Page title={title} width="text">
      <PageHeader title={title} {...(isMissing && { lead: t('host.notFound') })} back={{ to: '/experiencias' }} />
      {isMissing ? (
        <LinkButton variant="primary" size="lg" to="/experiencias" search={{}} className="self-start">
          {t('host.explore')}
        </LinkButton>
      ) : (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
    </Page>
  )
}

function Loaded({ host }: { host: PublicHost }) {
  const isOwn = useIsOwn(host.id)
  const { t } = useTranslation('experiences')
  return (
    <Page title={host.name}>
      <div className="-mb-3 flex items-center justify-between gap-3">
        <BackLink to="/experiencias" />
        <ShareButton title={host.name} />
      </div>
      <Sign host={host} />
      {host.isPaused && <Notice title={t('host.pausedTitle')}>{t('host.paused', { name: host.name })}</Notice>}
      {host.bio && (
        <Section title={t('host.about')}>
          <p className="max-w-prose text-[1.0625rem] whitespace-pre-line">{host.bio}</p>
        </Section>
      )}
      {!host.isPaused && <Offers host={host} />}
      {!isOwn && <ReportButton kind="PROFILE" id={host.id} label={host.name} className="self-start text-sm" />}
    </Page>
  )
}

/** Their cloth or picture, and on it who they are. */
function Sign({ host }: { host: PublicHost }) {
  const { t } = useTranslation('experiences')
  const language = useLanguage()
  const kind = hostKindOf(host.kind)
  return (
    <header className="relative isolate overflow-hidden rounded-lg p-3 shadow-low sm:p-6 lg:p-8">
      <div className="absolute inset-0 -z-10">
        <Picture id={host.id} src={host.image ?? undefined} alt="" isEager />
      </div>
      <div className="flex max-w-2xl flex-col gap-4 rounded-md border border-dashed border-line-strong bg-surface px-4 py-4 sm:flex-row sm:px-7 sm:py-6">
        <Avatar id={host.id} image={host.image} size="lg" />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
            <RegionMark slug={host.region} />
            {kind && <span>{t(`detail.hostKinds.${kind}`)}</span>}
          </p>
          <h1 tabIndex={-1} className="mt-1.5 text-2xl break-words sm:text-3xl">
            {host.name}
          </h1>
          {host.rating !== null && (
            <p className="tabular mt-1.5 flex items-center gap-1.5">
              <Star aria-hidden className="size-4 fill-cempasuchil text-cempasuchil" />
              <span className="font-semibold">
                {host.rating.toLocaleString(language === 'es' ? 'es-MX' : 'en', { maximumFractionDigits: 1 })}
              </span>
              <span className="text-ink-soft">{t('host.reviews', { count: host.reviewCount })}</span>
            </p>
          )}
          {host.verified && (
            <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
              <StatusChip tone="success" icon={<BadgeCheck aria-hidden className="size-4" />}>
                {t('detail.verified')}
              </StatusChip>
              {t('detail.verifiedHelp')}
            </p>
          )}
        </div>
      </div>
    </header>
  )
}

/** Whole rows of two and three. */
const offersShown = 12

function Offers({ host }: { host: PublicHost }) {
  const { t } = useTranslation('experiences')
  const query = useInfiniteQuery(experiencesQuery({ host: host.slug }, offersShown))
  const found = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section title={t('host.offers')}>
      {query.isPending ? (
        <LoadingCards count={3} />
      ) : query.isError ? (
        <ErrorState error={query.error} title={t('host.offersFailed')} onRetry={() => void query.refetch()} />
      ) : found.length === 0 ? (
        <p className="text-ink-soft">{t('host.offersNone')}</p>
      ) : (
        <>
          <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {found.map((experience) => (
              <li key={experience.id} className="grid">
                <ExperienceCard experience={experience} />
              </li>
            ))}
          </ul>
          {query.hasNextPage && (
            <Button isWide isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
              {t('host.offersMore')}
            </Button>
          )}
        </>
      )}
    </Section>
  )
}
