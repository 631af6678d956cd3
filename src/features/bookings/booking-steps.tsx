import { Check, Circle, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Booking } from '../../../contracts/bookings.ts'
import { useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { cx } from '../../ui/cx.ts'
import { refundPhase } from './trip.rules.ts'

type Step = { text: string; at: string | null; note?: string; mark: 'done' | 'ahead' | 'ended' }

/** What has happened to a booking and what is still ahead. */
export function BookingSteps({ booking }: { booking: Booking }) {
  const { t } = useTranslation('bookings')
  const dates = useDates()
  const money = useFormatMoney()

  const steps: Step[] = [{ text: t('step.booked'), at: booking.createdAt, mark: 'done' }]
  if (booking.confirmedAt) steps.push({ text: t('step.confirmed'), at: booking.confirmedAt, mark: 'done' })
  if (booking.cancellation) {
    const free = booking.total.amount === 0
    const step: Step = {
      text: t(`step.cancelled.${booking.cancellation.reason}`),
      at: booking.cancellation.at,
      mark: 'ended',
    }
    if (!booking.refund && !booking.confirmedAt && !free) step.note = t('notCharged')
    steps.push(step)
  }
  if (booking.refund) {
    const phase = refundPhase(booking.refund.status)
    steps.push({
      text: t(`step.refund.${phase}`, { amount: money(booking.refund.amount) }),
      at: null,
      mark: phase === 'done' ? 'done' : phase === 'failed' ? 'ended' : 'ahead',
      ...(phase === 'failed' ? {} : { note: t('refundTime') }),
    })
  }
  if (!booking.cancellation) {
    const lived = booking.status === 'COMPLETED'
    steps.push({ text: t(lived ? 'step.lived' : 'step.visit'), at: booking.startsAt, mark: lived ? 'done' : 'ahead' })
  }
  return (
    <ol>
      {steps.map((step, i) => (
        <li key={step.text} className="relative flex gap-3 pb-5 last:pb-0">
          {i < steps.length - 1 && (
            <span aria-hidden className="absolute top-6 bottom-0 left-[11px] w-px bg-line-strong" />
          )}
          <span
            aria-hidden
            className={cx(
              'relative grid size-6 shrink-0 place-items-center rounded-full border',
              step.mark === 'done' && 'border-nopal bg-nopal-soft text-nopal',
              step.mark === 'ahead' && 'border-line-strong bg-surface text-ink-soft',
              step.mark === 'ended' && 'border-chapulin bg-chapulin-soft text-chapulin',
            )}
          >
            {step.mark === 'done' ? (
              <Check className="size-3.5" />
            ) : step.mark === 'ended' ? (
              <X className="size-3.5" />
            ) : (
              <Circle className="size-2" />
            )}
          </span>
          <div className="min-w-0">
            <p className={step.mark === 'ahead' ? 'text-ink-soft' : 'font-semibold'}>{step.text}</p>
            {step.at && (
              <time dateTime={step.at} className="tabular block text-sm text-ink-soft">
                {dates.dateTime(step.at, booking.timeZone)}
              </time>
            )}
            {step.note && <p className="text-sm text-ink-soft">{step.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
