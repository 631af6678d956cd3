import { zodResolver } from '@hookform/resolvers/zod'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { noteBan } from '../../lib/ban.ts'
import { useClientConfig } from '../../lib/client-config.ts'
import { useMe, useSessionChanged } from '../../lib/session.ts'
import { AnchorButton, Button } from '../../ui/button.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { signIn } from './auth-api.ts'
import { SignInForm } from './auth-forms.rules.ts'
import { AuthFrame } from './auth-frame.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { EmailField } from './email-field.tsx'
import { FormNotice, useFieldProblem } from './form-notice.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { SecondStepForm } from './second-step-form.tsx'
import { useAuthFailure } from './use-auth-form.ts'

/** `/entrar`. The route let only a path of this site through as `volver`. */
export function SignInPage() {
  const { volver = '/' } = useSearch({ from: '/entrar' })
  const { t } = useTranslation('auth')
  const navigate = useNavigate()
  const { history } = useRouter()
  const sessionChanged = useSessionChanged()
  const config = useClientConfig()
  const me = useMe()
  const problem = useFieldProblem()
  const { failure, until, refused, clear } = useAuthFailure()
  const form = useForm<z.infer<typeof SignInForm>>({
    resolver: zodResolver(SignInForm),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const [isSecondStep, setSecondStep] = useState(false)

  async function goIn() {
    await sessionChanged()
    history.replace(volver)
  }
  async function onRefused(error: unknown) {
    if (refused(error).kind !== 'banned') return
    // With it the shell says why, until when, and how to appeal.
    noteBan(error)
    await navigate({ to: '/suspendida', replace: true })
  }
  const submit = form.handleSubmit(async (credentials) => {
    clear()
    try {
      const { secondFactor } = await signIn(credentials)
      if (secondFactor) {
        setSecondStep(true)
        return
      }
    } catch (error) {
      await onRefused(error)
      return
    }
    await goIn()
  })

  if (isSecondStep)
    return (
      <AuthFrame title={t('second.title')} lead={t('second.lead')}>
        <SecondStepForm onIn={goIn} onOver={() => setSecondStep(false)} />
      </AuthFrame>
    )
  return (
    <AuthFrame
      title={t('signIn.title')}
      lead={volver.startsWith('/reservar/') ? t('signIn.returning') : t('signIn.lead')}
      below={
        <>
          <p>
            {t('signIn.noAccount')}{' '}
            <Link to="/registro" search={volver === '/' ? {} : { volver }} className="text-link font-semibold">
              {t('signIn.toSignUp')}
            </Link>
          </p>
          {config?.sandbox && (
            <DemoAccounts
              onUse={(email, password) => {
                form.setValue('email', email)
                form.setValue('password', password)
                form.setFocus('password')
              }}
            />
          )}
        </>
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
        {failure && <FormNotice failure={failure} until={until} />}
        {me && !isSubmitting && (
          <Notice tone="info" action={<AnchorButton href={volver}>{t('verify.goOn')}</AnchorButton>}>
            {t('alreadyIn', { name: me.name })}
          </Notice>
        )}
        <EmailField {...form.register('email')} errorMessage={problem(errors.email?.message)} />
        <PasswordField
          {...form.register('password')}
          autoComplete="current-password"
          label={t('password')}
          errorMessage={problem(errors.password?.message)}
        />
        <Button type="submit" variant="primary" size="lg" isWide isPending={isSubmitting}>
          {isSubmitting ? t('signIn.submitting') : t('signIn.submit')}
        </Button>
        <PasskeyButton
          onIn={goIn}
          onRefused={(error) => {
            clear()
            void onRefused(error)
          }}
        />
        <p>
          <Link to="/olvide" className="text-link">
            {t('signIn.forgot')}
          </Link>
        </p>
      </form>
    </AuthFrame>
  )
}
