import { useParams } from '@tanstack/react-router'
import { CalendarDays, ReceiptText, Ticket } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Booking } from '../../../contracts/bookings.ts'
import type { Checkout } from '../../../contracts/checkout.ts'
import type { Order } from '../../../contracts/orders.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { OrderChip } from '../../ui/order-chip.tsx'
import { piecesOf } from '../../ui/order-lines.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { PapelPicado } from '../../ui/papel-picado.tsx'
import { Picture } from '../../ui/picture.tsx'
import { StoredNote } from '../../ui/stored-note.tsx'
import { Textile } from '../../ui/textile.tsx'
import { PurchaseEnd } from './purchase-ends.tsx'
import { usePurchase } from './use-purchase.ts'
import { useShippingDays } from './use-shipping-days.ts'

/** `/compras/$id`: paid. Codes, what comes when from whom, tickets, receipt. */
export function PurchasePage() {
  const { id } = useParams({ from: '/compras/$id' })
  const { t } = useTranslation('market')
  const purchase = usePurchase(id)
  const { me, checkout } = purchase
  if (checkout?.status !== 'PAID')
    return <PurchaseEnd title={t('done.title')} path={`/compras/${id}`} purchase={purchase} />
  return <Paid checkout={checkout} email={me?.email} storedAt={purchase.storedAt} />
}

function Paid({
  checkout,
  email,
  storedAt,
}: {
  checkout: Checkout
  email: string | undefined
  storedAt: number | null
}) {
  const { t } = useTranslation('market')
  const money = useFormatMoney()
  return (
    <>
      <PapelPicado />
      <Page title={t('done.title')} width="text" className="gap-8">
        <p className="sr-only" aria-live="polite">
          {t('done.announce', { code: checkout.code })}
        </p>
        <PageHeader
          title={t('done.title')}
          eyebrow={t('done.eyebrow', { code: checkout.code })}
          lead={email ? t('done.lead', { email }) : t('done.leadNoMail')}
          hasBand={false}
        />
        {storedAt !== null && <StoredNote savedAt={storedAt} />}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="tabular font-display text-lg font-semibold">
            {t('done.paid', { amount: money(checkout.total) })}
          </p>
          <LinkButton to="/compras/$id/recibo" params={{ id: checkout.id }}>
            <ReceiptText aria-hidden className="size-5" />
            {t('done.receipt')}
          </LinkButton>
        </div>
        {checkout.orders.length > 0 && (
          <Section title={t('done.comes')}>
            <div className="flex flex-col gap-4">
              {checkout.orders.map((order) => (
                <OrderPart key={order.id} order={order} />
              ))}
            </div>
          </Section>
        )}
        {checkout.bookings.length > 0 && (
          <Section title={t('done.experiences')}>
            <div className="flex flex-col gap-4">
              {checkout.bookings.map((booking) => (
                <BookingPart key={booking.id} booking={booking} />
              ))}
            </div>
          </Section>
        )}
        <div>
          <LinkButton variant="primary" to="/mis-planes">
            {t('done.plans')}
          </LinkButton>
        </div>
      </Page>
    </>
  )
}

function OrderPart({ order }: { order: Order }) {
  const { t } = useTranslation('market')
  const { t: words } = useTranslation('orders')
  const dates = useDates()
  const days = useShippingDays()
  return (
    <Card as="article" isFlush>
      <div aria-hidden className="h-2 overflow-hidden">
        <Textile id={order.seller.id} />
      </div>
      <div className="flex flex-col gap-3 p-4 sm:p-5">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <h3 className="text-lg">{order.seller.name}</h3>
            <p className="tabular text-sm text-ink-soft">
              {t('done.orderCode', { code: order.code })} · {words('pieces', { count: piecesOf(order.items) })}
            </p>
          </div>
          <OrderChip order={order} />
        </div>
        <ul className="flex flex-wrap gap-2">
          {order.items.map((item) => (
            <li key={item.lineId} className="size-16 overflow-hidden rounded-[4px]">
              <Picture id={item.productId} src={item.image} alt={item.name} />
            </li>
          ))}
        </ul>
        <p>
          {order.status === 'PAID' && order.acceptBy && (
            <span>{t('done.accept', { when: dates.dateTime(order.acceptBy, placeTimeZone) })} </span>
          )}
          {order.pickupPoint ? (
            <span>{t('done.pickup', { place: order.pickupPoint.name, hours: order.pickupPoint.openingHours })}</span>
          ) : (
            order.shippingOffer && <span>{days(order.shippingOffer)}</span>
          )}
        </p>
        <LinkButton variant="quiet" className="-ml-4 self-start" to="/pedidos/$id" params={{ id: order.id }}>
          {t('done.seeOrder')}
        </LinkButton>
      </div>
    </Card>
  )
}

function BookingPart({ booking }: { booking: Booking }) {
  const { t } = useTranslation('market')
  const dates = useDates()
  return (
    <Card as="article">
      <div className="flex gap-4">
        <span className="w-20 shrink-0 self-stretch overflow-hidden rounded-md sm:w-28">
          <Picture id={booking.experience.id} src={booking.experience.images[0]} alt="" />
        </span>
        <div className="flex min-w-0 flex-col items-start gap-1">
          <h3 className="text-lg">{booking.experience.title}</h3>
          <p className="tabular flex items-center gap-2">
            <CalendarDays aria-hidden className="size-4 shrink-0 text-grana" />
            <time dateTime={booking.startsAt} className="first-letter:uppercase">
              {dates.dateTime(booking.startsAt, booking.timeZone)}
            </time>
          </p>
          <p className="text-sm text-ink-soft">{booking.experience.meetingPoint.address}</p>
          <p className="tabular text-sm">{t('done.bookingCode', { code: booking.code })}</p>
          <LinkButton className="mt-2" to="/reservas/$id/lista" params={{ id: booking.id }}>
            <Ticket aria-hidden className="size-5" />
            {t('done.tickets')}
          </LinkButton>
        </div>
      </div>
    </Card>
  )
}
