import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../lib/http.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import type { usePurchase } from './use-purchase.ts'

/** What stands where a purchase would stand: nobody signed in, not theirs, not there, not paid, on its way. */
export function PurchaseEnd({
  title,
  path,
  purchase: { me, checkout, error, refetch },
}: {
  title: string
  path: string
  purchase: ReturnType<typeof usePurchase>
}): ReactNode {
  const { t } = useTranslation('market')
  return (
    <Page title={title} width="text">
      <h1 className="sr-only">{title}</h1>
      {me === null ? (
        <EmptyState
          title={t('pay.signInTitle')}
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: path }}>
              {t('pay.signIn')}
            </LinkButton>
          }
        />
      ) : checkout ? (
        <EmptyState
          title={t('done.notPaid')}
          textileId={checkout.id}
          action={
            <LinkButton variant="primary" to="/canasta/pagar/$checkoutId" params={{ checkoutId: checkout.id }}>
              {t('done.goOn')}
            </LinkButton>
          }
        />
      ) : isProblem(error) && (error.status === 404 || error.status === 400) ? (
        <EmptyState
          title={t('pay.notYoursTitle')}
          body={t('pay.notYours')}
          action={<LinkButton to="/pedidos">{t('pay.orders')}</LinkButton>}
        />
      ) : error ? (
        <ErrorState title={t('pay.loadFailed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-4">
          <div className="h-10" />
          <Skeleton className="h-10 w-2/3" />
          <Skeleton className="h-12" />
          <Skeleton className="h-56" />
          <Skeleton className="h-56" />
        </div>
      )}
    </Page>
  )
}
