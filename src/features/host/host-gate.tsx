import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'

/** Only hosts see what is behind; everybody else learns why not. */
export function HostGate({ path, children }: { path: string; children: ReactNode }) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('editor')
  const { data: me, error, refetch } = useQuery(meQuery)
  if (me?.host) return children
  return (
    <Page title={t('title')} width="text">
      <h1 className="sr-only">{t('title')}</h1>
      {me === null ? (
        <EmptyState
          title={words('signInTitle')}
          body={words('signIn')}
          textileId="anfitrion"
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: path }}>
              {words('signInButton')}
            </LinkButton>
          }
        />
      ) : me ? (
        <EmptyState title={t('notHostTitle')} body={t('notHost')} textileId="anfitrion" />
      ) : error ? (
        <ErrorState title={words('profileFailed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-4">
          <Skeleton className="h-10 w-1/2" />
          <Skeleton className="h-40" />
        </div>
      )}
    </Page>
  )
}
