import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../../lib/acting.ts'
import { mayDo, workplaceOf } from '../../lib/acting.rules.ts'
import { useDates } from '../../lib/dates.ts'
import { LinkButton } from '../../ui/button.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { BestListings } from './best-listings.tsx'
import { type Dashboards, hasNothingYet, roots, type Side } from './dashboard.rules.ts'
import { dashboardQuery } from './insight-queries.ts'
import { Trends } from './trends.tsx'

type Root = (typeof roots)[Side]

/** The home of a business: what `children` say of today, then how it goes. Who may not read its figures begins where their work is. */
export function DashboardPage<Of extends Side>({
  side,
  children,
}: {
  side: Of
  children: (today: Dashboards[Of]['today']) => ReactNode
}) {
  const { t } = useTranslation('insights')
  const acting = useActing(side)
  if (acting && !mayDo(acting, 'insights')) return <Navigate to={workplaceOf(acting)} replace />
  const title = t(side === 'HOST' ? 'hostTitle' : 'shopTitle')
  return (
    <PartnerGate kind={side} action="insights" path={roots[side]} title={title}>
      <Dashboard side={side} title={title}>
        {children}
      </Dashboard>
    </PartnerGate>
  )
}

function Dashboard<Of extends Side>({
  side,
  title,
  children,
}: {
  side: Of
  title: string
  children: (today: Dashboards[Of]['today']) => ReactNode
}) {
  const { t } = useTranslation('insights')
  const dates = useDates()
  const acting = useActing(side)
  const root: Root = roots[side]
  const { por = 'day', mira = 'sales' } = useSearch({ from: root })
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(dashboardQuery(side, por))
  return (
    <Page title={title} className="gap-8">
      {side === 'HOST' ? <HostNav /> : <ShopNav />}
      <PageHeader title={title} eyebrow={acting?.name} lead={data && dates.civilDay(data.today.day)} />
      {data ? (
        hasNothingYet(data) ? (
          <NothingYet side={side} />
        ) : (
          <>
            {children(data.today)}
            <Trends
              side={side}
              dashboard={data}
              by={por}
              metric={mira}
              onChange={({ by = por, metric = mira }) =>
                void navigate({ to: root, search: { por: by, mira: metric }, replace: true, resetScroll: false })
              }
            />
            <BestListings side={side} dashboard={data} />
          </>
        )
      ) : error ? (
        <ErrorState title={t('failed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-6">
          <output className="sr-only">{t('loading')}</output>
          <Skeleton className="h-28 rounded-lg" />
          <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
            {[0, 1, 2, 3].map((i) => (
              <Skeleton key={i} className="h-28 rounded-lg" />
            ))}
          </div>
          <Skeleton className="h-72 rounded-lg" />
        </div>
      )}
    </Page>
  )
}

function NothingYet({ side }: { side: Side }) {
  const { t } = useTranslation('insights')
  const acting = useActing(side)
  return (
    <EmptyState
      title={t(`empty.${side}.title`)}
      body={t(`empty.${side}.body`)}
      textileId={acting?.partnerId ?? side}
      action={
        <LinkButton variant="primary" to={side === 'HOST' ? '/anfitrion/experiencias/nueva' : '/vender/piezas/nueva'}>
          {t(`empty.${side}.button`)}
        </LinkButton>
      }
    />
  )
}
