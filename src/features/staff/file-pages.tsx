import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdminBooking, AdminCheckout, AdminOrder, AdminPayment } from '../../../contracts/staff-files.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { FactGrid, FileLink, FileStatus, PersonLink } from './file-parts.tsx'
import { FileStory } from './file-story.tsx'
import { useFileWords } from './file-words.ts'
import { PaymentCard } from './payment-parts.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { RefundDialog } from './refund-dialog.tsx'
import { ListSkeleton, StaffFrame } from './staff-frame.tsx'
import { staffOneQuery } from './staff-queries.ts'

/** One file, on its way, failed, or there. */
function Loaded<F>({ path, children }: { path: string; children: (file: F) => ReactNode }) {
  const found = useQuery(staffOneQuery<F>(path))
  if (found.data !== undefined) return children(found.data)
  if (!found.error) return <ListSkeleton />
  return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
}

function FileFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation('casework')
  return (
    <StaffFrame title={title} back={{ to: '/equipo/expedientes', label: t('file.back') }} needs="admin">
      {children}
    </StaffFrame>
  )
}

function Head({ code, status, actions }: { code: string; status: string; actions?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="tabular font-display text-xl font-semibold">{code}</p>
      <FileStatus status={status} />
      {actions !== undefined && <div className="flex flex-wrap gap-2 sm:ml-auto">{actions}</div>}
    </div>
  )
}

function Payments({ payments }: { payments: AdminPayment[] }) {
  const { t } = useTranslation('casework')
  return (
    <Section title={t('file.payments')}>
      {payments.length === 0 && <p className="text-ink-soft">{t('file.noPayments')}</p>}
      {payments.map((payment) => (
        <PaymentCard key={payment.id} payment={payment} />
      ))}
    </Section>
  )
}

/** `/equipo/reservas/$id` */
export function BookingFilePage() {
  const { t } = useTranslation('casework')
  const { id } = useParams({ from: '/equipo/reservas/$id' })
  return (
    <FileFrame title={t('fileKinds.BOOKING')}>
      <Loaded<AdminBooking> path={`/admin/bookings/${encodeURIComponent(id)}`}>
        {(booking) => <BookingFile booking={booking} />}
      </Loaded>
    </FileFrame>
  )
}

const hasMoneyLeft = ({ payments }: { payments: AdminPayment[] }): boolean =>
  payments.some(({ captured, refunded }) => captured.amount > refunded.amount)
const cancellable = new Set(['PENDING_PAYMENT', 'PENDING', 'CONFIRMED'])

