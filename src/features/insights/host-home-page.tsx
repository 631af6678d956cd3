import { Link } from '@tanstack/react-router'
import { DoorOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HostDashboard } from '../../../contracts/insights.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { DashboardPage } from './dashboard-page.tsx'
import { MoneyToday, useSharedWaiting, WaitingList } from './waiting-list.tsx'

type Today = HostDashboard['today']

/** `/anfitrion`: who arrives today, what waits, and how it goes. */
export function HostHomePage() {
  return (
    <DashboardPage side="HOST">
      {(today) => (
        <>
          <Arrivals today={today} />
          <Waiting today={today} />
          <MoneyToday side="HOST" today={today} />
        </>
      )}
    </DashboardPage>
  )
}

function Arrivals({ today }: { today: Today }) {
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

function Waiting({ today }: { today: Today }) {
  const { questions, threads } = useSharedWaiting('HOST', today)
  return <WaitingList items={[questions, threads]} />
}
