import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { isProblem } from '../../lib/http.ts'
import { useResendVerification } from './profile-queries.ts'

export function VerifyReminder({ email }: { email: string }) {
  const { t } = useTranslation('profile')
  const { t: auth } = useTranslation('auth')
  const resend = useResendVerification()
  return (
    <Notice
      tone="warning"
      title={t('verify.title')}
      action={
        resend.isSuccess ? undefined : (
          <Button isPending={resend.isPending} onPress={() => resend.mutate(email)}>
            {t('verify.resend')}
          </Button>
        )
      }
    >
      <p aria-live="polite">
        {resend.isSuccess
          ? t('verify.sent')
          : isProblem(resend.error, 'RATE_LIMITED')
            ? auth('rateLimited', { count: resend.error.retryAfterSeconds ?? 60 })
            : resend.error
              ? auth('failed')
              : t('verify.lead', { email })}
      </p>
    </Notice>
  )
}
