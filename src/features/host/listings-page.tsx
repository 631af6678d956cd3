import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { CalendarClock, CalendarPlus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type HostExperience, hostExperienceSorts } from '../../../contracts/experiences.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { StatusChip, type Tone } from '../../ui/chip.tsx'
import { DownloadButton } from '../../ui/download-button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Textile } from '../../ui/textile.tsx'
import { WordsField } from '../../ui/words-field.tsx'
import { HostGate } from './host-gate.tsx'
import { ownListingsQuery } from './host-queries.ts'
import { type ListingsAsked, listingsAsked, listingStates, readListings } from './listings-search.rules.ts'

/** `/anfitrion/experiencias` */
export function ListingsPage() {
  return (
    <HostGate path="/anfitrion/experiencias" action="listings">
      <Listings />
    </HostGate>
  )
}

function Listings() {
  const { t } = useTranslation('hosting')
  const search = useSearch({ from: '/anfitrion/experiencias' })
  const asked = listingsAsked(search)
  const isNarrowed = asked.status !== undefined || asked.q !== undefined
  const list = useInfiniteQuery(ownListingsQuery(asked))
  const listings = list.data?.pages.flatMap((page) => page.items)
  const add = (
    <LinkButton variant="primary" to="/anfitrion/experiencias/nueva">
      <Plus aria-hidden className="size-5" />
      {t('add')}
    </LinkButton>
  )
  return (
    <Page title={t('title')}>
      <HostNav />
      <PageHeader title={t('title')} lead={t('lead')} actions={add} />
      <ListingsTools asked={asked} />
      {!listings ? (
        list.error ? (
          <ErrorState title={t('loadFailed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <div aria-busy="true" className="grid gap-4 md:grid-cols-2">
            <output className="sr-only">{t('loading')}</output>
            {[0, 1, 2, 3].map((i) => (
              <Skeleton key={i} className="h-40 rounded-lg" />
            ))}
          </div>
        )
      ) : listings.length === 0 && isNarrowed ? (
        <EmptyState title={t('tools.noneFound')} body={t('tools.noneFoundBody')} textileId="mis-experiencias" />
      ) : listings.length === 0 ? (
        <EmptyState title={t('emptyTitle')} body={t('emptyBody')} textileId="mis-experiencias" action={add} />
      ) : (
        <>
          <ul className="grid gap-4 md:grid-cols-2">
            {listings.map((listing) => (
              <ListingCard key={listing.id} listing={listing} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </Page>
  )
}

/** Which of them, in which order; on the screen and in the spreadsheet alike. */
function ListingsTools({ asked }: { asked: ListingsAsked }) {
  const { t } = useTranslation('hosting')
  const navigate = useNavigate()
  const search = useSearch({ from: '/anfitrion/experiencias' })
  const show = (next: Record<string, string>) =>
    void navigate({
      to: '/anfitrion/experiencias',
      search: readListings({ ...search, ...next }),
      replace: true,
      resetScroll: false,
    })
  return (
    <div className="grid grid-cols-2 items-end gap-x-4 gap-y-3 lg:grid-cols-4">
      <WordsField
        label={t('tools.search')}
        fieldClassName="col-span-2 lg:col-span-1"
        words={search.q}
        onWords={(q = '') => show({ q })}
      />
      <SelectField
        label={t('tools.state')}
        value={search.estado ?? ''}
        onChange={(event) => show({ estado: event.target.value })}
        options={[
          { value: '', label: t('tools.allStates') },
          ...listingStates.map((value) => ({ value, label: t(`status.${value}`) })),
        ]}
      />
      <SelectField
        label={t('tools.sort')}
        value={search.orden ?? 'newest'}
        onChange={(event) => show({ orden: event.target.value })}
        options={hostExperienceSorts.map((value) => ({ value, label: t(`tools.sorts.${value}`) }))}
      />
      <div className="col-span-2 lg:col-span-1 lg:justify-self-end">
        <DownloadButton path="/host/experiences" name={t('tools.file')} label={t('tools.export')} query={asked} />
      </div>
    </div>
  )
}

const tones: Record<HostExperience['status'], Tone> = { ACTIVE: 'success', DRAFT: 'neutral', PAUSED: 'warning' }

function ListingCard({ listing }: { listing: HostExperience }) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('experiences')
  const dates = useDates()
  const money = useFormatMoney()
  const { id, title, status, nextSlotAt, priceFrom, category } = listing
  return (
    <li className="relative flex flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-low transition-shadow hover:shadow-high">
      <span aria-hidden className="block h-3 overflow-hidden">
        <Textile id={id} />
      </span>
      <div className="flex flex-1 flex-col items-start gap-2 p-4">
        <StatusChip tone={tones[status]}>{t(`status.${status}`)}</StatusChip>
        <h2 className="text-lg leading-snug">
          <Link
            to="/anfitrion/experiencias/$id"
            params={{ id }}
            className="no-underline after:absolute after:inset-0 after:rounded-lg hover:underline"
          >
            {title}
          </Link>
        </h2>
        <p className="tabular text-sm text-ink-soft">
          {words(`categories.${category}`)} · {t('from', { price: money(priceFrom, 'short') })}
        </p>
        <div className="mt-auto flex w-full flex-wrap items-center justify-between gap-3 border-t border-line pt-3">
          <p className="flex items-center gap-2 text-sm">
            <CalendarClock aria-hidden className="size-4 shrink-0 text-grana" />
            {nextSlotAt ? t('next', { when: dates.dateTime(nextSlotAt, placeTimeZone) }) : t('noNext')}
          </p>
          <LinkButton
            to="/anfitrion/experiencias/$id/horarios"
            params={{ id }}
            className="relative z-10"
            aria-label={`${t('times')}: ${title}`}
          >
            <CalendarPlus aria-hidden className="size-5" />
            {t('times')}
          </LinkButton>
        </div>
      </div>
    </li>
  )
}
