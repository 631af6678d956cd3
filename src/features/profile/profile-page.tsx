import { useNavigate } from '@tanstack/react-router'
import { Bell, FileUser, LockKeyhole, LogOut, Map, MessageCircle, Package, Scale, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import type { Me } from '../../../contracts/identity.ts'
import { formatCivilDay } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { meQuery } from '../../lib/session.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { AboutForm } from './about-form.tsx'
import { PreferencesForm, ThemeField } from './preferences-form.tsx'
import { useSignOut } from './profile-queries.ts'
import { ProfileRow as Row } from './profile-row.tsx'
import { VerifyReminder } from './verify-reminder.tsx'
import { WorkRows } from './work-rows.tsx'

/** `/yo` */
export function ProfilePage() {
  const { t } = useTranslation('profile')
  const { data: me, error, refetch } = useQuery(meQuery)
  if (me) return <Profile me={me} />
  return (
    <Page title={t('title')} width="text">
      <PageHeader title={t('title')} />
      {me === null ? (
        <>
          <EmptyState
            title={t('signInTitle')}
            body={t('signIn')}
            textileId="yo"
            action={
              <>
                <LinkButton variant="primary" to="/entrar" search={{ volver: '/yo' }}>
                  {t('signInButton')}
                </LinkButton>
                <LinkButton to="/registro">{t('signUpButton')}</LinkButton>
              </>
            }
          />
          <ThemeField />
        </>
      ) : error ? (
        <ErrorState title={t('loadFailed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-4">
          <Skeleton className="h-20" />
          <Skeleton className="h-28" />
          <Skeleton className="h-[28rem]" />
        </div>
      )}
    </Page>
  )
}

function Profile({ me }: { me: Me }) {
  const { t } = useTranslation('profile')
  const language = useLanguage()
  const since = `${formatCivilDay(me.createdAt.slice(0, 10), language, 'short')}${language === 'en' ? ',' : ''} ${me.createdAt.slice(0, 4)}`
  return (
    <Page title={t('title')} width="text" className="gap-10">
      <header className="flex items-center gap-4">
        <Avatar id={me.id} image={me.avatar} size="lg" />
        <div className="min-w-0">
          <h1 tabIndex={-1} className="text-2xl break-words">
            {me.name}
          </h1>
          <p className="text-ink-soft wrap-anywhere">{me.email}</p>
          <p className="text-sm text-ink-soft">{t('since', { when: since })}</p>
        </div>
      </header>
      {!me.emailVerified && <VerifyReminder email={me.email} />}
      <nav className="-mt-2 divide-y divide-line rounded-lg border border-line bg-surface">
        <Row to="/mis-planes" icon={<Map aria-hidden className="size-5" />} text={t('plans')} />
        <Row to="/pedidos" icon={<Package aria-hidden className="size-5" />} text={t('orders')} />
        <Row to="/mensajes" icon={<MessageCircle aria-hidden className="size-5" />} text={t('messages')} />
        <Row to="/avisos" icon={<Bell aria-hidden className="size-5" />} text={t('notices')} />
        <WorkRows />
        {me.role !== 'user' && (
          <Row
            to="/equipo"
            icon={<ShieldCheck aria-hidden className="size-5" />}
            text={t('team')}
            note={t('teamLead')}
          />
        )}
        <Row
          to="/yo/seguridad"
          icon={<LockKeyhole aria-hidden className="size-5" />}
          text={t('security')}
          note={t('securityLead')}
        />
        <Row
          to="/yo/privacidad"
          icon={<FileUser aria-hidden className="size-5" />}
          text={t('privacy')}
          note={t('privacyLead')}
        />
        <Row to="/yo/decisiones" icon={<Scale aria-hidden className="size-5" />} text={t('decisions')} />
      </nav>
      <Section title={t('about')}>
        <AboutForm me={me} />
      </Section>
      <Section title={t('preferences')}>
        <PreferencesForm me={me} />
        <ThemeField />
      </Section>
      <SignOut />
    </Page>
  )
}

/** A failure is shown by the mutation's own state. */
const doNothing = () => undefined

function SignOut() {
  const { t } = useTranslation('profile')
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <div className="space-y-3">
      {signOut.error && (
        <Notice tone="warning" isLive>
          {t('signOutFailed')}
        </Notice>
      )}
      <Button
        isPending={signOut.isPending}
        // The screen is gone by the time it is done: a callback of `mutate` would go with it.
        onPress={() => void signOut.mutateAsync().then(() => navigate({ to: '/' }), doNothing)}
      >
        <LogOut aria-hidden className="size-5" />
        {signOut.isPending ? t('signingOut') : t('signOut')}
      </Button>
    </div>
  )
}
