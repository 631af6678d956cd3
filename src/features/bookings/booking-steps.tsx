import { useTranslation } from 'react-i18next'
import type { Booking } from '../../../contracts/bookings.ts'
import { useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Timeline } from '../../ui/timeline.tsx'
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
    if (booking.cancellation.note) step.note = t('step.hostNote', { note: booking.cancellation.note })
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
    const isMissed = Boolean(booking.noShowAt)
    steps.push(
      isMissed
        ? { text: t('step.missed'), at: booking.startsAt, mark: 'ended', note: t('step.missedNote') }
        : { text: t(lived ? 'step.lived' : 'step.visit'), at: booking.startsAt, mark: lived ? 'done' : 'ahead' },
    )
  }
  return (
    <Timeline
      steps={steps.map(({ at, ...step }) => ({
        ...step,
        id: step.text,
        at: at === null ? null : { instant: at, words: dates.dateTime(at, booking.timeZone) },
      }))}
    />
  )
}
