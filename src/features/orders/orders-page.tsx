import { useTranslation } from 'react-i18next'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StoredNote } from '../../ui/stored-note.tsx'
import { OrderCard } from './order-card.tsx'
import { useOrders } from './use-orders.ts'

/** `/pedidos`: every order of one's own, latest first. */
export function OrdersPage() {
  const { t } = useTranslation('orders')
  return (
    <Page title={t('title')} width="text">
      <PageHeader title={t('title')} lead={t('lead')} />
      <Orders />
    </Page>
  )
}

function Orders() {
  const { t } = useTranslation('orders')
  const dates = useDates()
  const list = useOrders()
  if (list.me === null) {
    return (
      <EmptyState
        title={t('signInTitle')}
        body={t('signIn')}
        textileId="pedidos"
        action={
          <LinkButton variant="primary" to="/entrar" search={{ volver: '/pedidos' }}>
            {t('signInButton')}
          </LinkButton>
        }
      />
    )
  }
  if (!list.orders) {
    if (list.error || list.cutOff)
      return <ErrorState title={t('loadFailed')} error={list.error} onRetry={() => void list.refetch()} />
    return (
      <div aria-busy="true" className="space-y-4">
        <output className="sr-only">{t('loading')}</output>
        {[0, 1, 2].map((i) => (
          <Skeleton key={i} className="h-32 rounded-lg" />
        ))}
      </div>
    )
  }
  if (list.orders.length === 0) {
    return (
      <EmptyState
        title={t('emptyTitle')}
        body={t('empty')}
        textileId="pedidos-vacios"
        action={
          <LinkButton variant="primary" to="/tienda">
            {t('emptyButton')}
          </LinkButton>
        }
      />
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {list.storedAt !== null && <StoredNote savedAt={list.storedAt} />}
      {list.orders.map((order) => (
        <OrderCard key={order.id} order={order} eyebrow={dates.day(order.createdAt, placeTimeZone)} />
      ))}
      {list.hasMore && (
        <Button onPress={() => void list.loadMore()} isPending={list.isLoadingMore} isWide>
          {t('more')}
        </Button>
      )}
    </div>
  )
}
