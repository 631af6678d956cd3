import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SellerOrder } from '../../../contracts/orders.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { piecesLeft, refundFor } from '../../lib/return-amount.rules.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { QuantityStepper } from '../../ui/quantity-stepper.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ActionProblem } from './action-problem.tsx'
import { useSoldOrderAction } from './sold-queries.ts'

/** Single pieces of an order are given back, on the shelf again or not. */
export function RefundDialog({ order, onClose }: { order: SellerOrder; onClose: () => void }) {
  const { t } = useTranslation('selling')
  const toast = useToast()
  const money = useFormatMoney()
  const refund = useSoldOrderAction(order.id)
  const lines = order.items.filter((item) => piecesLeft(item) > 0)
  const [chosen, setChosen] = useState<Record<string, number>>({})
  const [restock, setRestock] = useState(true)
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const wanted = lines.flatMap(({ lineId }) => {
    const quantity = chosen[lineId] ?? 0
    return quantity > 0 ? [{ lineId, quantity }] : []
  })
  const back = refundFor(order, chosen)
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
                max={piecesLeft(item)}
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
        <p className="font-semibold" aria-live="polite">
          {back.amount > 0 &&
            t(back.withShipping ? 'refundAmountWhole' : 'refundAmount', {
              amount: money({ amount: back.amount, currency: 'MXN' }),
            })}
        </p>
        <ActionProblem error={refund.error} />
      </div>
    </Dialog>
  )
}
