import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { PurchaseEnd } from './purchase-ends.tsx'
import { usePurchase } from './use-purchase.ts'

/** `/compras/$id/recibo`: the whole purchase on one sheet of paper. */
export function PurchaseReceiptPage() {
  const { id } = useParams({ from: '/compras/$id/recibo' })
  const { t } = useTranslation('orders')
  const purchase = usePurchase(id)
  const { me, checkout } = purchase
  if (checkout?.status !== 'PAID')
    return <PurchaseEnd title={t('receiptPage.title')} path={`/compras/${id}/recibo`} purchase={purchase} />
  return (
    <Page title={t('receiptPage.title')} width="text">
      <Receipt
        number={t('receiptPage.number', { code: checkout.code })}
        paidAt={checkout.paidAt}
        buyer={me?.name}
        orders={checkout.orders}
        bookings={checkout.bookings}
        total={checkout.total}
        back={{ to: `/compras/${id}`, label: t('purchase') }}
      />
    </Page>
  )
}
