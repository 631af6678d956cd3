import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { CalendarPlus, ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostListing } from '../../../contracts/experiences.ts'
import { isProblem } from '../../lib/http.ts'
import { LinkButton } from '../../ui/button.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { HostGate } from './host-gate.tsx'
import { ownListingQuery } from './host-queries.ts'
import { ListingForm } from './listing-form.tsx'

const back = '/anfitrion/experiencias'

/** `/anfitrion/experiencias/nueva` */
export function NewListingPage() {
  const { t } = useTranslation('hosting')
  const navigate = useNavigate()
  return (
    <HostGate path="/anfitrion/experiencias/nueva" action="listings">
      <Page title={t('newTitle')} width="text">
        <HostNav />
        <PageHeader title={t('newTitle')} back={{ to: back, label: t('title') }} />
        <ListingForm
          listing={null}
          onCreated={({ id }) =>
            void navigate({ to: '/anfitrion/experiencias/$id', params: { id }, replace: true, ignoreBlocker: true })
          }
        />
      </Page>
    </HostGate>
  )
}

/** `/anfitrion/experiencias/$id` */
export function ListingPage() {
  const { id } = useParams({ from: '/anfitrion/experiencias/$id' })
  return (
    <HostGate path={`/anfitrion/experiencias/${id}`} action="listings">
      <OwnListing id={id}>{(listing) => <Listing key={id} listing={listing} />}</OwnListing>
    </HostGate>
  )
}

function Listing({ listing }: { listing: HostListing }) {
  const { t } = useTranslation('hosting')
  const { id, slug, title, status } = listing
  return (
    <Page title={title} width="text">
      <HostNav />
      <PageHeader
        title={title}
        eyebrow={t(`status.${status}`)}
        back={{ to: back, label: t('title') }}
        actions={
          <>
            {status === 'ACTIVE' && (
              <LinkButton to="/experiencias/$slug" params={{ slug }}>
                <ExternalLink aria-hidden className="size-5" />
                {t('seeListing')}
              </LinkButton>
            )}
            <LinkButton to="/anfitrion/experiencias/$id/horarios" params={{ id }}>
              <CalendarPlus aria-hidden className="size-5" />
              {t('times')}
            </LinkButton>
          </>
        }
      />
      <ListingForm listing={listing} />
    </Page>
  )
}

/** One of one's own experiences, or what is in the way of it. */
export function OwnListing({ id, children }: { id: string; children: (listing: HostListing) => ReactNode }) {
  const { t } = useTranslation('hosting')
  const { data: listing, error, refetch } = useQuery(ownListingQuery(id))
  if (listing) return children(listing)
  return (
    <Page title={t('editTitle')} width="text">
      <HostNav />
      <h1 className="sr-only">{t('editTitle')}</h1>
      {isProblem(error) && (error.status === 404 || error.status === 403) ? (
        <EmptyState
          title={t('notFoundTitle')}
          body={t('notFound')}
          textileId={id}
          action={<LinkButton to="/anfitrion/experiencias">{t('title')}</LinkButton>}
        />
      ) : error ? (
        <ErrorState title={t('loadFailed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-4">
          <Skeleton className="h-10 w-2/3" />
          <Skeleton className="h-64 rounded-lg" />
          <Skeleton className="h-96 rounded-lg" />
        </div>
      )}
    </Page>
  )
}
