import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { QuantityStepper } from '../../ui/quantity-stepper.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ActionProblem } from './action-problem.tsx'
import { type SoldOrder, useSoldOrderAction } from './sold-queries.ts'

/** Single pieces of an order are given back, on the shelf again or not. */
export function RefundDialog({ order, onClose }: { order: SoldOrder; onClose: () => void }) {
  const { t } = useTranslation('selling')
  const toast = useToast()
  const refund = useSoldOrderAction(order.id)
  const lines = order.items.filter((item) => item.quantity > item.refundedQuantity)
  const [chosen, setChosen] = useState<Record<string, number>>({})
  const [restock, setRestock] = useState(true)
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const wanted = lines.flatMap(({ lineId }) => {
    const quantity = chosen[lineId] ?? 0
    return quantity > 0 ? [{ lineId, quantity }] : []
  })
  const isShort = reason.trim().length < 3
  const send = () => {
    setPressed(true)
    if (wanted.length === 0 || isShort || refund.isPending) return
    refund.mutate(
      { path: '/refund-lines', body: { lines: wanted, restock, reason: reason.trim() } },
      {
        onSuccess: () => {
          toast({ tone: 'success', message: t('refunded') })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !refund.isPending && onClose()}
      title={t('refundTitle')}
      footer={
        <Button variant="danger" isPending={refund.isPending} onPress={send}>
          {t(refund.isPending ? 'refunding' : 'refundDo')}
        </Button>
      }
    >
      <div className="space-y-4">
        <p className="text-ink-soft">{t('refundLead')}</p>
        <ul className="divide-y divide-line">
          {lines.map((item) => (
            <li key={item.lineId} className="flex items-center justify-between gap-3 py-2">
              <span className="min-w-0 leading-snug">
                {item.name}
                {item.variantLabel !== '' && <span className="block text-sm text-ink-soft">{item.variantLabel}</span>}
              </span>
              <QuantityStepper
                label={t('refundQuantity', { name: item.name })}
                min={0}
                max={item.quantity - item.refundedQuantity}
                value={chosen[item.lineId] ?? 0}
                onChange={(quantity) => setChosen((before) => ({ ...before, [item.lineId]: quantity }))}
              />
            </li>
          ))}
        </ul>
        {pressed && wanted.length === 0 && (
          <p role="alert" className="text-sm font-semibold text-chapulin">
            {t('refundNone')}
          </p>
        )}
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            checked={restock}
            onChange={(event) => setRestock(event.target.checked)}
            className="size-5 shrink-0 accent-grana"
          />
          <span>{t('refundRestock')}</span>
        </label>
        <TextAreaField
          label={t('refundReason')}
          description={t('refundReasonHelp')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          errorMessage={pressed && isShort ? t('refundReasonShort') : undefined}
        />
        <ActionProblem error={refund.error} />
      </div>
    </Dialog>
  )
}
