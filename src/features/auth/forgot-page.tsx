import { zodResolver } from '@hookform/resolvers/zod'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useFocusOn } from '../../lib/use-focus-on.ts'
import { Button } from '../../ui/button.tsx'
import { requestPasswordReset } from './auth-api.ts'
import { ForgotForm } from './auth-forms.rules.ts'
import { AuthFrame } from './auth-frame.tsx'
import { EmailField } from './email-field.tsx'
import { FormNotice, useFieldProblem } from './form-notice.tsx'
import { useAuthFailure } from './use-auth-form.ts'

/** `/olvide`: the same answer whether or not the address has an account. */
export function ForgotPage() {
  const { t } = useTranslation('auth')
  const problem = useFieldProblem()
  const { failure, until, refused, clear } = useAuthFailure()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const sent = useFocusOn<HTMLParagraphElement>(sentTo ?? '')
  const form = useForm<z.infer<typeof ForgotForm>>({ resolver: zodResolver(ForgotForm), defaultValues: { email: '' } })
  const { errors, isSubmitting } = form.formState

  const submit = form.handleSubmit(async ({ email }) => {
    clear()
    try {
      await requestPasswordReset(email)
      setSentTo(email)
    } catch (error) {
      refused(error)
    }
  })

  return (
    <AuthFrame
      title={sentTo === null ? t('forgot.title') : t('forgot.sentTitle')}
      lead={sentTo === null ? t('forgot.lead') : undefined}
      below={
        <Link to="/entrar" className="text-link">
          {t('forgot.back')}
        </Link>
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
        {failure && <FormNotice failure={failure} until={until} />}
        {sentTo === null ? (
          <EmailField {...form.register('email')} errorMessage={problem(errors.email?.message)} />
        ) : (
          <p ref={sent} tabIndex={-1} aria-live="polite" className="outline-none">
            {t('forgot.sent', { email: sentTo })}
          </p>
        )}
        <Button
          type="submit"
          variant={sentTo === null ? 'primary' : 'secondary'}
          isWide={sentTo === null}
          isPending={isSubmitting}
        >
          {isSubmitting ? t('forgot.submitting') : sentTo === null ? t('forgot.submit') : t('forgot.again')}
        </Button>
      </form>
    </AuthFrame>
  )
}
