import { useTranslation } from 'react-i18next'
import type { ScheduleRule } from '../../../contracts/schedules.ts'
import { useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { weekdaysOf } from './rule-draft.rules.ts'
import { useDayName } from './use-day-name.ts'

/** One rule in words: its days, its hours and how far it goes. */
export function RuleCard({ rule, onEdit, onEnd }: { rule: ScheduleRule; onEdit: () => void; onEnd: () => void }) {
  const { t } = useTranslation('hosting')
  const dates = useDates()
  const dayName = useDayName()
  const days = weekdaysOf(rule.rrule)
  const name = days ? days.map(dayName).join(', ') : (rule.rrule ?? t('ruleOther'))
  const named = `${name}, ${rule.startTimes.join(', ')}`
  const from = dates.civilDay(rule.validFrom, 'short')
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-low">
      <div>
        <p className="text-lg font-semibold">{name}</p>
        <p className="tabular">
          {t('ruleLine', { times: rule.startTimes.join(', '), places: t('seats', { count: rule.capacity }) })}
        </p>
        <p className="text-sm text-ink-soft">
          {rule.validUntil
            ? t('ruleBetween', { from, until: dates.civilDay(rule.validUntil, 'short') })
            : t('ruleFrom', { from })}{' '}
          · {t('slotsAhead', { count: rule.slotsAhead })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {days && (
          <Button aria-label={`${t('editRule')}: ${named}`} onPress={onEdit}>
            {t('editRule')}
          </Button>
        )}
        <Button variant="danger" aria-label={`${t('endRule')}: ${named}`} onPress={onEnd}>
          {t('endRule')}
        </Button>
      </div>
    </li>
  )
}
