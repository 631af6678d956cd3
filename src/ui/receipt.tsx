import { Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Booking } from '../../contracts/bookings.ts'
import type { Money } from '../../contracts/common.ts'
import type { Order } from '../../contracts/orders.ts'
import { civilDateAt, placeTimeZone, useDates } from '../lib/dates.ts'
import { useFormatMoney } from '../lib/money.ts'
import { AddressLines } from './delivery-facts.tsx'
import { Button } from './button.tsx'
import { BackLink } from './page.tsx'
import { WovenBand } from './woven-band.tsx'

type Props = {
  number: string
  paidAt: string | null
  buyer: string | undefined
  orders: readonly Order[]
  bookings: readonly Booking[]
  total: Money
  back: { to: string; label: string }
}

/** What was paid to whom, as one keeps it in a drawer; on paper the page around it is gone. */
export function Receipt({ number, paidAt, buyer, orders, bookings, total, back }: Props) {
  const { t } = useTranslation('orders')
  const money = useFormatMoney()
  const dates = useDates()
  const refunded = [
    ...orders.map((order) => order.refunded.amount),
    ...bookings.map(({ refund }) => refund?.amount.amount ?? 0),
  ].reduce((sum, amount) => sum + amount, 0)
  const address = orders.find(({ shippingAddress }) => shippingAddress)?.shippingAddress
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 print:hidden">
        <BackLink {...back} />
        <Button onPress={() => window.print()}>
          <Printer aria-hidden className="size-5" />
          {t('receiptPage.print')}
        </Button>
      </div>
      <article className="overflow-hidden rounded-lg border border-line bg-surface shadow-low print:rounded-none print:border-0 print:shadow-none">
        <WovenBand />
        <div className="space-y-6 p-5 sm:p-8 print:p-0 print:pt-4">
          <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
            <div>
              <p className="font-display font-semibold text-grana">{t('receiptPage.site')}</p>
              <h1 tabIndex={-1} className="text-2xl">
                {t('receiptPage.heading')}
              </h1>
              <p className="tabular">{number}</p>
            </div>
            <dl className="tabular text-sm">
              {paidAt && (
                <>
                  <dt className="text-ink-soft">{t('receiptPage.date')}</dt>
                  <dd className="mb-2">
                    {dates.civilDay(civilDateAt(paidAt, placeTimeZone), 'short')}{' '}
                    {civilDateAt(paidAt, placeTimeZone).slice(0, 4)}
                    {', '}
                    {dates.time(paidAt, placeTimeZone)}
                  </dd>
                </>
              )}
              {buyer && (
                <>
                  <dt className="text-ink-soft">{t('receiptPage.buyer')}</dt>
                  <dd>{buyer}</dd>
                </>
              )}
            </dl>
          </header>
          {orders.map((order) => (
            <section key={order.id} className="break-inside-avoid">
              <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
                <h2 className="text-lg">{order.seller.name}</h2>
                <p className="tabular text-sm text-ink-soft">{t('receiptPage.orderNumber', { code: order.code })}</p>
              </div>
              <Rows
                rows={[
                  ...order.items.map((item) => ({
                    id: item.lineId,
                    what: item.variantLabel === '' ? item.name : `${item.name}, ${item.variantLabel}`,
                    quantity: item.quantity,
                    unit: item.unitPrice,
                    amount: money({ ...item.unitPrice, amount: item.unitPrice.amount * item.quantity }),
                  })),
                  ...(order.discount.amount > 0
                    ? [{ id: 'discount', what: t('receiptPage.discount'), amount: `−${money(order.discount)}` }]
                    : []),
                  {
                    id: 'shipping',
                    what: t(order.delivery === 'PICKUP' ? 'receiptPage.pickup' : 'receiptPage.shipping'),
                    amount: money(order.shipping),
                  },
                ]}
                total={{ what: t('receiptPage.orderTotal', { seller: order.seller.name }), amount: money(order.total) }}
              />
            </section>
          ))}
          {bookings.map((booking) => (
            <section key={booking.id} className="break-inside-avoid">
              <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
                <h2 className="text-lg">{booking.experience.title}</h2>
                <p className="tabular text-sm text-ink-soft">{t('receiptPage.booking', { code: booking.code })}</p>
              </div>
              <Rows
                rows={[
                  ...booking.party.map((line) => ({
                    id: line.type,
                    what: `${line.label} · ${dates.dateTime(booking.startsAt, booking.timeZone)}`,
                    quantity: line.quantity,
                    unit: line.unitPrice,
                    amount: money({ ...line.unitPrice, amount: line.unitPrice.amount * line.quantity }),
                  })),
                  ...(booking.discount && booking.discount.amount > 0
                    ? [{ id: 'discount', what: t('receiptPage.discount'), amount: `−${money(booking.discount)}` }]
                    : []),
                ]}
                total={{
                  what: t('receiptPage.orderTotal', { seller: booking.experience.host.name }),
                  amount: money({
                    ...booking.total,
                    amount: booking.total.amount - (booking.discount?.amount ?? 0),
                  }),
                }}
              />
            </section>
          ))}
          <dl className="tabular border-t-2 border-ink pt-3">
            <div className="flex items-baseline justify-between gap-4 font-display text-xl font-semibold">
              <dt>{t('receiptPage.total')}</dt>
              <dd>{money(total)}</dd>
            </div>
            {refunded > 0 && (
              <div className="mt-1 flex items-baseline justify-between gap-4">
                <dt>{t('receiptPage.refunded')}</dt>
                <dd>−{money({ ...total, amount: refunded })}</dd>
              </div>
            )}
          </dl>
          <footer className="flex flex-wrap justify-between gap-x-8 gap-y-4 text-sm text-ink-soft">
            {address && <AddressLines address={address} hasPhone={false} />}
            <div className="max-w-sm">
              <p>{t('receiptPage.paid')}</p>
              <p>{t('receiptPage.currency')}</p>
              <p className="mt-2">{t('receiptPage.thanks')}</p>
            </div>
          </footer>
        </div>
      </article>
    </>
  )
}

