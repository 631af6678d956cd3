import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '../../../contracts/common.ts'
import type { AdminUserDetail } from '../../../contracts/staff.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { FileLink, FileStatus } from './file-parts.tsx'
import { OpenDialog } from './open-dialog.tsx'
import { PersonActions } from './person-actions.tsx'
import { PersonTrail } from './person-trail.tsx'
import { RefundDialog } from './refund-dialog.tsx'
import { ListSkeleton, StaffFrame } from './staff-frame.tsx'
import { staffOneQuery } from './staff-queries.ts'

/** `/equipo/personas/$id`: everything of one person, and money back above policy. */
export function PersonPage() {
  const { t } = useTranslation('staff')
  const { id } = useParams({ from: '/equipo/personas/$id' })
  return (
    <StaffFrame title={t('person.title')} back={{ to: '/equipo/personas', label: t('people.title') }} needs="admin">
      <Person key={id} path={`/admin/users/${encodeURIComponent(id)}`} />
    </StaffFrame>
  )
}

function Person({ path }: { path: string }) {
  const { t } = useTranslation('staff')
  const found = useQuery(staffOneQuery<AdminUserDetail>(path))
  const [opened, setOpened] = useState<AdminUserDetail | null>(null)
  if (!found.data) {
    if (!found.error) return <ListSkeleton />
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  }
  // What was opened lies over what is asked for again after every act.
  const person = opened
    ? { ...found.data, email: opened.email, liveSessions: opened.liveSessions, masked: false }
    : found.data
  return (
    <>
      <Head person={person} path={path} onOpened={setOpened} />
      <Section title={t('person.bookings', { count: person.counts.bookings })}>
        <Things type="booking" things={person.bookings.map((one) => ({ ...one, name: one.title }))} />
      </Section>
      <Section title={t('person.orders', { count: person.counts.orders })}>
        <Things type="order" things={person.orders.map((one) => ({ ...one, name: one.seller }))} />
      </Section>
      <PersonTrail person={person} />
    </>
  )
}

function Head({
  person,
  path,
  onOpened,
}: {
  person: AdminUserDetail
  path: string
  onOpened: (opened: AdminUserDetail) => void
}) {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const dates = useDates()
  const [isAsked, setAsked] = useState(false)
  return (
    <Card>
      <div className="flex flex-col gap-4">
        <div>
          <h2 className="text-xl wrap-anywhere">{person.name}</h2>
          <p className="text-ink-soft wrap-anywhere">
            {person.email}
            {!person.emailVerified && ` · ${t('people.unverified')}`} · {t(`roles.${person.role}`)} ·{' '}
            {t('people.since', { when: dates.day(person.createdAt, placeTimeZone) })}
          </p>
          <p className="text-ink-soft">
            {t('person.sessions', { count: person.sessions })} ·{' '}
            {words('person.messages', { count: person.counts.messages })} ·{' '}
            {words('person.reportsMade', { count: person.counts.reportsMade })}
          </p>
        </div>
        {person.banned && (
          <div>
            <StatusChip tone="danger">
              {person.banExpires === null
                ? t('people.banned')
                : t('people.bannedUntil', { when: dates.dateTime(person.banExpires, placeTimeZone) })}
            </StatusChip>
            <p className="mt-1 wrap-anywhere">{person.banReason}</p>
          </div>
        )}
        <PersonActions person={person} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line pt-3">
          {person.masked && (
            <>
              <p className="text-sm text-ink-soft">{words('person.masked')}</p>
              <Button onPress={() => setAsked(true)}>{words('person.open')}</Button>
            </>
          )}
          <Link
            to="/equipo/expedientes"
            search={{ q: person.id }}
            className="text-link inline-flex min-h-11 items-center"
          >
            {words('person.filesOf')}
          </Link>
          {person.role !== 'user' && (
            <Link
              to="/equipo/bitacora"
              search={{ quien: person.id }}
              className="text-link inline-flex min-h-11 items-center"
            >
              {words('person.actsOf')}
            </Link>
          )}
        </div>
      </div>
      {isAsked && (
        <OpenDialog<AdminUserDetail>
          title={words('person.open')}
          lead={words('person.openLead')}
          done={words('person.opened')}
          path={path}
          onOpened={onOpened}
          onClose={() => setAsked(false)}
        />
      )}
    </Card>
  )
}

type Thing = {
  id: string
  code: string
  status: string
  name: string
  total: Money
  hasMoney: boolean
  createdAt: string
}

function Things({ type, things }: { type: 'booking' | 'order'; things: Thing[] }) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  const money = useFormatMoney()
  const [refunded, setRefunded] = useState<Thing | null>(null)
  if (things.length === 0) return <p className="text-ink-soft">{t('person.none')}</p>
  return (
    <>
      <ul className="divide-y divide-line">
        {things.map((thing) => (
          <li key={thing.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div className="min-w-0">
              <p className="font-semibold wrap-anywhere">{thing.name}</p>
              <p className="tabular flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
                <FileLink kind={type === 'booking' ? 'BOOKING' : 'ORDER'} id={thing.id}>
                  {thing.code}
                </FileLink>
                <FileStatus status={thing.status} />
                {dates.day(thing.createdAt, placeTimeZone)} · {money(thing.total)}
              </p>
            </div>
            {thing.hasMoney && <Button onPress={() => setRefunded(thing)}>{t('refunds.start')}</Button>}
          </li>
        ))}
      </ul>
      {refunded && <RefundDialog type={type} thing={refunded} onClose={() => setRefunded(null)} />}
    </>
  )
}
