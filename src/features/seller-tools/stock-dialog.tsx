import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnProduct } from '../../../contracts/products.ts'
import { readCount } from '../../lib/pesos.rules.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useCorrectStock } from './piece-queries.ts'

/** Pieces that came or went without an order, with the reason. */
export function StockDialog({ piece, onClose }: { piece: OwnProduct; onClose: () => void }) {
  const { t } = useTranslation('pieces')
  const { t: words } = useTranslation('editor')
  const toast = useToast()
  const correct = useCorrectStock(piece.id)
  const [variantId, setVariantId] = useState(piece.variants[0]?.id ?? '')
  const [direction, setDirection] = useState<'came' | 'went'>('came')
  const [typed, setTyped] = useState('1')
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const variant = piece.variants.find(({ id }) => id === variantId)
  const count = readCount(typed)
  const isWrong = count === null || count === 0 || count > 100_000
  const isShort = reason.trim().length < 3
  const after = (variant?.stock ?? 0) + (direction === 'came' ? 1 : -1) * (count ?? 0)
  const send = () => {
    setPressed(true)
    if (isWrong || isShort || correct.isPending) return
    correct.mutate(
      { variantId, quantity: direction === 'came' ? count : -count, reason: reason.trim() },
      {
        onSuccess: () => {
          toast({ tone: 'success', message: t('corrected') })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !correct.isPending && onClose()}
      title={t('correctTitle')}
      footer={
        <Button variant="primary" isPending={correct.isPending} onPress={send}>
          {correct.isPending ? words('saving') : t('correctDo')}
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
        <p>
          <span className="font-semibold">{piece.name}</span>
          <span className="block text-ink-soft">{t('correctLead')}</span>
        </p>
        {piece.variants.length > 1 && (
          <SelectField
            label={t('which')}
            value={variantId}
            onChange={(event) => setVariantId(event.target.value)}
            options={piece.variants.map(({ id, label, sku, stock }) => ({
              value: id,
              label: `${label || sku} · ${t('left', { count: stock })}`,
            }))}
          />
        )}
        <Segmented
          label={t('direction')}
          value={direction}
          onChange={setDirection}
          items={[
            { id: 'came', label: t('came') },
            { id: 'went', label: t('went') },
          ]}
        />
        <TextField
          label={t('howMany')}
          inputMode="numeric"
          className="tabular"
          value={typed}
          maxLength={6}
          onChange={(event) => setTyped(event.target.value)}
          description={!isWrong && after >= 0 ? t('after', { count: after }) : undefined}
          errorMessage={pressed && isWrong ? t('howManyWrong') : undefined}
        />
        <TextField
          label={t('reason')}
          description={t('reasonHelp')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          errorMessage={pressed && isShort ? t('reasonShort') : undefined}
        />
        <SaveProblem error={correct.error} />
        {/* Enter in a field sends, too. */}
        <input type="submit" hidden value={t('correctDo')} />
      </form>
    </Dialog>
  )
}