type Row = { id: string; what: string; quantity?: number; unit?: Money; amount: string }

function Rows({ rows, total }: { rows: readonly Row[]; total: { what: string; amount: string } }) {
  const { t } = useTranslation('orders')
  const money = useFormatMoney()
  return (
    <table className="tabular w-full text-[0.9375rem]">
      <thead>
        <tr className="border-b border-line text-left text-sm text-ink-soft">
          <th scope="col" className="py-1 pr-3 font-normal">
            {t('receiptPage.what')}
          </th>
          <th scope="col" className="py-1 pr-3 text-right font-normal">
            <span className="sr-only sm:not-sr-only print:not-sr-only">{t('receiptPage.quantity')}</span>
          </th>
          <th scope="col" className="hidden py-1 pr-3 text-right font-normal sm:table-cell print:table-cell">
            {t('receiptPage.unit')}
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            {t('receiptPage.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-b border-line align-top">
            <td className="py-1.5 pr-3">{row.what}</td>
            <td className="py-1.5 pr-3 text-right">{row.quantity}</td>
            <td className="hidden py-1.5 pr-3 text-right whitespace-nowrap sm:table-cell print:table-cell">
              {row.unit && money(row.unit, 'short')}
            </td>
            <td className="py-1.5 text-right whitespace-nowrap">{row.amount}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="align-top font-semibold">
          <td colSpan={2} className="py-1.5 pr-3">
            {total.what}
          </td>
          <td className="py-1.5 text-right whitespace-nowrap sm:hidden print:hidden">{total.amount}</td>
          <td colSpan={2} className="hidden py-1.5 text-right whitespace-nowrap sm:table-cell print:table-cell">
            {total.amount}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
