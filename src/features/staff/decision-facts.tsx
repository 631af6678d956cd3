import { useTranslation } from 'react-i18next'
import type { Decision, DecisionAction } from '../../../contracts/moderation.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { StatusChip, type Tone } from '../../ui/chip.tsx'

const tones: Record<DecisionAction, Tone> = { KEEP: 'success', HIDE: 'warning', WARN: 'warning', SUSPEND: 'danger' }

/** What was decided, by whom, why, and what became of it on appeal. */
export function DecisionFacts({ decision }: { decision: Decision }) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  const { appeal } = decision
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-2">
        <StatusChip tone={tones[decision.action]}>{t(`actions.${decision.action}`)}</StatusChip>
        <span className="text-sm text-ink-soft">
          {t(`kinds.${decision.contentKind}`)} · {decision.decidedBy.name} ·{' '}
          {dates.dateTime(decision.createdAt, placeTimeZone)}
        </span>
      </p>
      <p className="wrap-anywhere whitespace-pre-line">{decision.reason}</p>
      {decision.until !== null && (
        <p className="text-sm">{t('decision.until', { when: dates.dateTime(decision.until, placeTimeZone) })}</p>
      )}
      {appeal.status !== 'NONE' && (
        <div className="mt-1 border-l-3 border-cempasuchil pl-3">
          <p className="text-sm font-semibold">{t(`appealStatus.${appeal.status}`)}</p>
          <p className="wrap-anywhere whitespace-pre-line">{appeal.text}</p>
          {appeal.answer !== null && (
            <p className="mt-1 wrap-anywhere whitespace-pre-line">
              <span className="font-semibold">{appeal.decidedBy?.name}: </span>
              {appeal.answer}
            </p>
          )}
        </div>
      )}
    </div>
  )
}
