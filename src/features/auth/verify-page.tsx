import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useMe } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { verifyEmail } from './auth-api.ts'
import { AuthFrame } from './auth-frame.tsx'

/** `/verificar?token`: asking again with the same token changes nothing and answers the same, so a query may ask. */
export function VerifyPage() {
  const { token } = useSearch({ from: '/verificar' })
  const { t } = useTranslation('auth')
  const client = useQueryClient()
  const me = useMe()
  const check = useQuery({
    queryKey: ['verify-email', token],
    queryFn: ({ signal }) => verifyEmail(token ?? '', signal),
    enabled: token !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    if (check.isSuccess) void client.invalidateQueries({ queryKey: queryKeys.me })
  }, [check.isSuccess, client])

  if (check.isSuccess) {
    return (
      <AuthFrame title={t('verify.doneTitle')}>
        <div className="space-y-4" aria-live="polite">
          <p>{t('verify.done')}</p>
          {me ? (
            <LinkButton variant="primary" to="/mis-planes">
              {t('verify.goOn')}
            </LinkButton>
          ) : (
            <LinkButton variant="primary" to="/entrar">
              {t('signIn.submit')}
            </LinkButton>
          )}
        </div>
      </AuthFrame>
    )
  }
  const isDead =
    token === undefined || isProblem(check.error, 'INVALID_TOKEN') || isProblem(check.error, 'VALIDATION_FAILED')
  if (isDead) {
    return (
      <AuthFrame title={t('verify.deadTitle')}>
        <div className="space-y-4" aria-live="polite">
          <p>{t('verify.dead')}</p>
          <LinkButton variant="primary" to="/yo">
            {t('verify.toProfile')}
          </LinkButton>
        </div>
      </AuthFrame>
    )
  }
  if (check.error) {
    return (
      <AuthFrame title={t('verify.failedTitle')}>
        <ErrorState
          title={t('verify.failedTitle')}
          error={check.error}
          onRetry={() => void check.refetch()}
          isRetrying={check.isFetching}
        />
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t('verify.checking')}>
      <Skeleton className="h-20" />
    </AuthFrame>
  )
}
