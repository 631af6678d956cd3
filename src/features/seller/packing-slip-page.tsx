import { useParams } from '@tanstack/react-router'
import { IdCard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { AddressLines, PickupLines } from '../../ui/delivery-facts.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { PrintedOrder } from './printed-order.tsx'
import type { SoldOrder } from './sold-queries.ts'

/** `/vender/pedidos/$id/empaque`: the sheet that goes into the parcel. No prices: it may be a present. */
export function PackingSlipPage() {
  const { t } = useTranslation('selling')
  const { id } = useParams({ from: '/vender/pedidos/$id/empaque' })
  return (
    <PrintedOrder id={id} path={`/vender/pedidos/${id}/empaque`} title={t('slipPage.title')}>
      {(order) => <Slip order={order} />}
    </PrintedOrder>
  )
}

function Slip({ order }: { order: SoldOrder }) {
  const { t } = useTranslation('selling')
  const dates = useDates()
  const forAdults = order.items.some((item) => item.ageRestricted && item.quantity > item.refundedQuantity)
  return (
    <article className="overflow-hidden rounded-lg border border-line bg-surface shadow-low print:rounded-none print:border-0 print:shadow-none">
      <WovenBand />
      <div className="space-y-6 p-5 sm:p-8 print:p-0 print:pt-4">
        <header className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h1 tabIndex={-1} className="text-2xl">
            {t('slipPage.title')}
          </h1>
          <p className="tabular font-display text-xl font-semibold">{order.code}</p>
        </header>
        <div className="grid gap-6 sm:grid-cols-2 print:grid-cols-2">
          <div>
            <p className="mb-1 text-sm text-ink-soft">{t('slipPage.to')}</p>
            {order.shippingAddress ? (
              <div className="text-[1.125rem]">
                <AddressLines address={order.shippingAddress} />
              </div>
            ) : (
              <>
                <p className="font-semibold">{order.buyer.name}</p>
                <p className="mb-2">{t('slipPage.pickup', { code: order.code })}</p>
                {order.pickupPoint && <PickupLines point={order.pickupPoint} />}
              </>
            )}
          </div>
          <div>
            <p className="mb-1 text-sm text-ink-soft">{t('slipPage.from')}</p>
            <p className="font-semibold">{order.seller.name}</p>
            <p>{order.seller.town}, Oaxaca</p>
            <p className="text-sm text-ink-soft">{dates.day(order.createdAt, placeTimeZone)}</p>
          </div>
        </div>
        <div>
          <h2 className="mb-2 text-lg">{t('slipPage.check')}</h2>
          <ul className="divide-y divide-line border-y border-line">
            {order.items.map((item) => {
              const left = item.quantity - item.refundedQuantity
              if (left === 0) return null
              return (
                <li key={item.lineId} className="flex items-center gap-4 py-3">
                  <span aria-hidden className="size-5 shrink-0 rounded-[3px] border-2 border-ink" />
                  <span className="tabular w-10 font-display text-xl font-semibold">{left}×</span>
                  <span className="min-w-0">
                    <span className="block font-semibold">{item.name}</span>
                    {item.variantLabel !== '' && <span className="block text-sm">{item.variantLabel}</span>}
                    {(item.leadTimeDays > 0 || item.ageRestricted) && (
                      <span className="block text-sm text-ink-soft">
                        {[
                          item.leadTimeDays > 0 && t('slipPage.lead', { count: item.leadTimeDays }),
                          item.ageRestricted && t('slipPage.adult'),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    )}
                  </span>
                </li>
              )
            })}
          </ul>
        </div>
        {forAdults && (
          <p className="flex items-start gap-3 rounded-md border-2 border-ink px-4 py-3 font-semibold">
            <IdCard aria-hidden className="mt-0.5 size-6 shrink-0" />
            {t('slipPage.adultNote')}
          </p>
        )}
        <p className="text-center font-display text-ink-soft">{t('slipPage.thanks', { town: order.seller.town })}</p>
      </div>
    </article>
  )
}
