import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdminPayment } from '../../../contracts/staff-files.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useEventWords } from './event-words.ts'
import { Facts } from './facts.tsx'
import { useFileWords } from './file-words.ts'
import { FactGrid, FileLink, FileStatus, PersonLink } from './file-parts.tsx'
import { staffOneQuery } from './staff-queries.ts'

/** One payment with what hangs on it; the way to its own file unless one is there. */
export function PaymentCard({ payment, isOwnPage = false }: { payment: AdminPayment; isOwnPage?: boolean }) {
  const { t } = useTranslation('casework')
  const dates = useDates()
  const money = useFormatMoney()
  const words = useEventWords()
  const paidFor = payment.payableType === 'booking' ? 'BOOKING' : 'PURCHASE'
  return (
    <Card>
      <div className="flex flex-col gap-5">
        <p className="flex flex-wrap items-center gap-3">
          <span className="tabular font-display text-xl font-semibold">{money(payment.amount)}</span>
          <FileStatus status={payment.status} />
          {!isOwnPage && (
            <FileLink kind="PAYMENT" id={payment.id}>
              {t('file.open')}
            </FileLink>
          )}
        </p>
        <FactGrid
          facts={[
            [t('file.person'), isOwnPage ? <PersonLink key="who" person={payment.user} /> : null],
            [
              t('file.paidFor'),
              isOwnPage ? (
                <FileLink key="what" kind={paidFor} id={payment.payableId}>
                  {t(`fileKinds.${paidFor}`)}
                </FileLink>
              ) : null,
            ],
            [t('file.captured'), money(payment.captured)],
            [t('file.refunded'), payment.refunded.amount > 0 ? money(payment.refunded) : null],
            [t('file.intent'), payment.intentId && <code key="intent">{payment.intentId}</code>],
            [t('file.charge'), payment.chargeId && <code key="charge">{payment.chargeId}</code>],
            [t('file.error'), payment.lastErrorCode],
            [t('file.checked'), payment.checkedAt && dates.dateTime(payment.checkedAt, placeTimeZone)],
          ]}
        />
        <More title={t('file.refunds')} count={payment.refunds.length}>
          {payment.refunds.map((refund) => (
            <li key={refund.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <span className="tabular font-semibold">{money(refund.amount)}</span>
              <FileStatus status={refund.status} />
              <span className="text-sm text-ink-soft wrap-anywhere">
                {[words.refundWhy(refund.reasonKey), refund.providerRefundId, refund.failureReason]
                  .filter(Boolean)
                  .join(' · ')}{' '}
                · {dates.dateTime(refund.createdAt, placeTimeZone)}
              </span>
            </li>
          ))}
        </More>
        <More title={t('file.transfers')} count={payment.transfers.length}>
          {payment.transfers.map((transfer) => (
            <li key={transfer.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <span className="tabular font-semibold">{money(transfer.amount)}</span>
              <FileStatus status={transfer.status} />
              <FileLink kind={transfer.subjectType === 'order' ? 'ORDER' : 'BOOKING'} id={transfer.subjectId}>
                {t(`fileKinds.${transfer.subjectType === 'order' ? 'ORDER' : 'BOOKING'}`)}
              </FileLink>
              <span className="text-sm text-ink-soft wrap-anywhere">
                {transfer.providerTransferId}
                {transfer.reversed.amount > 0 && ` · ${t('file.reversed', { amount: money(transfer.reversed) })}`}
              </span>
            </li>
          ))}
        </More>
        <More title={t('file.ledger')} count={payment.ledger.length}>
          {payment.ledger.map((set) => (
            <li key={set.key} className="py-2">
              <p className="text-sm">
                <span className="font-semibold">{words.books(set.kind.toLowerCase())}</span>{' '}
                <span className="text-ink-soft">{dates.dateTime(set.at, placeTimeZone)}</span>
              </p>
              <table className="mt-1 w-full text-sm">
                <caption className="sr-only">{set.key}</caption>
                <thead className="sr-only">
                  <tr>
                    <th scope="col">{t('file.account')}</th>
                    <th scope="col">{t('file.debit')}</th>
                  </tr>
                </thead>
                <tbody>
                  {set.entries.map((entry, at) => (
                    // eslint-disable-next-line react/no-array-index-key -- entries of a set never change
                    <tr key={at}>
                      <td className="pr-3 wrap-anywhere">{words.account(entry.account)}</td>
                      <td className="tabular text-right whitespace-nowrap">
                        {entry.amountCents < 0 && '−'}
                        {money({ amount: Math.abs(entry.amountCents), currency: 'MXN' })}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </li>
          ))}
        </More>
        <More title={t('file.webhooks')} count={payment.webhooks.length}>
          {payment.webhooks.map((event) => (
            <li key={event.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <span className="wrap-anywhere">{words.provider(event.type)}</span>
              <FileStatus status={event.status} />
              <span className="text-sm text-ink-soft wrap-anywhere">
                <code>{event.type}</code> · {dates.dateTime(event.receivedAt, placeTimeZone)}
                {event.lastError !== null && ` · ${event.lastError}`}
              </span>
            </li>
          ))}
        </More>
        <Provider id={payment.id} />
      </div>
    </Card>
  )
}

function More({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null
  return (
    <details className="group border-t border-line pt-1">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 font-semibold">
        <ChevronRight aria-hidden className="size-5 transition-transform group-open:rotate-90" />
        {title} ({count})
      </summary>
      <ul className="divide-y divide-line">{children}</ul>
    </details>
  )
}

const objects = ['intent', 'charges', 'refunds', 'transfers'] as const

/** Asked only when somebody wants to know: the provider counts calls. */
function Provider({ id }: { id: string }) {
  const { t } = useTranslation('casework')
  const dates = useDates()
  const [isAsked, setAsked] = useState(false)
  const answer = useQuery({
    ...staffOneQuery<AdminPayment>(`/admin/payments/${id}`, { fresh: 'true' }),
    enabled: isAsked,
    staleTime: 0,
  })
  const said = answer.data?.provider
  const money = useFormatMoney()
  const { status } = useFileWords()
  const events = useEventWords()
  const nameOf = (key: string) => events.nameOf(key.replace(/Cents$/, ''))
  const say = (value: string | number | boolean | null, key: string) =>
    typeof value === 'number' && key.endsWith('Cents')
      ? money({ amount: value, currency: 'MXN' })
      : key === 'status' && typeof value === 'string'
        ? status(value.toUpperCase())
        : events.said(value)
  return (
    <div className="flex flex-col items-start gap-3 border-t border-line pt-4">
      <Button
        isPending={answer.isFetching}
        onPress={() => {
          if (isAsked) void answer.refetch()
          else setAsked(true)
        }}
      >
        {t('file.ask')}
      </Button>
      <ProblemNotice error={answer.error} />
      {said && (
        <section aria-label={t('file.provider')} className="flex w-full flex-col gap-3" aria-live="polite">
          <p className="text-sm text-ink-soft">
            {t('file.asked', { when: dates.dateTime(said.askedAt, placeTimeZone) })}
          </p>
          {said.error !== null && <Notice tone="warning">{t('file.silent', { error: said.error })}</Notice>}
          {objects.map((key) => {
            const value = said[key]
            if (value === null || (Array.isArray(value) && value.length === 0)) return null
            return (
              <div key={key}>
                <p className="mb-1 font-semibold">{t(`file.objects.${key}`)}</p>
                <Facts facts={value} nameOf={nameOf} say={say} />
              </div>
            )
          })}
        </section>
      )}
    </div>
  )
}
