import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '../../../contracts/common.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { readPesos } from '../../lib/pesos.rules.ts'
import { TextField } from '../../ui/field.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

/** Money back above policy; above a limit a second person confirms. */
export function RefundDialog({
  type,
  thing,
  onClose,
}: {
  type: 'booking' | 'order'
  thing: { id: string; code: string; total: Money }
  onClose: () => void
}) {
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
          amount: { amount: readPesos(pesos) ?? 0, currency: 'MXN' },
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
