import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../contracts/orders.ts'
import { isProblem } from '../../lib/http.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useOrderAction } from './use-order-action.ts'

/** Nobody cancels without having read what comes back. Mounted only while it is open: each opening is one intention. */
export function CancelOrderDialog({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const { t } = useTranslation('orders')
  const money = useFormatMoney()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const cancel = useOrderAction(order.id)
  const back = { ...order.total, amount: order.total.amount - order.refunded.amount }
  const amount = money(back)
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('cancelTitle')}
      cancelLabel={t('cancelKeep')}
      confirmLabel={
        cancel.isPending ? t('cancelDoing') : back.amount > 0 ? t('cancelDo', { amount }) : t('cancelDoFree')
      }
      isPending={cancel.isPending}
      onConfirm={() =>
        cancel.mutate(
          { path: '/cancel', body: reason.trim() ? { reason: reason.trim().slice(0, 500) } : {} },
          {
            onSuccess: () => {
              toast({ tone: 'success', message: t('cancelDone', { amount }) })
              onClose()
            },
          },
        )
      }
    >
      <div className="space-y-4">
        <p className="text-[1.0625rem] font-semibold">
          {back.amount > 0 ? t('cancelAmount', { amount }) : t('cancelFree')}
        </p>
        <p className="text-ink-soft">{t('cancelLead', { seller: order.seller.name })}</p>
        <TextAreaField
          label={t('cancelWhy')}
          isOptional
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {cancel.error !== null && (
          <Notice tone="danger" isLive>
            {isProblem(cancel.error, 'INVALID_TRANSITION') ? t('cancelNoLonger') : t('uncertain')}
          </Notice>
        )}
      </div>
    </ConfirmDialog>
  )
}
