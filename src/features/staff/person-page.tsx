import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '../../../contracts/common.ts'
import type { AdminUserDetail } from '../../../contracts/staff.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { ListSkeleton, StaffFrame } from './staff-frame.tsx'
import { staffOneQuery } from './staff-queries.ts'

/** `/equipo/personas/$id`: everything of one person, and money back above policy. */
export function PersonPage() {
  const { t } = useTranslation('staff')
  const { id } = useParams({ from: '/equipo/personas/$id' })
  return (
    <StaffFrame title={t('person.title')} back={{ to: '/equipo/personas', label: t('people.title') }} needs="admin">
      <Person path={`/admin/users/${encodeURIComponent(id)}`} />
    </StaffFrame>
  )
}

function Person({ path }: { path: string }) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  const found = useQuery(staffOneQuery<AdminUserDetail>(path))
  const person = found.data
  if (!person) {
    if (!found.error) return <ListSkeleton />
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  }
  return (
    <>
      <div>
        <h2 className="text-xl wrap-anywhere">{person.name}</h2>
        <p className="text-ink-soft wrap-anywhere">
          {person.email} · {t(`roles.${person.role}`)} ·{' '}
          {t('people.since', { when: dates.day(person.createdAt, placeTimeZone) })}
        </p>
        <p className="text-ink-soft">{t('person.sessions', { count: person.sessions })}</p>
        {person.banned && (
          <p className="mt-2">
            <StatusChip tone="danger">{t('people.banned')}</StatusChip> {person.banReason}
          </p>
        )}
      </div>
      <Section title={t('person.bookings', { count: person.counts.bookings })}>
        <Things type="booking" things={person.bookings.map((one) => ({ ...one, name: one.title }))} />
      </Section>
      <Section title={t('person.orders', { count: person.counts.orders })}>
        <Things type="order" things={person.orders.map((one) => ({ ...one, name: one.seller }))} />
      </Section>
      <Section title={t('person.audit')}>
        {person.audit.length === 0 ? (
          <p className="text-ink-soft">{t('person.none')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {person.audit.map((entry) => (
              <li key={entry.id} className="py-2 wrap-anywhere">
                {entry.action}{' '}
                <span className="text-sm text-ink-soft">
                  {entry.actor} · {dates.dateTime(entry.createdAt, placeTimeZone)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}

type Thing = { id: string; code: string; status: string; name: string; total: Money; createdAt: string }

/** Nothing came in that could go back. */
const unpaid = new Set(['PENDING_PAYMENT', 'PAYMENT_FAILED'])

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
              <p className="tabular text-sm text-ink-soft">
                {thing.code} · {thing.status} · {dates.day(thing.createdAt, placeTimeZone)} · {money(thing.total)}
              </p>
            </div>
            {!unpaid.has(thing.status) && thing.total.amount > 0 && (
              <Button onPress={() => setRefunded(thing)}>{t('refunds.start')}</Button>
            )}
          </li>
        ))}
      </ul>
      {refunded && <RefundDialog type={type} thing={refunded} onClose={() => setRefunded(null)} />}
    </>
  )
}

function RefundDialog({ type, thing, onClose }: { type: 'booking' | 'order'; thing: Thing; onClose: () => void }) {
  const { t } = useTranslation('staff')
  const money = useFormatMoney()
  const [pesos, setPesos] = useState('')
  return (
    <ReasonDialog
      title={t('refunds.startTitle', { code: thing.code })}
      lead={t('refunds.startLead', { total: money(thing.total) })}
      label={t('refunds.reason')}
      action={t('refunds.start')}
      done={t('refunds.requested')}
      call={(reason) => ({
        path: '/admin/refunds',
        body: {
          subjectType: type,
          subjectId: thing.id,
          // What is no amount is refused by the server with its words.
          amount: { amount: Math.round(Number(pesos.replaceAll(',', '')) * 100) || 0, currency: 'MXN' },
          reason,
        },
      })}
      onClose={onClose}
    >
      <TextField
        label={t('refunds.amount')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        value={pesos}
        onChange={(event) => setPesos(event.target.value)}
      />
    </ReasonDialog>
  )
}
