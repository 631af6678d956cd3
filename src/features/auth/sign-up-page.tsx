import { zodResolver } from '@hookform/resolvers/zod'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { Trans, useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { documentVersions } from '../../../contracts/privacy.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { useSessionChanged } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { signIn, signUp } from './auth-api.ts'
import { SignUpForm } from './auth-forms.rules.ts'
import { AuthFrame } from './auth-frame.tsx'
import { EmailField } from './email-field.tsx'
import { FormNotice, useFieldProblem } from './form-notice.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { useAuthFailure } from './use-auth-form.ts'

/**
 * `/registro`. The server answers the same for a new and a known address; whoever then signs in with what they typed is in,
 * everybody else is told to look at their mail, which tells its owner the rest.
 */
export function SignUpPage() {
  const { volver = '/' } = useSearch({ from: '/registro' })
  const { t } = useTranslation('auth')
  const navigate = useNavigate()
  const { history } = useRouter()
  const language = useLanguage()
  const sessionChanged = useSessionChanged()
  const problem = useFieldProblem()
  const { failure, until, refused, clear } = useAuthFailure()
  const [wantsNews, setWantsNews] = useState(false)
  const [mailedTo, setMailedTo] = useState<string | null>(null)
  const form = useForm<z.infer<typeof SignUpForm>>({
    resolver: zodResolver(SignUpForm),
    defaultValues: { name: '', email: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const typed = useWatch({ control: form.control, name: 'password' })

  const submit = form.handleSubmit(async ({ name, email, password }) => {
    clear()
    try {
      await signUp({
        name,
        email,
        password,
        language,
        consents: { terms: documentVersions.TERMS, privacy: documentVersions.PRIVACY, marketing: wantsNews },
      })
    } catch (error) {
      const told = refused(error)
      if (told.kind === 'banned') await navigate({ to: '/suspendida', replace: true })
      if (told.kind === 'password')
        form.setError('password', { type: 'server', message: told.text }, { shouldFocus: true })
      return
    }
    try {
      const { secondFactor } = await signIn({ email, password })
      if (secondFactor) {
        setMailedTo(email)
        return
      }
    } catch {
      setMailedTo(email)
      return
    }
    await sessionChanged()
    history.replace(volver)
  })

  if (mailedTo !== null) {
    return (
      <AuthFrame title={t('signUp.checkMailTitle')}>
        <div className="space-y-3" aria-live="polite">
          <p>{t('signUp.checkMail', { email: mailedTo })}</p>
          <p className="text-ink-soft">{t('signUp.checkMailNext')}</p>
          <LinkButton variant="primary" to="/entrar" search={volver === '/' ? {} : { volver }}>
            {t('signUp.toSignIn')}
          </LinkButton>
        </div>
      </AuthFrame>
    )
  }
  const passwordError = errors.password
  return (
    <AuthFrame
      title={t('signUp.title')}
      lead={t('signUp.lead')}
      below={
        <p>
          {t('signUp.haveAccount')}{' '}
          <Link to="/entrar" search={volver === '/' ? {} : { volver }} className="text-link font-semibold">
            {t('signUp.toSignIn')}
          </Link>
        </p>
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
        {failure && <FormNotice failure={failure} until={until} />}
        <TextField
          {...form.register('name')}
          autoComplete="name"
          label={t('name')}
          description={t('nameHelp')}
          errorMessage={problem(errors.name?.message)}
        />
        <EmailField {...form.register('email')} errorMessage={problem(errors.email?.message)} />
        <NewPasswordField
          {...form.register('password')}
          typed={typed}
          label={t('password')}
          errorMessage={passwordError?.type === 'server' ? passwordError.message : problem(passwordError?.message)}
        />
        <CheckField
          label={t('signUp.news')}
          description={t('signUp.newsHelp')}
          checked={wantsNews}
          onChange={(event) => setWantsNews(event.target.checked)}
        />
        <p className="text-sm text-ink-soft">
          <Trans
            t={t}
            i18nKey="signUp.agree"
            components={{
              terms: <Link to="/terminos" className="text-link" target="_blank" />,
              notice: <Link to="/privacidad" className="text-link" target="_blank" />,
            }}
          />
        </p>
        <Button type="submit" variant="primary" size="lg" isWide isPending={isSubmitting}>
          {isSubmitting ? t('signUp.submitting') : t('signUp.submit')}
        </Button>
      </form>
    </AuthFrame>
  )
}
