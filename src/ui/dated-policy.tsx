import { useTranslation } from 'react-i18next'
import type { CancellationPolicy } from '../../contracts/experiences.ts'
import { useDates } from '../lib/dates.ts'
import { datedTiers } from '../lib/policy-tiers.ts'
import { serverNow } from '../lib/server-clock.ts'

/** The cancellation policy of one slot in plain words, with the dates at which it gets worse. */
export function DatedPolicy({
  policy,
  startsAt,
  timeZone,
}: {
  policy: CancellationPolicy
  startsAt: string
  timeZone: string
}) {
  const { t } = useTranslation('checkout')
  const dates = useDates()
  const all = datedTiers(policy, startsAt, serverNow())
  const tiers = all.filter((tier) => !tier.past)
  return (
    <ul className="space-y-1.5">
      {tiers.length === 0 && <li>{t(all.length === 0 ? 'policyNever' : 'policyOver')}</li>}
      {tiers.map((tier) => {
        const when = dates.dateTime(tier.until, timeZone)
        const what = tier.refundPct === 100 ? t('policyAll') : t('policyPct', { pct: tier.refundPct })
        return <li key={tier.until}>{t('policyTier', { when, what })}</li>
      })}
      {tiers.length > 0 && <li>{t('policyAfter')}</li>}
      <li className="text-ink-soft">{t('policyHost')}</li>
    </ul>
  )
}
