import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActingFor, PartnerAction, PartnerKind } from '../../contracts/partners.ts'
import { useActing, usePartners } from '../lib/acting.ts'
import { mayDo, workplaceOf } from '../lib/acting.rules.ts'
import { LinkButton } from './button.tsx'
import { Page } from './page.tsx'
import { EmptyState, ErrorState, Skeleton } from './states.tsx'

/** Only whoever may do this for a host or workshop sees what is behind; everybody else learns why not, and where to go. */
export function PartnerGate({
  kind,
  action,
  path,
  title,
  children,
}: {
  kind: PartnerKind
  action: PartnerAction
  path: string
  title: string
  children: ReactNode
}) {
  const { t } = useTranslation('partners')
  const { me, error, refetch } = usePartners()
  const acting = useActing(kind)
  if (acting && mayDo(acting, action)) return children
  return (
    <Page title={title} width="text">
      <h1 className="sr-only">{title}</h1>
      {me === null ? (
        <EmptyState
          title={t('gate.signInTitle')}
          body={t(`gate.signIn.${kind}`)}
          textileId={path}
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: path }}>
              {t('gate.signInButton')}
            </LinkButton>
          }
        />
      ) : acting ? (
        <NotInRole acting={acting} />
      ) : acting === null ? (
        <EmptyState
          title={t(`gate.none.${kind}.title`)}
          body={t(`gate.none.${kind}.body`)}
          textileId={path}
          action={
            <LinkButton variant="primary" to="/ofrece">
              {t('gate.apply')}
            </LinkButton>
          }
        />
      ) : error ? (
        <ErrorState title={t('gate.failed')} error={error} onRetry={refetch} />
      ) : (
        <div aria-busy="true" className="space-y-4">
          <Skeleton className="h-10 w-1/2" />
          <Skeleton className="h-12" />
          <Skeleton className="h-40" />
        </div>
      )}
    </Page>
  )
}

function NotInRole({ acting }: { acting: ActingFor }) {
  const { t } = useTranslation('partners')
  return (
    <EmptyState
      title={t('gate.roleTitle')}
      body={t(`gate.role.${acting.role === 'HELPER' ? 'HELPER' : 'MANAGER'}`, { name: acting.name })}
      textileId={acting.partnerId}
      action={
        <LinkButton variant="primary" to={workplaceOf(acting)}>
          {t('gate.workplace')}
        </LinkButton>
      }
    />
  )
}
