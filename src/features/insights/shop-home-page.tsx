import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { CircleHelp, Hourglass, Mail, PackageMinus, RotateCcw, Truck, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SellerDashboard } from '../../../contracts/insights.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { BestListings } from './best-listings.tsx'
import { DashboardFrame, DashboardGate } from './dashboard-frame.tsx'
import { shopDashboardQuery } from './insight-queries.ts'
import { Trends } from './trends.tsx'
import { type WaitingItem, WaitingList } from './waiting-list.tsx'

/** `/vender`: what is to be sent today, what waits, and how it goes. */
export function ShopHomePage() {
  return (
    <DashboardGate side="SELLER">
      <ShopHome />
    </DashboardGate>
  )
}

function ShopHome() {
  const { por = 'day', mira = 'sales' } = useSearch({ from: '/vender' })
  const navigate = useNavigate({ from: '/vender' })
  const { data, error, refetch } = useQuery(shopDashboardQuery(por))
  return (
    <DashboardFrame side="SELLER" data={data} error={error} onRetry={() => void refetch()}>
      {(dashboard) => (
        <>
          <Waiting today={dashboard.today} />
          <Trends
            side="SELLER"
            dashboard={dashboard}
            by={por}
            metric={mira}
            onChange={({ by = por, metric = mira }) =>
              void navigate({ search: { por: by, mira: metric }, replace: true, resetScroll: false })
            }
          />
          <BestListings side="SELLER" dashboard={dashboard} />
        </>
      )}
    </DashboardFrame>
  )
}

function Waiting({ today }: { today: SellerDashboard['today'] }) {
  const { t } = useTranslation('insights')
  const dates = useDates()
  const money = useFormatMoney()
  const at = (instant: string) => dates.dateTime(instant, placeTimeZone)
  const items: WaitingItem[] = []
  const { toAccept, toShip } = today
  if (toAccept.count > 0)
    items.push({
      key: 'accept',
      to: '/vender/pedidos',
      Icon: Hourglass,
      text: t('today.toAccept', { count: toAccept.count }),
      note: toAccept.nextBy ? t('today.acceptBy', { when: at(toAccept.nextBy) }) : undefined,
      isUrgent: true,
    })
  if (toShip.count > 0)
    items.push({
      key: 'ship',
      to: '/vender/pedidos',
      search: { ver: 'to-ship' },
      Icon: Truck,
      text: t('today.toShip', { count: toShip.count }),
      note: toShip.oldestAcceptedAt ? t('today.oldest', { when: at(toShip.oldestAcceptedAt) }) : undefined,
      isUrgent: true,
    })
  if (today.openReturns > 0)
    items.push({
      key: 'returns',
      to: '/vender/pedidos',
      search: { ver: 'problems' },
      Icon: RotateCcw,
      text: t('today.returns', { count: today.openReturns }),
    })
  if (today.due.amount > 0)
    items.push({
      key: 'due',
      to: '/vender/cobros',
      Icon: Wallet,
      text: t('today.due', { amount: money(today.due, 'short') }),
      note: t('today.dueNote'),
    })
  if (today.lowStock > 0)
    items.push({
      key: 'stock',
      to: '/vender/piezas',
      search: { estado: 'LOW', orden: 'stock' },
      Icon: PackageMinus,
      text: t('today.lowStock', { count: today.lowStock }),
    })
  if (today.unansweredQuestions > 0)
    items.push({
      key: 'questions',
      to: '/vender/respuestas',
      search: { ver: 'questions' },
      Icon: CircleHelp,
      text: t('today.questions', { count: today.unansweredQuestions }),
    })
  if (today.unreadThreads > 0)
    items.push({
      key: 'threads',
      to: '/mensajes',
      Icon: Mail,
      text: t('today.threads', { count: today.unreadThreads }),
    })
  return <WaitingList items={items} />
}
