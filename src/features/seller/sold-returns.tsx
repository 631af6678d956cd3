import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderReturn } from '../../../contracts/orders.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip, type Tone } from '../../ui/chip.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ActionProblem } from './action-problem.tsx'
import { type SoldOrder, useSoldOrderAction } from './sold-queries.ts'

const tones: Record<OrderReturn['status'], Tone> = {
  REQUESTED: 'warning',
  ACCEPTED: 'info',
  REFUSED: 'neutral',
  RECEIVED: 'success',
  WITHDRAWN: 'neutral',
}

/** What buyers want to give back: answer it, and say when it is there. */
export function SoldReturns({ order }: { order: SoldOrder }) {
  return (
    <div className="flex flex-col gap-4">
      {order.returns.map((asked) => (
        <SoldReturn key={asked.id} order={order} asked={asked} />
      ))}
    </div>
  )
}

function SoldReturn({ order, asked }: { order: SoldOrder; asked: OrderReturn }) {
  const { t } = useTranslation('selling')
  const dates = useDates()
  const nameOf = (lineId: string) => order.items.find((item) => item.lineId === lineId)?.name ?? ''
  return (
    <Card>
      <div className="flex flex-col items-start gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusChip tone={tones[asked.status]}>{t(`returnStatus.${asked.status}`)}</StatusChip>
          <span className="text-sm text-ink-soft">
            {t('returnAsked', { when: dates.day(asked.createdAt, placeTimeZone) })}
          </span>
        </div>
        <ul>
          {asked.lines.map(({ lineId, quantity }) => (
            <li key={lineId} className="tabular font-semibold">
              {t('returnPieces', { quantity, name: nameOf(lineId) })}
            </li>
          ))}
        </ul>
        <p>{t('returnReason', { reason: asked.reason })}</p>
        {asked.decisionNote && <p className="text-ink-soft">{asked.decisionNote}</p>}
        {asked.status === 'REQUESTED' && <Decide order={order} asked={asked} />}
        {asked.status === 'ACCEPTED' && <Receive order={order} asked={asked} />}
      </div>
    </Card>
  )
}

function Decide({ order, asked }: { order: SoldOrder; asked: OrderReturn }) {
  const { t } = useTranslation('selling')
  const toast = useToast()
  const decide = useSoldOrderAction(order.id)
  const [note, setNote] = useState('')
  const [needsNote, setNeedsNote] = useState(false)
  const answer = (accept: boolean) => {
    const text = note.trim().slice(0, 500)
    setNeedsNote(!accept && text === '')
    if ((!accept && text === '') || decide.isPending) return
    decide.mutate(
      { path: `/returns/${asked.id}/decide`, body: { accept, ...(text && { note: text }) } },
      { onSuccess: () => toast({ tone: 'success', message: t('returnDecided') }) },
    )
  }
  return (
    <div className="w-full space-y-3">
      <TextAreaField
        label={t('returnNote')}
        description={t('returnNoteHelp')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        errorMessage={needsNote && note.trim() === '' ? t('returnRefuseNeeds') : undefined}
      />
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" isPending={decide.isPending} onPress={() => answer(true)}>
          {t(decide.isPending ? 'deciding' : 'returnAccept')}
        </Button>
        <Button variant="danger" isDisabled={decide.isPending} onPress={() => answer(false)}>
          {t('returnRefuse')}
        </Button>
      </div>
      <ActionProblem error={decide.error} />
    </div>
  )
}

function Receive({ order, asked }: { order: SoldOrder; asked: OrderReturn }) {
  const { t } = useTranslation('selling')
  const toast = useToast()
  const receive = useSoldOrderAction(order.id)
  const [restock, setRestock] = useState(true)
  return (
    <div className="w-full space-y-3">
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          checked={restock}
          onChange={(event) => setRestock(event.target.checked)}
          className="size-5 shrink-0 accent-grana"
        />
        <span>{t('refundRestock')}</span>
      </label>
      <Button
        variant="primary"
        isPending={receive.isPending}
        onPress={() =>
          receive.mutate(
            { path: `/returns/${asked.id}/receive`, body: { restock } },
            { onSuccess: () => toast({ tone: 'success', message: t('returnReceived') }) },
          )
        }
      >
        {t(receive.isPending ? 'deciding' : 'returnReceive')}
      </Button>
      <ActionProblem error={receive.error} />
    </div>
  )
}
