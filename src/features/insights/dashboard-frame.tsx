import { Navigate } from '@tanstack/react-router'
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
import { type Dashboard, hasNothingYet, type Side } from './dashboard.rules.ts'

const roots = { HOST: '/anfitrion', SELLER: '/vender' } as const

/** The home of a business: who may not read its figures begins where their work is. */
export function DashboardGate({ side, children }: { side: Side; children: ReactNode }) {
  const { t } = useTranslation('insights')
  const acting = useActing(side)
  if (acting && !mayDo(acting, 'insights')) return <Navigate to={workplaceOf(acting)} replace />
  return (
    <PartnerGate
      kind={side}
      action="insights"
      path={roots[side]}
      title={t(side === 'HOST' ? 'hostTitle' : 'shopTitle')}
    >
      {children}
    </PartnerGate>
  )
}

export function DashboardFrame<Of extends Dashboard>({
  side,
  data,
  error,
  onRetry,
  children,
}: {
  side: Side
  data: Of | undefined
  error: unknown
  onRetry: () => void
  children: (dashboard: Of) => ReactNode
}) {
  const { t } = useTranslation('insights')
  const dates = useDates()
  const acting = useActing(side)
  const title = t(side === 'HOST' ? 'hostTitle' : 'shopTitle')
  return (
    <Page title={title} className="gap-8">
      {side === 'HOST' ? <HostNav /> : <ShopNav />}
      <PageHeader title={title} eyebrow={acting?.name} lead={data && dates.civilDay(data.today.day)} />
      {data ? (
        hasNothingYet(data) ? (
          <EmptyState
            title={t(`empty.${side}.title`)}
            body={t(`empty.${side}.body`)}
            textileId={acting?.partnerId ?? side}
            action={
              <LinkButton
                variant="primary"
                to={side === 'HOST' ? '/anfitrion/experiencias/nueva' : '/vender/piezas/nueva'}
              >
                {t(`empty.${side}.button`)}
              </LinkButton>
            }
          />
        ) : (
          children(data)
        )
      ) : error ? (
        <ErrorState title={t('failed')} error={error} onRetry={onRetry} />
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
