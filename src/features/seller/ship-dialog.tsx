import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { carriers } from '../../../contracts/orders.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { ActionProblem } from './action-problem.tsx'
import { type SoldOrder, useSoldOrderAction } from './sold-queries.ts'

const names: Record<string, string> = {
  estafeta: 'Estafeta',
  dhl: 'DHL',
  fedex: 'FedEx',
  redpack: 'Redpack',
  paquetexpress: 'Paquetexpress',
  correos: 'Correos de México',
  ups: 'UPS',
}

/** With which carrier it left, and its number. */
export function ShipDialog({ order, onClose }: { order: SoldOrder; onClose: () => void }) {
  const { t } = useTranslation('selling')
  const toast = useToast()
  const ship = useSoldOrderAction(order.id)
  const [carrier, setCarrier] = useState<string>('estafeta')
  const [other, setOther] = useState('')
  const [number, setNumber] = useState('')
  const [pressed, setPressed] = useState(false)
  const isOther = carrier === 'otro'
  const named = isOther ? other.trim() : carrier
  const isNameless = named.length < 2
  const isShort = number.trim().length < 3
  const send = () => {
    setPressed(true)
    if (isNameless || isShort || ship.isPending) return
    ship.mutate(
      { path: '/ship', body: { carrier: named, trackingNumber: number.trim() } },
      {
        onSuccess: () => {
          toast({ tone: 'success', message: t('shipped') })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !ship.isPending && onClose()}
      title={t('shipTitle')}
      footer={
        <Button variant="primary" isPending={ship.isPending} onPress={send}>
          {t(ship.isPending ? 'shipping' : 'shipDo')}
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
        <p className="text-ink-soft">{t('shipLead')}</p>
        <SelectField label={t('carrier')} value={carrier} onChange={(event) => setCarrier(event.target.value)}>
          {carriers.map((id) => (
            <option key={id} value={id}>
              {names[id] ?? t('carrierOther')}
            </option>
          ))}
        </SelectField>
        {isOther && (
          <TextField
            label={t('carrierName')}
            value={other}
            maxLength={60}
            onChange={(event) => setOther(event.target.value)}
            errorMessage={pressed && isNameless ? t('carrierMissing') : undefined}
          />
        )}
        <TextField
          label={t('tracking')}
          value={number}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="tabular"
          onChange={(event) => setNumber(event.target.value)}
          errorMessage={pressed && isShort ? t('trackingShort') : undefined}
        />
        <ActionProblem error={ship.error} />
        {/* Enter in a field sends, too. */}
        <input type="submit" hidden value={t('shipDo')} />
      </form>
    </Dialog>
  )
}
