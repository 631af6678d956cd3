import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../../contracts/orders.ts'
import { isProblem } from '../../lib/http.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Picture } from '../../ui/picture.tsx'
import { QuantityStepper } from '../../ui/quantity-stepper.tsx'
import { useToast } from '../../ui/toast.tsx'
import { amountFor, piecesLeft } from '../../lib/return-amount.rules.ts'
import { useOrderAction } from './use-order-action.ts'

/** Which pieces, how many of each, and why. */
export function ReturnDialog({ order, onClose }: { order: OrderDetail; onClose: () => void }) {
  const { t } = useTranslation('orders')
  const money = useFormatMoney()
  const toast = useToast()
  const ask = useOrderAction(order.id)
  const lines = order.items.filter((item) => piecesLeft(item) > 0)
  const [chosen, setChosen] = useState<Record<string, number>>({})
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const wanted = lines.flatMap(({ lineId }) => {
    const quantity = chosen[lineId] ?? 0
    return quantity > 0 ? [{ lineId, quantity }] : []
  })
  const back = lines.reduce((sum, item) => sum + amountFor(item, chosen[item.lineId] ?? 0), 0)
  const isShort = reason.trim().length < 3
  const send = () => {
    setPressed(true)
    if (wanted.length === 0 || isShort || ask.isPending) return
    ask.mutate(
      { path: '/returns', body: { lines: wanted, reason: reason.trim().slice(0, 500) } },
      {
        onSuccess: () => {
          toast({ tone: 'success', message: t('returnSent') })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !ask.isPending && onClose()}
      title={t('returnTitle')}
      footer={
        <Button variant="primary" isPending={ask.isPending} onPress={send}>
          {t(ask.isPending ? 'returnSending' : 'returnSend')}
        </Button>
      }
    >
      <div className="space-y-4">
        <p className="text-ink-soft">{t('returnLead')}</p>
        <ul className="divide-y divide-line">
          {lines.map((item) => (
            <li key={item.lineId} className="flex items-center gap-3 py-2">
              <span className="size-12 shrink-0 overflow-hidden rounded-[4px]">
                <Picture id={item.productId} src={item.image} alt="" />
              </span>
              <span className="min-w-0 flex-1 leading-snug">
                {item.name}
                {item.variantLabel !== '' && <span className="block text-sm text-ink-soft">{item.variantLabel}</span>}
              </span>
              <QuantityStepper
                label={t('returnQuantity', { name: item.name })}
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
            {t('returnNone')}
          </p>
        )}
        <TextAreaField
          label={t('returnReason')}
          description={t('returnReasonHelp')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          errorMessage={pressed && isShort ? t('returnReasonShort') : undefined}
        />
        <p className="font-semibold" aria-live="polite">
          {back > 0 && t('returnAmount', { amount: money({ amount: back, currency: 'MXN' }) })}
        </p>
        {ask.error !== null && (
          <Notice tone="danger" isLive>
            {isProblem(ask.error) && ask.error.status >= 400 && ask.error.status < 500
              ? ask.error.message
              : t('uncertain')}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}
