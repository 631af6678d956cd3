import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Hourglass, MapPin, RotateCcw, Truck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { sellerOrderViews } from '../../../contracts/orders.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { stateName } from '../../lib/mexican-states.ts'
import { useActing } from '../../lib/acting.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { OrderChip } from '../../ui/order-chip.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { Picture } from '../../ui/picture.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { SellerGate } from './seller-gate.tsx'
import { type SoldOrder, soldOrdersQuery, type View, withMoney } from './sold-queries.ts'

/** `/vender/pedidos`: the workshop's orders, by what there is to do. */
export function SoldOrdersPage() {
  return (
    <SellerGate path="/vender/pedidos" action="orders">
      <Board />
    </SellerGate>
  )
}

function Board() {
  const { t } = useTranslation('selling')
  const view: View = useSearch({ from: '/vender/pedidos' }).ver ?? 'new'
  const navigate = useNavigate()
  const shop = useActing('SELLER')
  return (
    <Page title={t('title')}>
      <ShopNav />
      <PageHeader title={shop?.name ?? t('title')} lead={t('lead')} />
      <Tabs
        label={t('viewsLabel')}
        items={sellerOrderViews.map((id) => ({
          id,
          label: <TabLabel view={id} />,
          content: id === view ? <Orders view={id} /> : null,
        }))}
        selected={view}
        onSelect={(id) =>
          void navigate({
            to: '/vender/pedidos',
            search: id === 'new' ? {} : { ver: id },
            replace: true,
            resetScroll: false,
          })
        }
      />
    </Page>
  )
}

/** What needs hands is counted beside its name. */
function TabLabel({ view }: { view: View }) {
  const { t } = useTranslation('selling')
  const isToDo = view === 'new' || view === 'to-ship' || view === 'problems'
  const list = useInfiniteQuery({ ...soldOrdersQuery(view), enabled: isToDo })
  const count = list.data?.pages[0]?.items.length ?? 0
  return (
    <>
      {t(`views.${view}`)}
      {isToDo && count > 0 && (
        <span className="tabular inline-grid h-6 min-w-6 place-items-center rounded-full bg-grana px-1.5 text-sm text-on-grana">
          {count}
          {list.hasNextPage && '+'}
        </span>
      )}
    </>
  )
}

function Orders({ view }: { view: View }) {
  const { t } = useTranslation('selling')
  const list = useInfiniteQuery(soldOrdersQuery(view))
  const orders = list.data?.pages.flatMap((page) => page.items)
  if (!orders) {
    if (list.error) return <ErrorState title={t('loadFailed')} error={list.error} onRetry={() => void list.refetch()} />
    return (
      <div aria-busy="true" className="grid gap-4 md:grid-cols-2">
        <output className="sr-only">{t('loading')}</output>
        {[0, 1, 2, 3].map((i) => (
          <Skeleton key={i} className="h-44 rounded-lg" />
        ))}
      </div>
    )
  }
  if (orders.length === 0)
    return <EmptyState title={t(`empty.${view}.title`)} body={t(`empty.${view}.body`)} textileId={`vender-${view}`} />
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-stretch gap-4 md:grid-cols-2">
        {orders.map((order) => (
          <SoldCard key={order.id} order={order} />
        ))}
      </div>
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function SoldCard({ order }: { order: SoldOrder }) {
  const { t } = useTranslation('selling')
  const { t: words } = useTranslation('orders')
  const dates = useDates()
  const money = useFormatMoney()
  const [first] = order.items
  const share = withMoney(order)?.sellerShare
  const pieces = order.items.reduce((sum, { quantity }) => sum + quantity, 0)
  const address = order.shippingAddress
  return (
    <article className="relative flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-low transition-shadow hover:shadow-high">
      <Urgency order={order} />
      <div className="flex gap-3">
        <span className="size-16 shrink-0 overflow-hidden rounded-[4px]">
          <Picture id={first?.productId ?? order.id} src={first?.image} alt="" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="font-sans text-base leading-snug font-semibold">
            <Link
              to="/vender/pedidos/$id"
              params={{ id: order.id }}
              className="no-underline after:absolute after:inset-0 after:rounded-lg hover:underline"
            >
              {order.items.map((item) => `${item.quantity} × ${item.name}`).join(', ')}
            </Link>
          </h2>
          <p className="text-sm text-ink-soft">
            {t('buyer', { name: order.buyer.name })} · {words('pieces', { count: pieces })}
          </p>
          <p className="mt-1 flex items-center gap-1.5 text-sm">
            {order.delivery === 'PICKUP' ? (
              <>
                <MapPin aria-hidden className="size-4 shrink-0 text-grana" />
                {t('pickup')}
              </>
            ) : (
              <>
                <Truck aria-hidden className="size-4 shrink-0 text-grana" />
                {address && t('shipTo', { city: address.city, state: stateName(address.country, address.state) })}
              </>
            )}
          </p>
        </div>
      </div>
      <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3 text-sm">
        <OrderChip order={order} />
        <span className="tabular text-ink-soft">
          {order.code} · {dates.day(order.createdAt, placeTimeZone)}
        </span>
        {share && (
          <span className="tabular ml-auto font-semibold">{t('yours', { amount: money(share, 'short') })}</span>
        )}
      </div>
    </article>
  )
}

/** The one thing about an order that does not wait. */
function Urgency({ order }: { order: SoldOrder }) {
  const { t } = useTranslation('selling')
  const now = useServerNow(60_000)
  if (order.status === 'PAID' && order.acceptBy) {
    const hours = Math.floor((Date.parse(order.acceptBy) - now) / 3_600_000)
    const isClose = hours < 12
    return (
      <p
        className={cx(
          'flex items-center gap-2 self-start rounded-md px-2.5 py-1 text-sm font-semibold',
          isClose ? 'bg-barro-soft text-barro' : 'bg-anil-soft text-anil',
        )}
      >
        <Hourglass aria-hidden className="size-4" />
        {hours < 1 ? t('acceptSoon') : t('acceptLeft', { count: hours })}
      </p>
    )
  }
  const isAsked = order.actions.includes('DECIDE_RETURN')
  const isAwaited = order.actions.includes('RECEIVE_RETURN')
  if (!isAsked && !isAwaited) return null
  return (
    <p className="flex items-center gap-2 self-start rounded-md bg-barro-soft px-2.5 py-1 text-sm font-semibold text-barro">
      <RotateCcw aria-hidden className="size-4" />
      {t(isAsked ? 'returnOpen' : 'returnWaiting')}
    </p>
  )
}
