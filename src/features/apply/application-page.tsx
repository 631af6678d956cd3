import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Application, PartnerKind } from '../../../contracts/partners.ts'
import { meQuery } from '../../lib/session.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { ApplicationForm } from './application-form.tsx'
import { shownFirst } from './application.rules.ts'
import { Answer, Sent } from './application-state.tsx'
import { applicationQuery, applicationsQuery, useBegin } from './apply-queries.ts'

/** `/solicitud`: from the first word to the answer. */
export function ApplicationPage() {
  const { t } = useTranslation('apply')
  const { tipo, paso } = useSearch({ from: '/solicitud' })
  const { data: me, error, refetch } = useQuery(meQuery)
  const list = useQuery({ ...applicationsQuery, enabled: Boolean(me) })
  const navigate = useNavigate()
  const back = `/solicitud${tipo ? `?tipo=${tipo}` : ''}`
  const kinds = [...new Set(list.data?.map(({ kind }) => kind))]
  const shown = list.data && shownFirst(list.data, tipo)
  return (
    <Page title={t('title')} className="gap-7">
      <PageHeader title={t('title')} back={{ to: '/ofrece' }} {...(shown && { eyebrow: t(`kinds.${shown.kind}`) })} />
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          body={t('signIn')}
          textileId="solicitud"
          action={
            <>
              <LinkButton variant="primary" to="/entrar" search={{ volver: back }}>
                {t('signInButton')}
              </LinkButton>
              <LinkButton to="/registro" search={{ volver: back }}>
                {t('signUpButton')}
              </LinkButton>
            </>
          }
        />
      ) : list.data ? (
        <>
          {kinds.length > 1 && (
            <Segmented
              label={t('kindLabel')}
              isLabelHidden
              className="max-w-md"
              items={kinds.map((id) => ({ id, label: t(`kinds.${id}`) }))}
              value={shown?.kind ?? 'HOST'}
              onChange={(next) => void navigate({ to: '/solicitud', search: { tipo: next } })}
            />
          )}
          {shown ? <One key={shown.id} id={shown.id} step={paso} /> : <Begin kind={tipo} />}
        </>
      ) : error || list.error ? (
        <ErrorState
          title={t('loadFailed')}
          error={error ?? list.error}
          onRetry={() => void (me ? list.refetch() : refetch())}
        />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Loading() {
  return (
    <div aria-busy="true" className="space-y-4">
      <Skeleton className="h-12" />
      <Skeleton className="h-80" />
    </div>
  )
}

function One({ id, step }: { id: string; step: Parameters<typeof ApplicationForm>[0]['asked'] }) {
  const { t } = useTranslation('apply')
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(applicationQuery(id))
  const isApproved = data?.status === 'APPROVED'
  // What may be done changed with the answer.
  useEffect(() => {
    if (isApproved) void client.invalidateQueries({ queryKey: queryKeys.me })
  }, [client, isApproved])
  if (!data) {
    if (error) return <ErrorState title={t('loadFailed')} error={error} onRetry={() => void refetch()} />
    return <Loading />
  }
  return <Shown application={data} step={step} />
}

function Shown({
  application,
  step,
}: {
  application: Application
  step: Parameters<typeof ApplicationForm>[0]['asked']
}) {
  const { status } = application
  return (
    <>
      {status !== 'DRAFT' && <Answer application={application} />}
      {status === 'DRAFT' || status === 'MORE_NEEDED' ? (
        <ApplicationForm application={application} asked={step} />
      ) : (
        <Sent application={application} />
      )}
    </>
  )
}

/** Nothing was begun yet: what for. */
export function Begin({ kind }: { kind: PartnerKind | undefined }) {
  const { t } = useTranslation('apply')
  const begin = useBegin()
  return (
    <div className="flex flex-col gap-5">
      {!kind && (
        <div>
          <h2 className="text-xl">{t('chooseTitle')}</h2>
          <p className="mt-1 text-ink-soft">{t('choose')}</p>
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {(['HOST', 'SELLER'] as const)
          .filter((one) => !kind || one === kind)
          .map((one) => (
            <Card key={one} as="section" edge>
              <div className="flex h-full flex-col items-start gap-3">
                <h3 className="text-lg">{t(`kinds.${one}`)}</h3>
                <p className="text-ink-soft">{t(`beginLead.${one}`)}</p>
                <Button
                  variant="primary"
                  className="mt-auto"
                  isPending={begin.isPending && begin.variables === one}
                  onPress={() => begin.mutate(one)}
                >
                  {t(begin.isPending && begin.variables === one ? 'beginning' : 'begin')}
                </Button>
              </div>
            </Card>
          ))}
      </div>
      <ProblemNotice error={begin.error} />
    </div>
  )
}
