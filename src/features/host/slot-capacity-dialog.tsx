import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostSlot } from '../../../contracts/schedules.ts'
import { readCount } from '../../lib/pesos.rules.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useChangeSlot } from './schedule-queries.ts'

/** Below what is taken the server says no, with the numbers. */
export function CapacityDialog({ slot, onClose }: { slot: HostSlot; onClose: () => void }) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const [typed, setTyped] = useState(String(slot.capacity))
  const change = useChangeSlot(slot)
  const capacity = readCount(typed) ?? 0
  const isWrong = capacity < 1 || capacity > 500
  const send = () => {
    if (isWrong || change.isPending) return
    change.mutate(
      { capacity },
      {
        onSuccess: () => {
          toast({ tone: 'success', message: t('capacitySaved', { count: capacity }) })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('capacityTitle')}
      footer={
        <Button variant="primary" isPending={change.isPending} onPress={send}>
          {t('save')}
        </Button>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          label={t('capacity')}
          description={t('taken', slot)}
          inputMode="numeric"
          className="tabular"
          maxLength={3}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            change.reset()
          }}
          errorMessage={isWrong ? t('capacityWrong') : undefined}
        />
        <SaveProblem error={change.error} />
      </form>
    </Dialog>
  )
}
