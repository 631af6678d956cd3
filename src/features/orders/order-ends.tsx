import { useTranslation } from 'react-i18next'
import { isProblem } from '../../lib/http.ts'
import { LinkButton } from '../../ui/button.tsx'
import { BackLink, Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import type { useOrder } from './use-orders.ts'

/** What stands where an order would stand: nobody signed in, not theirs, not there, on its way. */
export function OrderEnd({
  id,
  path,
  found: { me, error, refetch },
}: {
  id: string
  path: string
  found: Omit<ReturnType<typeof useOrder>, 'order'>
}) {
  const { t } = useTranslation('orders')
  return (
    <Page title={t('title')} width="text">
      <h1 className="sr-only">{t('title')}</h1>
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          body={t('signIn')}
          textileId={id}
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: path }}>
              {t('signInButton')}
            </LinkButton>
          }
        />
      ) : isProblem(error) && (error.status === 404 || error.status === 400) ? (
        <EmptyState
          title={t('notFoundTitle')}
          body={t('notFound')}
          textileId={id}
          action={<LinkButton to="/pedidos">{t('back')}</LinkButton>}
        />
      ) : error ? (
        <>
          <BackLink to="/pedidos" label={t('back')} />
          <ErrorState title={t('orderFailed')} error={error} onRetry={() => void refetch()} />
        </>
      ) : (
        <div aria-busy="true" className="space-y-4">
          <BackLink to="/pedidos" label={t('back')} />
          <Skeleton className="h-5 w-1/3" />
          <Skeleton className="h-12 w-2/3" />
          <Skeleton className="h-40" />
          <Skeleton className="h-72" />
        </div>
      )}
    </Page>
  )
}