function BookingFile({ booking }: { booking: AdminBooking }) {
  const { t } = useTranslation('casework')
  const words = useFileWords()
  const dates = useDates()
  const money = useFormatMoney()
  const [open, setOpen] = useState<'refund' | 'cancel' | null>(null)
  return (
    <>
      <Head
        code={booking.code}
        status={booking.status}
        actions={
          <>
            {hasMoneyLeft(booking) && <Button onPress={() => setOpen('refund')}>{t('file.giveBack')}</Button>}
            {cancellable.has(booking.status) && (
              <Button variant="danger" onPress={() => setOpen('cancel')}>
                {t('file.cancel')}
              </Button>
            )}
          </>
        }
      />
      <Card>
        <FactGrid
          facts={[
            [t('file.person'), <PersonLink key="guest" person={booking.guest} />],
            [t('file.host'), <PersonLink key="host" person={{ id: booking.host.userId, name: booking.host.name }} />],
            [t('file.experience'), booking.experience.title],
            [t('file.starts'), dates.dateTime(booking.slot.startsAt, booking.slot.timeZone)],
            [t('file.seats'), booking.seats],
            [t('file.total'), money(booking.total)],
            [t('file.discount'), booking.discount.amount > 0 ? money(booking.discount) : null],
            [t('file.refunded'), booking.refunded.amount > 0 ? money(booking.refunded) : null],
            [t('file.commission'), `${booking.commissionBps / 100} %`],
            [
              t('file.purchase'),
              booking.checkoutId && (
                <FileLink key="purchase" kind="PURCHASE" id={booking.checkoutId}>
                  {t('file.openPurchase')}
                </FileLink>
              ),
            ],
            [t('file.cancelled'), [words.reason(booking.cancelReason), booking.cancelNote].filter(Boolean).join(' · ')],
            [t('file.made'), dates.dateTime(booking.createdAt, placeTimeZone)],
          ]}
        />
      </Card>
      <FileStory entries={booking.timeline} />
      <Payments payments={booking.payments} />
      {open === 'refund' && <RefundDialog type="booking" thing={booking} onClose={() => setOpen(null)} />}
      {open === 'cancel' && (
        <ReasonDialog
          title={t('file.cancel')}
          lead={t('file.cancelLead')}
          label={t('file.cancelReason')}
          action={t('file.cancel')}
          done={t('file.cancelledDone')}
          isDanger
          call={(reason) => ({ path: `/admin/bookings/${booking.id}/cancel`, body: { reason } })}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

/** `/equipo/pedidos/$id` */
export function OrderFilePage() {
  const { t } = useTranslation('casework')
  const { id } = useParams({ from: '/equipo/pedidos/$id' })
  return (
    <FileFrame title={t('fileKinds.ORDER')}>
      <Loaded<AdminOrder> path={`/admin/orders/${encodeURIComponent(id)}`}>
        {(order) => <OrderFile order={order} />}
      </Loaded>
    </FileFrame>
  )
}

function OrderFile({ order }: { order: AdminOrder }) {
  const { t } = useTranslation('casework')
  const words = useFileWords()
  const dates = useDates()
  const money = useFormatMoney()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Head
        code={order.code}
        status={order.status}
        actions={hasMoneyLeft(order) && <Button onPress={() => setOpen(true)}>{t('file.giveBack')}</Button>}
      />
      <Card>
        <FactGrid
          facts={[
            [t('file.person'), <PersonLink key="buyer" person={order.buyer} />],
            [
              t('file.seller'),
              <PersonLink key="seller" person={{ id: order.seller.userId, name: order.seller.name }} />,
            ],
            [t('file.total'), money(order.total)],
            [t('file.discount'), order.discount.amount > 0 ? money(order.discount) : null],
            [t('file.shipping'), money(order.shipping)],
            [t('file.refunded'), order.refunded.amount > 0 ? money(order.refunded) : null],
            [
              t('file.purchase'),
              <FileLink key="purchase" kind="PURCHASE" id={order.checkoutId}>
                {t('file.openPurchase')}
              </FileLink>,
            ],
            [t('file.cancelled'), [words.reason(order.cancelReason), order.cancelNote].filter(Boolean).join(' · ')],
            [t('file.made'), dates.dateTime(order.createdAt, placeTimeZone)],
          ]}
        />
      </Card>
      <Section title={t('file.lines')}>
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface px-4">
          {order.lines.map((line) => (
            <li key={line.id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-3">
              <span className="wrap-anywhere">
                {line.quantity} × {line.name}
              </span>
              <span className="tabular text-ink-soft">
                {money(line.unitPrice)}
                {line.refundedQuantity > 0 && ` · ${t('file.sentBack', { count: line.refundedQuantity })}`}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <FileStory entries={order.timeline} />
      <Payments payments={order.payments} />
      {isOpen && <RefundDialog type="order" thing={order} onClose={() => setOpen(false)} />}
    </>
  )
}

/** `/equipo/compras/$id` */
export function PurchaseFilePage() {
  const { t } = useTranslation('casework')
  const { id } = useParams({ from: '/equipo/compras/$id' })
  return (
    <FileFrame title={t('fileKinds.PURCHASE')}>
      <Loaded<AdminCheckout> path={`/admin/checkouts/${encodeURIComponent(id)}`}>
        {(purchase) => <PurchaseFile purchase={purchase} />}
      </Loaded>
    </FileFrame>
  )
}

function PurchaseFile({ purchase }: { purchase: AdminCheckout }) {
  const { t } = useTranslation('casework')
  const words = useFileWords()
  const dates = useDates()
  const money = useFormatMoney()
  const parts = [
    { title: t('file.orders'), kind: 'ORDER', items: purchase.orders.map((one) => ({ ...one, about: one.seller })) },
    {
      title: t('file.bookings'),
      kind: 'BOOKING',
      items: purchase.bookings.map((one) => ({ ...one, about: one.title })),
    },
  ] as const
  return (
    <>
      <Head code={purchase.code} status={purchase.status} />
      <Card>
        <FactGrid
          facts={[
            [t('file.person'), <PersonLink key="buyer" person={purchase.buyer} />],
            [t('file.total'), money(purchase.total)],
            [t('file.discount'), purchase.discount.amount > 0 ? money(purchase.discount) : null],
            [t('file.cancelled'), words.reason(purchase.cancelReason)],
            [t('file.made'), dates.dateTime(purchase.createdAt, placeTimeZone)],
          ]}
        />
      </Card>
      {parts.map(
        ({ title, kind, items }) =>
          items.length > 0 && (
            <Section key={kind} title={title}>
              <ul className="divide-y divide-line rounded-lg border border-line bg-surface px-4">
                {items.map((item) => (
                  <li key={item.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
                    <FileLink kind={kind} id={item.id}>
                      {item.code}
                    </FileLink>
                    <span className="wrap-anywhere">{item.about}</span>
                    <FileStatus status={item.status} />
                    <span className="tabular sm:ml-auto">{money(item.total)}</span>
                  </li>
                ))}
              </ul>
            </Section>
          ),
      )}
      <FileStory entries={purchase.timeline} />
      <Payments payments={purchase.payments} />
    </>
  )
}

/** `/equipo/pagos/$id` */
export function PaymentFilePage() {
  const { t } = useTranslation('casework')
  const { id } = useParams({ from: '/equipo/pagos/$id' })
  return (
    <FileFrame title={t('fileKinds.PAYMENT')}>
      <Loaded<AdminPayment> path={`/admin/payments/${encodeURIComponent(id)}`}>
        {(payment) => (
          <>
            <PaymentCard payment={payment} isOwnPage />
            <FileStory entries={payment.timeline} />
          </>
        )}
      </Loaded>
    </FileFrame>
  )
}
