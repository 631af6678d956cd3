import { useMutation } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { Flag } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportedKind, ReportReason } from '../../contracts/moderation.ts'
import { http, newIdempotencyKey } from '../lib/http.ts'
import { useMe } from '../lib/session.ts'
import { Button, LinkButton } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextAreaField } from './field.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { useToast } from './toast.tsx'

/** Says to staff that something should not be there. Visitors are asked to sign in first. */
export function ReportButton({
  kind,
  id,
  label,
  className,
}: {
  kind: ReportedKind
  id: string
  /** What a screen reader hears beside "report": whose, or what. */
  label: string
  className?: string
}) {
  const { t } = useTranslation('reviews')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="quiet" className={className ?? 'text-sm text-ink-soft'} onPress={() => setOpen(true)}>
        <Flag aria-hidden className="size-4" />
        {t('report.button')}
        <span className="sr-only">: {label}</span>
      </Button>
      {isOpen && <ReportDialog kind={kind} id={id} onClose={() => setOpen(false)} />}
    </>
  )
}

function ReportDialog({ kind, id, onClose }: { kind: ReportedKind; id: string; onClose: () => void }) {
  const { t } = useTranslation('reviews')
  const toast = useToast()
  const me = useMe()
  const group = useId()
  const { href } = useLocation()
  const [key] = useState(newIdempotencyKey)
  const [reason, setReason] = useState<ReportReason | null>(null)
  const [note, setNote] = useState('')
  const [pressed, setPressed] = useState(false)
  const send = useMutation({
    networkMode: 'always',
    mutationFn: () =>
      http.post('/reports', {
        idempotencyKey: key,
        body: { contentKind: kind, contentId: id, reason, note: note.trim() },
      }),
    onSuccess: () => {
      toast({ tone: 'success', message: t('report.sent') })
      onClose()
    },
  })
  const close = (open: boolean) => !open && !send.isPending && onClose()
  if (me === null) {
    return (
      <Dialog
        isOpen
        onOpenChange={close}
        title={t('report.title')}
        footer={
          <LinkButton variant="primary" to="/entrar" search={{ volver: href }}>
            {t('signIn')}
          </LinkButton>
        }
      >
        <p>{t('report.signIn')}</p>
      </Dialog>
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={t('report.title')}
      footer={
        // Beside the button that was pressed: the end of the form may be out of sight.
        <div className="flex w-full flex-col gap-3">
          <ProblemNotice error={send.error} />
          <Button
            variant="primary"
            className="sm:self-end"
            isPending={send.isPending}
            onPress={() => {
              setPressed(true)
              if (reason) send.mutate()
            }}
          >
            {t(send.isPending ? 'report.sending' : 'report.send')}
          </Button>
        </div>
      }
    >
      <div className="space-y-4">
        <p className="text-ink-soft">{t('report.lead')}</p>
        <fieldset className="flex flex-col">
          <legend className="mb-1 font-semibold">{t('report.why')}</legend>
          {ReportReason.options.map((one) => (
            <label key={one} className="flex min-h-11 cursor-pointer items-center gap-3">
              <input
                type="radio"
                name={group}
                className="size-5 accent-grana"
                checked={reason === one}
                onChange={() => setReason(one)}
              />
              {t(`report.reasons.${one}`)}
            </label>
          ))}
          {pressed && reason === null && (
            <p role="alert" className="text-sm font-medium text-chapulin">
              {t('report.missing')}
            </p>
          )}
        </fieldset>
        <TextAreaField
          label={t('report.note')}
          isOptional
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
