import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ActingFor, Invitation } from '../../../contracts/partners.ts'
import { usePartners, useSwitchActing } from '../../lib/acting.ts'
import { workplaceOf } from '../../lib/acting.rules.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http, isProblem } from '../../lib/http.ts'
import { useMe, useSessionChanged } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { invitationQuery, useAccept } from './team-queries.ts'

/** `/equipo/invitacion?token=`: who invites, to what, as what; then in, with the account of that address. */
export function InvitationPage() {
  const { t } = useTranslation('team')
  const { token = '' } = useSearch({ from: '/equipo/invitacion' })
  const isWhole = token.length >= 20
  const accept = useAccept(token)
  const query = useQuery({ ...invitationQuery(token), enabled: isWhole && !accept.isSuccess })
  const isGone = isProblem(query.error) && (query.error.status === 404 || query.error.status === 400)
  if (accept.data) return <Joined acting={accept.data} />
  return (
    <Page title={t('invitation.title')} width="narrow">
      {query.data?.state === 'OPEN' ? (
        <Open invitation={query.data} token={token} accept={accept} />
      ) : (
        <>
          <h1 className="sr-only">{t('invitation.title')}</h1>
          {!isWhole ? (
            <EmptyState title={t('invitation.missingTitle')} body={t('invitation.missing')} textileId="invitacion" />
          ) : query.data || isGone ? (
            <Over />
          ) : query.error ? (
            <ErrorState title={t('invitation.failed')} error={query.error} onRetry={() => void query.refetch()} />
          ) : (
            <Skeleton className="h-64 rounded-lg" />
          )}
        </>
      )}
    </Page>
  )
}

/** A second look at a link that was used: those who are in go on from here. */
function Over() {
  const { t } = useTranslation('team')
  const { partners = [] } = usePartners()
  const teams = partners.filter(({ role }) => role !== 'OWNER')
  return (
    <EmptyState
      title={t('invitation.overTitle')}
      body={t('invitation.over')}
      textileId="invitacion"
      action={
        teams.length > 0 && (
          <>
            <p className="w-full">{t('invitation.overMember')}</p>
            {teams.map((one) => (
              <LinkButton key={one.partnerId} to={workplaceOf(one)}>
                {one.name}
              </LinkButton>
            ))}
          </>
        )
      }
    />
  )
}

function Open({
  invitation,
  token,
  accept,
}: {
  invitation: Invitation
  token: string
  accept: ReturnType<typeof useAccept>
}) {
  const { t } = useTranslation('team')
  const dates = useDates()
  const me = useMe()
  const { partnerName, inviter, role, email, expiresAt } = invitation
  const back = `/equipo/invitacion?token=${encodeURIComponent(token)}`
  const isNotTheirs = isProblem(accept.error, 'INVITATION_NOT_YOURS')
  return (
    <>
      <PageHeader
        title={t('invitation.heading', { inviter, name: partnerName })}
        lead={t('invitation.forEmail', { email, when: dates.dateTime(expiresAt, placeTimeZone) })}
      />
      <Card edge>
        <h2 className="text-lg">{t(`invitation.as.${role}`)}</h2>
        <p className="mt-1">{t(`roles.${role}.can`)}</p>
        <p className="mt-2 text-ink-soft">{t(`roles.${role}.cannot`)}</p>
      </Card>
      {me === null ? (
        <div className="flex flex-col gap-3">
          <p className="text-ink-soft">{t('invitation.signInLead')}</p>
          <div className="flex flex-wrap gap-3">
            <LinkButton variant="primary" size="lg" to="/entrar" search={{ volver: back }}>
              {t('invitation.signIn')}
            </LinkButton>
            <LinkButton size="lg" to="/registro" search={{ volver: back }}>
              {t('invitation.signUp')}
            </LinkButton>
          </div>
        </div>
      ) : isNotTheirs ? (
        <NotTheirs email={email} mine={me?.email ?? ''} back={back} />
      ) : (
        <div className="flex flex-col items-start gap-3">
          <ProblemNotice error={accept.error} />
          <div className="flex flex-wrap gap-3">
            <Button
              variant="primary"
              size="lg"
              isPending={accept.isPending || me === undefined}
              onPress={() => accept.mutate()}
            >
              {t(accept.isPending ? 'invitation.accepting' : 'invitation.accept')}
            </Button>
            <LinkButton size="lg" variant="quiet" to="/">
              {t('invitation.later')}
            </LinkButton>
          </div>
        </div>
      )}
    </>
  )
}

function NotTheirs({ email, mine, back }: { email: string; mine: string; back: string }) {
  const { t } = useTranslation('team')
  const navigate = useNavigate()
  const changed = useSessionChanged()
  const leave = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      await http.post<unknown>('/api/auth/sign-out', { body: {} })
      await changed()
      await navigate({ to: '/entrar', search: { volver: back } })
    },
  })
  return (
    <Notice
      tone="warning"
      isLive
      title={t('invitation.notYoursTitle')}
      action={
        <Button isPending={leave.isPending} onPress={() => leave.mutate()}>
          {t('invitation.switch')}
        </Button>
      }
    >
      <p className="wrap-anywhere">{t('invitation.notYours', { mine, email })}</p>
      <ProblemNotice error={leave.error} />
    </Notice>
  )
}

function Joined({ acting }: { acting: ActingFor }) {
  const { t } = useTranslation('team')
  const change = useSwitchActing()
  return (
    <Page title={t('invitation.title')} width="narrow">
      <h1 className="sr-only">{t('invitation.title')}</h1>
      <EmptyState
        title={t('invitation.joinedTitle', { name: acting.name })}
        body={t('invitation.joined')}
        textileId={acting.partnerId}
        action={
          <LinkButton variant="primary" size="lg" to={workplaceOf(acting)} onClick={() => change(acting)}>
            {t('mine.go')}
          </LinkButton>
        }
      />
    </Page>
  )
}
