import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { http } from '../../lib/http.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'

const shortestReason = 3

/** Personal data is shown to whoever says what for, and that is written down. It stays on this screen only. */
export function OpenDialog<T>({
  title,
  lead,
  done,
  path,
  onOpened,
  onClose,
}: {
  title: string
  lead: string
  done: string
  path: string
  onOpened: (opened: T) => void
  onClose: () => void
}) {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const isShort = reason.trim().length < shortestReason
  const open = useMutation({
    networkMode: 'always',
    mutationFn: () => http.get<T>(path, { query: { reason: reason.trim() } }),
    onSuccess(opened) {
      onOpened(opened)
      toast({ tone: 'success', message: done })
      onClose()
    },
  })
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !open.isPending && onClose()}
      title={title}
      footer={
        <Button
          variant="primary"
          isPending={open.isPending}
          onPress={() => {
            setPressed(true)
            if (!isShort) open.mutate()
          }}
        >
          {title}
        </Button>
      }
    >
      <div className="space-y-4">
        <p className="text-ink-soft">{lead}</p>
        <TextAreaField
          label={words('audit.revealReason')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          errorMessage={pressed && isShort ? t('reasonShort') : undefined}
        />
        <ProblemNotice error={open.error} />
      </div>
    </Dialog>
  )
}
