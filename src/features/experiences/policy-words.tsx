import { useTranslation } from 'react-i18next'
import type { Experience, Slot } from '../../../contracts/experiences.ts'
import { useDates } from '../../lib/dates.ts'
import { DatedPolicy } from '../../ui/dated-policy.tsx'

/** Full days are said as days, from two on: "48 hours" is harder to picture than "2 days". */
const daysFromHours = 48

/** The policy in plain words: with the dates of the chosen slot, else as time before the start. */
export function PolicyWords({ experience, slot }: { experience: Experience; slot: Slot | null }) {
  const { t } = useTranslation('experiences')
  const dates = useDates()
  const { cancellationPolicy: policy, timeZone } = experience
  if (slot) {
    return (
      <div className="flex flex-col gap-2">
        <p className="font-semibold">{t('detail.policyFor', { when: dates.dateTime(slot.startsAt, timeZone) })}</p>
        <DatedPolicy policy={policy} startsAt={slot.startsAt} timeZone={timeZone} />
      </div>
    )
  }
  const before = (hours: number) =>
    hours >= daysFromHours && hours % 24 === 0
      ? t('detail.days', { count: hours / 24 })
      : t('detail.hours', { count: hours })
  const tiers = policy.tiers.filter(({ refundPct }) => refundPct > 0).toSorted((a, b) => b.hoursBefore - a.hoursBefore)
  return (
    <div className="flex flex-col gap-2">
      <ul className="space-y-1.5">
        {tiers.length === 0 && <li>{t('detail.policyNever')}</li>}
        {tiers.map(({ hoursBefore, refundPct }) => (
          <li key={hoursBefore}>
            {t('detail.policyUntil', {
              time: before(hoursBefore),
              what: refundPct === 100 ? t('detail.policyAll') : t('detail.policyPct', { pct: refundPct }),
            })}
          </li>
        ))}
        {tiers.length > 0 && <li>{t('detail.policyAfter')}</li>}
        <li className="text-ink-soft">{t('detail.policyHost')}</li>
      </ul>
      <p className="text-sm text-ink-soft">{t('detail.policyPick')}</p>
    </div>
  )
}
