import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffRefund } from '../../../contracts/staff.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'

/** `/equipo/reembolsos`: what was given back above policy; above the limit, a second person decides. */
export function RefundsPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('refunds.title')} lead={t('refunds.lead')} needs="admin">
      <StaffList<StaffRefund>
        path="/admin/refunds"
        empty={{ title: t('refunds.emptyTitle'), body: t('refunds.empty') }}
        keyOf={({ id }) => id}
      >
        {(refund) => <OneRefund refund={refund} />}
      </StaffList>
    </StaffFrame>
  )
}

const tones = { WAITING: 'warning', DONE: 'success', REFUSED: 'neutral' } as const

function OneRefund({ refund }: { refund: StaffRefund }) {
  const { t } = useTranslation('staff')
  const me = useMe()
  const dates = useDates()
  const money = useFormatMoney()
  const [move, setMove] = useState<'confirm' | 'refuse' | null>(null)
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <span className="tabular font-display text-lg font-semibold">{money(refund.amount)}</span>
        <StatusChip tone={tones[refund.status]}>{t(`refunds.status.${refund.status}`)}</StatusChip>
      </p>
      <p className="wrap-anywhere">{refund.reason}</p>
      <p className="text-sm text-ink-soft">
        {t(`refunds.subject.${refund.subjectType}`)} ·{' '}
        {t('refunds.asked', {
          name: refund.requestedBy.name,
          when: dates.dateTime(refund.createdAt, placeTimeZone),
        })}
        {refund.decidedBy && ` · ${t('refunds.decided', { name: refund.decidedBy.name })}`}
      </p>
      {refund.status === 'WAITING' &&
        (refund.requestedBy.id === me?.id ? (
          <p className="text-sm text-ink-soft">{t('refunds.own')}</p>
        ) : (
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" onPress={() => setMove('confirm')}>
              {t('refunds.confirm')}
            </Button>
            <Button variant="danger" onPress={() => setMove('refuse')}>
              {t('refunds.refuse')}
            </Button>
          </div>
        ))}
      {move && (
        <ReasonDialog
          title={t(`refunds.${move}`)}
          label={t('refunds.reason')}
          action={t(`refunds.${move}`)}
          done={t('refunds.done')}
          isDanger={move === 'refuse'}
          call={(reason) => ({ path: `/admin/refunds/${refund.id}/${move}`, body: { reason } })}
          onClose={() => setMove(null)}
        />
      )}
    </div>
  )
}
