import { Hourglass, PackageMinus, RotateCcw, Truck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SellerDashboard } from '../../../contracts/insights.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { DashboardPage } from './dashboard-page.tsx'
import { MoneyToday, useSharedWaiting, type WaitingItem, WaitingList } from './waiting-list.tsx'

/** `/vender`: what is to be sent today, what waits, and how it goes. */
export function ShopHomePage() {
  return (
    <DashboardPage side="SELLER">
      {(today) => (
        <>
          <Waiting today={today} />
          <MoneyToday side="SELLER" today={today} />
        </>
      )}
    </DashboardPage>
  )
}

function Waiting({ today }: { today: SellerDashboard['today'] }) {
  const { t } = useTranslation('insights')
  const dates = useDates()
  const at = (instant: string) => dates.dateTime(instant, placeTimeZone)
  const { questions, threads } = useSharedWaiting('SELLER', today)
  const { toAccept, toShip, openReturns, lowStock } = today
  const items: WaitingItem[] = [
    {
      key: 'accept',
      count: toAccept.count,
      to: '/vender/pedidos',
      Icon: Hourglass,
      text: t('today.toAccept', { count: toAccept.count }),
      note: toAccept.nextBy ? t('today.acceptBy', { when: at(toAccept.nextBy) }) : undefined,
      isUrgent: true,
    },
    {
      key: 'ship',
      count: toShip.count,
      to: '/vender/pedidos',
      search: { ver: 'to-ship' },
      Icon: Truck,
      text: t('today.toShip', { count: toShip.count }),
      note: toShip.oldestAcceptedAt ? t('today.oldest', { when: at(toShip.oldestAcceptedAt) }) : undefined,
      isUrgent: true,
    },
    {
      key: 'returns',
      count: openReturns,
      to: '/vender/pedidos',
      search: { ver: 'problems' },
      Icon: RotateCcw,
      text: t('today.returns', { count: openReturns }),
    },
    {
      key: 'stock',
      count: lowStock,
      to: '/vender/piezas',
      search: { estado: 'LOW', orden: 'stock' },
      Icon: PackageMinus,
      text: t('today.lowStock', { count: lowStock }),
    },
    questions,
    threads,
  ]
  return <WaitingList items={items} />
}
