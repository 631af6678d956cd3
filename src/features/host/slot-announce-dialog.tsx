import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Announced, HostSlot } from '../../../contracts/schedules.ts'
import { http } from '../../lib/http.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useTimesAction } from './schedule-queries.ts'

/** A word to everybody who comes. */
export function AnnounceDialog({ slot, onClose }: { slot: HostSlot; onClose: () => void }) {
  const { t } = useTranslation('hosting')
  const toast = useToast()
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState(false)
  const send = useTimesAction((body: { text: string }, options) =>
    http.post<z.infer<typeof Announced>>(`/host/slots/${slot.id}/announce`, { body, ...options }),
  )
  const isShort = text.trim().length < 3
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !send.isPending && onClose()}
      title={t('announceTitle')}
      footer={
        <Button
          variant="primary"
          isPending={send.isPending}
          onPress={() => {
            setPressed(true)
            if (isShort || send.isPending) return
            send.mutate(
              { text: text.trim() },
              {
                onSuccess: ({ guests }) => {
                  toast({ tone: 'success', message: t('announced', { count: guests }) })
                  onClose()
                },
              },
            )
          }}
        >
          {t('announceDo')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-ink-soft">{t('announceLead')}</p>
        <TextAreaField
          label={t('announceText')}
          rows={5}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          errorMessage={pressed && isShort ? t('announceShort') : undefined}
        />
        <SaveProblem error={send.error} />
      </div>
    </Dialog>
  )
}
