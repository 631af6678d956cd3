import { useTranslation } from 'react-i18next'
import type { OrderDetail, OrderReturn } from '../../../contracts/orders.ts'
import { isProblem } from '../../lib/http.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip, type Tone } from '../../ui/chip.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useOrderAction } from './use-order-action.ts'

const tones: Record<OrderReturn['status'], Tone> = {
  REQUESTED: 'warning',
  ACCEPTED: 'info',
  REFUSED: 'danger',
  RECEIVED: 'success',
  WITHDRAWN: 'neutral',
}

/** What was asked to be given back, and how far that is. */
export function ReturnsList({ order }: { order: OrderDetail }) {
  return (
    <div className="flex flex-col gap-4">
      {order.returns.map((one) => (
        <OneReturn key={one.id} order={order} asked={one} />
      ))}
    </div>
  )
}

function OneReturn({ order, asked }: { order: OrderDetail; asked: OrderReturn }) {
  const { t } = useTranslation('orders')
  const toast = useToast()
  const withdraw = useOrderAction(order.id)
  const isOpen = asked.status === 'REQUESTED' || asked.status === 'ACCEPTED'
  const nameOf = (lineId: string) => order.items.find((item) => item.lineId === lineId)?.name ?? ''
  return (
    <Card>
      <div className="flex flex-col items-start gap-2">
        <StatusChip tone={tones[asked.status]}>{t(`returnStatus.${asked.status}`)}</StatusChip>
        <ul>
          {asked.lines.map(({ lineId, quantity }) => (
            <li key={lineId} className="tabular font-semibold">
              {t('returnPieces', { quantity, name: nameOf(lineId) })}
            </li>
          ))}
        </ul>
        <p>{t('returnYours', { reason: asked.reason })}</p>
        {asked.decisionNote && <p>{t('returnAnswer', { note: asked.decisionNote })}</p>}
        {asked.status !== 'WITHDRAWN' && <p className="text-ink-soft">{t(`returnNext.${asked.status}`)}</p>}
        {isOpen && order.actions.includes('WITHDRAW_RETURN') && (
          <Button
            variant="quiet"
            className="-ml-4"
            isPending={withdraw.isPending}
            onPress={() =>
              withdraw.mutate(
                { path: `/returns/${asked.id}/withdraw` },
                { onSuccess: () => toast({ message: t('returnWithdrawn') }) },
              )
            }
          >
            {t('returnWithdraw')}
          </Button>
        )}
        {withdraw.error !== null && (
          <Notice tone="danger" isLive>
            {isProblem(withdraw.error) && withdraw.error.status === 409 ? withdraw.error.message : t('uncertain')}
          </Notice>
        )}
      </div>
    </Card>
  )
}
