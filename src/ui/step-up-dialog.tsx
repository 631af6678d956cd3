import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { http } from '../lib/http.ts'
import { useStepUpQuestion } from '../lib/step-up.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { PasswordField } from './field.tsx'
import { ProblemNotice } from './problem-notice.tsx'

/** Stands once on pages where something may ask for the password again (`withStepUp`). */
export function StepUpDialog() {
  const question = useStepUpQuestion()
  return question && <Ask onAnswer={question.answer} />
}

function Ask({ onAnswer }: { onAnswer: (isProved: boolean) => void }) {
  const { t } = useTranslation('common')
  const [password, setPassword] = useState('')
  const prove = useMutation({
    networkMode: 'always',
    mutationFn: () => http.post('/me/step-up', { body: { password } }),
    onSuccess: () => onAnswer(true),
  })
  const send = () => password !== '' && !prove.isPending && prove.mutate()
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
        <PasswordField
          label={t('stepUp.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <ProblemNotice error={prove.error} />
        <input type="submit" hidden value={t('stepUp.go')} />
      </form>
    </Dialog>
  )
}
