import { useTranslation } from 'react-i18next'
import type { ScheduleRule, ScheduleRuleSaved } from '../../../contracts/schedules.ts'
import { http } from '../../lib/http.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useTimesAction } from './schedule-queries.ts'

/** No more times from this rule; what is booked stays. */
export function EndRuleDialog({
  rule,
  onClose,
  onEnded,
}: {
  rule: ScheduleRule
  onClose: () => void
  onEnded: (kept: ScheduleRuleSaved['kept']) => void
}) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const end = useTimesAction(() => http.delete<Pick<ScheduleRuleSaved, 'kept'>>(`/host/schedule-rules/${rule.id}`))
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('endRuleTitle')}
      confirmLabel={t('endRule')}
      isPending={end.isPending}
      onConfirm={() =>
        end.mutate(undefined, {
          onSuccess: ({ kept }) => {
            toast({ tone: 'success', message: t('ruleEnded') })
            onEnded(kept)
            onClose()
          },
        })
      }
    >
      <p>{t('endRuleBody')}</p>
      <SaveProblem error={end.error} />
    </ConfirmDialog>
  )
}
