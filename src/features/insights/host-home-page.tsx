import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { CircleHelp, DoorOpen, Mail, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HostDashboard } from '../../../contracts/insights.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { BestListings } from './best-listings.tsx'
import { DashboardFrame, DashboardGate } from './dashboard-frame.tsx'
import { hostDashboardQuery } from './insight-queries.ts'
import { Trends } from './trends.tsx'
import { type WaitingItem, WaitingList } from './waiting-list.tsx'

/** `/anfitrion`: who arrives today, what waits, and how it goes. */
export function HostHomePage() {
  return (
    <DashboardGate side="HOST">
      <HostHome />
    </DashboardGate>
  )
}

function HostHome() {
  const { por = 'day', mira = 'sales' } = useSearch({ from: '/anfitrion' })
  const navigate = useNavigate({ from: '/anfitrion' })
  const { data, error, refetch } = useQuery(hostDashboardQuery(por))
  return (
    <DashboardFrame side="HOST" data={data} error={error} onRetry={() => void refetch()}>
      {(dashboard) => (
        <>
          <Arrivals today={dashboard.today} />
          <Waiting today={dashboard.today} />
          <Trends
            side="HOST"
            dashboard={dashboard}
            by={por}
            metric={mira}
            onChange={({ by = por, metric = mira }) =>
              void navigate({ search: { por: by, mira: metric }, replace: true, resetScroll: false })
            }
          />
          <BestListings side="HOST" dashboard={dashboard} />
        </>
      )}
    </DashboardFrame>
  )
}

function Arrivals({ today }: { today: HostDashboard['today'] }) {
  const { t } = useTranslation('insights')
  const dates = useDates()
  return (
    <Section title={t('today.arrivals')}>
      {today.arrivals.length === 0 ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="text-ink-soft">{t('today.noArrivals')}</p>
          <LinkButton to="/anfitrion/calendario">{t('today.next')}</LinkButton>
        </div>
      ) : (
        <>
          <ul className="grid gap-3 md:grid-cols-2">
            {today.arrivals.map((slot) => {
              const time = dates.time(slot.startsAt, placeTimeZone)
              return (
                <li
                  key={slot.slotId}
                  className="relative grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 rounded-lg border border-line bg-surface px-4 py-3 transition-shadow hover:shadow-high"
                >
                  <span className="tabular font-display text-xl font-semibold text-grana">{time}</span>
                  <span className="min-w-0">
                    <Link
                      to="/anfitrion/horarios/$id"
                      params={{ id: slot.slotId }}
                      aria-label={t('today.who', { title: slot.title, time })}
                      className="font-semibold no-underline after:absolute after:inset-0 after:rounded-lg"
                    >
                      {slot.title}
                    </Link>
                    <span className="tabular block text-sm text-ink-soft">
                      {t('today.bookings', { count: slot.bookings })} · {t('today.seats', slot)}
                    </span>
                    {slot.admitted > 0 && (
                      <span className="tabular block text-sm font-semibold text-nopal">
                        {slot.admitted >= slot.seats ? t('today.allHere') : t('today.arrived', slot)}
                      </span>
                    )}
                  </span>
                </li>
              )
            })}
          </ul>
          <LinkButton variant="primary" to="/anfitrion/puerta" className="self-start">
            <DoorOpen aria-hidden className="size-5" />
            {t('today.door')}
          </LinkButton>
        </>
      )}
    </Section>
  )
}

function Waiting({ today }: { today: HostDashboard['today'] }) {
  const { t } = useTranslation('insights')
  const money = useFormatMoney()
  const items: WaitingItem[] = []
  if (today.due.amount > 0)
    items.push({
      key: 'due',
      to: '/anfitrion/cobros',
      Icon: Wallet,
      text: t('today.due', { amount: money(today.due, 'short') }),
      note: t('today.dueNote'),
    })
  if (today.unansweredQuestions > 0)
    items.push({
      key: 'questions',
      to: '/anfitrion/respuestas',
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
