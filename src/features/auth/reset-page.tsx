import { zodResolver } from '@hookform/resolvers/zod'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useSessionChanged } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { resetPassword } from './auth-api.ts'
import { ResetForm } from './auth-forms.rules.ts'
import { AuthFrame } from './auth-frame.tsx'
import { FormNotice, useFieldProblem } from './form-notice.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { useAuthFailure } from './use-auth-form.ts'

/** `/restablecer?token`: a new password, which ends every session of the account. */
export function ResetPage() {
  const { token } = useSearch({ from: '/restablecer' })
  const { t } = useTranslation('auth')
  const sessionChanged = useSessionChanged()
  const problem = useFieldProblem()
  const { failure, until, refused, clear } = useAuthFailure()
  const [isDone, setDone] = useState(false)
  const form = useForm<z.infer<typeof ResetForm>>({ resolver: zodResolver(ResetForm), defaultValues: { password: '' } })
  const { errors, isSubmitting } = form.formState
  const typed = useWatch({ control: form.control, name: 'password' })

  const submit = form.handleSubmit(async ({ password }) => {
    clear()
    try {
      await resetPassword(token ?? '', password)
    } catch (error) {
      const told = refused(error)
      if (told.kind === 'password')
        form.setError('password', { type: 'server', message: told.text }, { shouldFocus: true })
      return
    }
    setDone(true)
    await sessionChanged()
  })

  if (isDone) {
    return (
      <AuthFrame title={t('reset.doneTitle')}>
        <div className="space-y-4" aria-live="polite">
          <p>{t('reset.done')}</p>
          <LinkButton variant="primary" to="/entrar">
            {t('signIn.submit')}
          </LinkButton>
        </div>
      </AuthFrame>
    )
  }
  if (token === undefined || failure?.kind === 'dead-link') {
    return (
      <AuthFrame title={t('reset.deadTitle')}>
        <div className="space-y-4" aria-live="polite">
          <p>{t('reset.dead')}</p>
          <LinkButton variant="primary" to="/olvide">
            {t('reset.askAgain')}
          </LinkButton>
        </div>
      </AuthFrame>
    )
  }
  const passwordError = errors.password
  return (
    <AuthFrame title={t('reset.title')} lead={t('reset.lead')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
        {failure && <FormNotice failure={failure} until={until} />}
        <NewPasswordField
          {...form.register('password')}
          typed={typed}
          label={t('newPassword')}
          errorMessage={passwordError?.type === 'server' ? passwordError.message : problem(passwordError?.message)}
        />
        <Button type="submit" variant="primary" size="lg" isWide isPending={isSubmitting}>
          {isSubmitting ? t('reset.submitting') : t('reset.submit')}
        </Button>
      </form>
    </AuthFrame>
  )
}
