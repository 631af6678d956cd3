import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { type StaffCall, useStaffAction } from './staff-queries.ts'

const shortestReason = 3

/** One thing done by staff, with the reason that is kept, and shown to the person where it says so. */
export function ReasonDialog({
  title,
  lead,
  label,
  action,
  done,
  isDanger = false,
  isOptional = false,
  most = 500,
  check,
  call,
  onClose,
  children,
}: {
  title: string
  lead?: string | undefined
  label: string
  action: string
  done: string
  isDanger?: boolean
  isOptional?: boolean
  most?: number
  /** Whether what `children` ask for is there, asked when it is pressed; they say what is not. */
  check?: () => boolean
  call: (reason: string) => StaffCall
  onClose: () => void
  children?: ReactNode
}) {
  const { t } = useTranslation('staff')
  const toast = useToast()
  const run = useStaffAction()
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const isShort = !isOptional && reason.trim().length < shortestReason
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !run.isPending && onClose()}
      title={title}
      footer={
        <Button
          variant={isDanger ? 'danger' : 'primary'}
          isPending={run.isPending}
          onPress={() => {
            setPressed(true)
            const isRight = check?.() ?? true
            if (isShort || !isRight) return
            run.mutate(call(reason.trim()), {
              onSuccess: () => {
                toast({ tone: 'success', message: done })
                onClose()
              },
            })
          }}
        >
          {action}
        </Button>
      }
    >
      <div className="space-y-4">
        {lead !== undefined && <p className="text-ink-soft">{lead}</p>}
        {children}
        <TextAreaField
          label={label}
          isOptional={isOptional}
          maxLength={most}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          errorMessage={pressed && isShort ? t('reasonShort') : undefined}
        />
        <ProblemNotice error={run.error} />
      </div>
    </Dialog>
  )
}
