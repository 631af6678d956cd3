import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Security } from '../../../contracts/identity-security.ts'
import { securityQuery } from '../../lib/security-queries.ts'
import { meQuery } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StepUpDialog } from '../../ui/step-up-dialog.tsx'
import { AppFactor } from './app-factor.tsx'
import { PasskeyList } from './passkey-list.tsx'
import { SessionsList } from './sessions-list.tsx'

/** `/yo/seguridad`: second factor, passkeys, and where one is signed in. */
export function SecurityPage() {
  const { t } = useTranslation('security')
  const { data: me } = useQuery(meQuery)
  const security = useQuery({ ...securityQuery, enabled: Boolean(me) })
  return (
    <Page title={t('title')} width="text" className="gap-10">
      <PageHeader title={t('title')} lead={t('lead')} back={{ to: '/yo', label: t('back') }} />
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          textileId="seguridad"
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: '/yo/seguridad' }}>
              {t('signIn')}
            </LinkButton>
          }
        />
      ) : security.data ? (
        <Protections security={security.data} />
      ) : security.error ? (
        <ErrorState title={t('failed')} error={security.error} onRetry={() => void security.refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-4">
          <Skeleton className="h-40" />
          <Skeleton className="h-40" />
        </div>
      )}
    </Page>
  )
}

function Protections({ security }: { security: Security }) {
  const { t } = useTranslation('security')
  const { app, passkeys, required, shown } = security
  const hasFactor = app !== null || passkeys.length > 0
  return (
    <>
      {required && !shown && (
        <Notice tone="warning" title={t(hasFactor ? 'required.showTitle' : 'required.title')}>
          {t(hasFactor ? 'required.show' : 'required.lead')}
        </Notice>
      )}
      {required && shown && (
        <Notice tone="success" action={<LinkButton to="/equipo">{t('required.goOn')}</LinkButton>}>
          {t('required.done')}
        </Notice>
      )}
      <Section title={t('app.title')} lead={t('app.lead')}>
        <AppFactor app={app} />
      </Section>
      <Section title={t('passkeys.title')} lead={t('passkeys.lead')}>
        <PasskeyList passkeys={passkeys} mayConfirm={required && !shown} />
      </Section>
      <Section title={t('sessions')}>
        <SessionsList />
      </Section>
      <StepUpDialog />
    </>
  )
}
