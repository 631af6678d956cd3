import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { OrderEnd } from './order-ends.tsx'
import { useOrder } from './use-orders.ts'

/** `/pedidos/$id/recibo`: one workshop's part on one sheet of paper. */
export function OrderReceiptPage() {
  const { id } = useParams({ from: '/pedidos/$id/recibo' })
  const { t } = useTranslation('orders')
  const { order, ...found } = useOrder(id)
  if (!order) return <OrderEnd id={id} path={`/pedidos/${id}/recibo`} found={found} />
  return (
    <Page title={t('receiptPage.title')} width="text">
      {order.paidAt === null ? (
        <>
          <h1 className="sr-only">{t('receiptPage.title')}</h1>
          <EmptyState
            title={t('receiptPage.unpaid')}
            textileId={id}
            action={
              <LinkButton to="/pedidos/$id" params={{ id }}>
                {t('order', { code: order.code })}
              </LinkButton>
            }
          />
        </>
      ) : (
        <Receipt
          number={t('receiptPage.orderNumber', { code: order.code })}
          paidAt={order.paidAt}
          buyer={found.me?.name}
          orders={[order]}
          bookings={[]}
          total={order.total}
          back={{ to: `/pedidos/${id}`, label: t('order', { code: order.code }) }}
        />
      )}
    </Page>
  )
}
