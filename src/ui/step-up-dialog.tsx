import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PasskeyQuestion } from '../../contracts/identity-security.ts'
import { http } from '../lib/http.ts'
import { securityQuery } from '../lib/security-queries.ts'
import { useStepUpQuestion } from '../lib/step-up.ts'
import { hasPasskeys, NoPasskeyShown, showPasskey } from '../lib/webauthn.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { PasswordField, TextField } from './field.tsx'
import { ProblemNotice } from './problem-notice.tsx'

/** Stands once on pages where something may ask again who is there (`withStepUp`): by password, code or passkey. */
export function StepUpDialog() {
  const question = useStepUpQuestion()
  return question && <Ask onAnswer={question.answer} />
}

async function byPasskey() {
  const question = await http.post<PasskeyQuestion>('/me/step-up/passkey-options')
  const credential = await showPasskey(question)
  return { credential }
}

function Ask({ onAnswer }: { onAnswer: (isProved: boolean) => void }) {
  const { t } = useTranslation('common')
  const { data: security } = useQuery({ ...securityQuery, retry: false })
  const [typed, setTyped] = useState('')
  const [isCode, setCode] = useState(false)
  const prove = useMutation({
    networkMode: 'always',
    mutationFn: async (proof: object | 'passkey') =>
      http.post('/me/step-up', { body: proof === 'passkey' ? await byPasskey() : proof }),
    onSuccess: () => onAnswer(true),
  })
  const send = () => {
    if (typed === '' || prove.isPending) return
    prove.mutate(isCode ? { code: typed.trim() } : { password: typed })
  }
  const mayUsePasskey = (security?.passkeys.length ?? 0) > 0 && hasPasskeys()
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !prove.isPending && onAnswer(false)}
      title={t('stepUp.title')}
      footer={
        <Button variant="primary" isPending={prove.isPending} onPress={send}>
          {t('stepUp.go')}
        </Button>
      }
    >
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          // React hands events of a dialog on to the form it was opened from.
          event.stopPropagation()
          send()
        }}
      >
        <p>{t('stepUp.lead')}</p>
        {isCode ? (
          <TextField
            key="code"
            label={t('stepUp.code')}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for nothing else
            autoFocus
            autoComplete="one-time-code"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        ) : (
          <PasswordField
            key="password"
            label={t('stepUp.password')}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for nothing else
            autoFocus
            autoComplete="current-password"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        <ProblemNotice error={prove.error instanceof NoPasskeyShown ? null : prove.error} />
        <div className="flex flex-wrap gap-2">
          {mayUsePasskey && (
            <Button onPress={() => prove.mutate('passkey')}>
              <KeyRound aria-hidden className="size-5" />
              {t('stepUp.passkey')}
            </Button>
          )}
          {security?.app && (
            <Button
              variant="quiet"
              onPress={() => {
                setTyped('')
                setCode(!isCode)
              }}
            >
              {t(isCode ? 'stepUp.byPassword' : 'stepUp.byCode')}
            </Button>
          )}
        </div>
        <input type="submit" hidden value={t('stepUp.go')} />
      </form>
    </Dialog>
  )
}
