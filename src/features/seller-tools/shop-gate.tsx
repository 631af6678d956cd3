import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'

/** Only whoever has a workshop edits what it sells. */
export function ShopGate({ path, children }: { path: string; children: ReactNode }) {
  const { t } = useTranslation('selling')
  const { data: me, error, refetch } = useQuery(meQuery)
  if (me?.seller) return children
  return (
    <Page title={t('title')} width="text">
      <h1 className="sr-only">{t('title')}</h1>
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          body={t('signIn')}
          textileId="vender"
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: path }}>
              {t('signInButton')}
            </LinkButton>
          }
        />
      ) : me ? (
        <EmptyState title={t('noShopTitle')} body={t('noShop')} textileId="vender" />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-4">
          <Skeleton className="h-10 w-1/2" />
          <Skeleton className="h-40" />
        </div>
      )}
    </Page>
  )
}
