import { useMutation } from '@tanstack/react-query'
import { Check, CircleDashed, CircleDot } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Application } from '../../../contracts/partners.ts'
import { http } from '../../lib/http.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Notice } from '../../ui/notice.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { mayBeSent, type Step, stepOf } from './application.rules.ts'
import { type Saving, useSubmit } from './apply-queries.ts'

/** What is there and what is missing, each with the way to it, and the button that sends it. */
export function SendStep({
  application,
  saving,
  onGo,
}: {
  application: Application
  saving: Saving
  onGo: (step: Step) => void
}) {
  const { t } = useTranslation('apply')
  const toast = useToast()
  const submit = useSubmit(application.id)
  const isReady = mayBeSent(application.checklist)
  const send = async () => {
    if (!(await saving.flush())) return
    submit.mutate(undefined, { onSuccess: () => toast({ tone: 'success', message: t('sent') }) })
  }
  return (
    <div className="flex flex-col gap-5">
      <p>{t(isReady ? 'sendReady' : 'sendMissing')}</p>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {application.checklist.map(({ key, done, required }) => {
          const stand = done ? 'done' : required ? 'missing' : 'optional'
          const Mark = { done: Check, missing: CircleDot, optional: CircleDashed }[stand]
          return (
            <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
              <Mark
                aria-hidden
                className={cx(
                  'size-5 shrink-0',
                  stand === 'done' ? 'text-nopal' : stand === 'missing' ? 'text-barro' : 'text-ink-soft',
                )}
              />
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{t(`checklist.${key}`)}</span>
                <span className="block text-sm text-ink-soft">{t(stand)}</span>
              </span>
              {!done && key !== 'EMAIL_VERIFIED' && (
                <Button variant="quiet" onPress={() => onGo(stepOf(key))}>
                  {t('go')}
                  <span className="sr-only">: {t(`checklist.${key}`)}</span>
                </Button>
              )}
              {!done && key === 'EMAIL_VERIFIED' && <Verify />}
            </li>
          )
        })}
      </ul>
      <SaveProblem error={submit.error} />
      <Button
        variant="primary"
        size="lg"
        className="self-start"
        isDisabled={!isReady}
        isPending={submit.isPending}
        onPress={() => void send()}
      >
        {t(submit.isPending ? 'sending' : 'send')}
      </Button>
    </div>
  )
}

function Verify() {
  const { t } = useTranslation('apply')
  const email = useMe()?.email ?? ''
  const resend = useMutation({
    networkMode: 'always',
    mutationFn: () => http.post<unknown>('/api/auth/send-verification-email', { body: { email } }),
  })
  return (
    <div className="flex w-full flex-col items-start gap-2 pb-2 pl-8">
      <p aria-live="polite" className="text-sm">
        {resend.isSuccess ? t('verifySent') : t('verify', { email })}
      </p>
      {resend.error && <Notice tone="danger">{resend.error.message}</Notice>}
      {!resend.isSuccess && (
        <Button isPending={resend.isPending} onPress={() => resend.mutate()}>
          {t('verifyResend')}
        </Button>
      )}
    </div>
  )
}
