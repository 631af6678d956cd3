import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { movedPrice } from '../../../contracts/products-prices.ts'
import type { OwnProduct } from '../../../contracts/products.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { readCount } from '../../lib/pesos.rules.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useChangePieces } from './piece-queries.ts'

const most = { up: 100, down: 50 }

/** The same per cent on every variant of several pieces, with what each will cost before it is saved. */
export function PricesDialog({
  pieces,
  onClose,
  onDone,
}: {
  pieces: OwnProduct[]
  onClose: () => void
  onDone: () => void
}) {
  const { t } = useTranslation('pieces')
  const { t: words } = useTranslation('editor')
  const toast = useToast()
  const money = useFormatMoney()
  const change = useChangePieces()
  const [direction, setDirection] = useState<'up' | 'down'>('up')
  const [typed, setTyped] = useState('10')
  const [pressed, setPressed] = useState(false)
  const count = readCount(typed)
  const isWrong = count === null || count === 0 || count > most[direction]
  const percent = (direction === 'up' ? 1 : -1) * (count ?? 0)
  const send = () => {
    setPressed(true)
    if (isWrong || change.isPending) return
    change.mutate(
      { ids: pieces.map(({ id }) => id), change: { pricePercent: percent } },
      {
        onSuccess: ({ changed }) => {
          toast({ tone: 'success', message: t('bulk.changed', { count: changed }) })
          onDone()
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !change.isPending && onClose()}
      title={t('bulk.pricesTitle', { count: pieces.length })}
      footer={
        <Button variant="primary" isPending={change.isPending} onPress={send}>
          {change.isPending ? words('saving') : t('bulk.pricesDo')}
        </Button>
      }
    >
      <form
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Segmented
          label={t('bulk.direction')}
          value={direction}
          onChange={setDirection}
          items={[
            { id: 'up', label: t('bulk.up') },
            { id: 'down', label: t('bulk.down') },
          ]}
        />
        <TextField
          label={t('bulk.percent')}
          inputMode="numeric"
          className="tabular"
          fieldClassName="max-w-48"
          maxLength={3}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          errorMessage={pressed && isWrong ? t('bulk.percentWrong', { most: most[direction] }) : undefined}
        />
        <ul aria-label={t('bulk.newPrices')} className="divide-y divide-line border-y border-line">
          {pieces.map(({ id, name, price, priceVaries }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 py-2">
              <span className="min-w-0">{name}</span>
              <span className="tabular shrink-0 text-right">
                {!isWrong && <s className="mr-2 text-sm text-ink-soft">{money(price, 'short')}</s>}
                <span className="font-semibold">
                  {wrap(
                    priceVaries,
                    money(isWrong ? price : { ...price, amount: movedPrice(price.amount, percent) }, 'short'),
                    (amount) => t('from', { price: amount }),
                  )}
                </span>
              </span>
            </li>
          ))}
        </ul>
        <p className="text-sm text-ink-soft">{t('bulk.rounded')}</p>
        <SaveProblem error={change.error} />
        <input type="submit" hidden value={t('bulk.pricesDo')} />
      </form>
    </Dialog>
  )
}

const wrap = (isRange: boolean, amount: string, from: (amount: string) => string) => (isRange ? from(amount) : amount)
