import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnDecision, Suspension } from '../../../contracts/moderation.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http, isProblem } from '../../lib/http.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'

const shortestAppeal = 10

/** `/apelar?enlace=…`: the one page that is open to whoever is suspended. */
export function AppealPage() {
  const { enlace: token = '' } = useSearch({ from: '/apelar' })
  const { t } = useTranslation('decisions')
  const key = ['appeal', token]
  const opened = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => http.post<Suspension>('/appeals/open', { body: { token }, signal }),
    enabled: token !== '',
    retry: (count, error) => count < 2 && !isProblem(error, 'APPEAL_LINK_OVER'),
  })
  const isOver = token === '' || isProblem(opened.error, 'APPEAL_LINK_OVER')
  return (
    <Page title={t('link.title')} width="text">
      <PageHeader title={t('link.title')} />
      {isOver ? (
        <EmptyState
          title={t('link.overTitle')}
          body={t('link.over')}
          textileId="apelar"
          action={<LinkButton to="/entrar">{t('signIn')}</LinkButton>}
        />
      ) : opened.data ? (
        <Opened suspension={opened.data} token={token} />
      ) : opened.error ? (
        <ErrorState title={t('failed')} error={opened.error} onRetry={() => void opened.refetch()} />
      ) : (
        <Skeleton className="h-60" />
      )}
    </Page>
  )
}

function Opened({ suspension, token }: { suspension: Suspension; token: string }) {
  const { t } = useTranslation('decisions')
  const dates = useDates()
  const { banned, reason, until, decision, mayAppeal } = suspension
  if (!banned && !decision)
    return (
      <EmptyState
        title={t('link.freeTitle')}
        body={t('link.free')}
        textileId="apelar"
        action={<LinkButton to="/entrar">{t('signIn')}</LinkButton>}
      />
    )
  const end = decision?.until ?? until
  return (
    <>
      <Card>
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
          <dt className="text-ink-soft">{t('reason')}</dt>
          <dd className="font-semibold wrap-anywhere whitespace-pre-line">{decision?.reason ?? reason}</dd>
          {decision?.title && (
            <>
              <dt className="text-ink-soft">{t(`kinds.${decision.contentKind}`)}</dt>
              <dd className="wrap-anywhere">{decision.title}</dd>
            </>
          )}
          {end && (
            <>
              <dt className="text-ink-soft">{t('link.end')}</dt>
              <dd>{dates.dateTime(end, placeTimeZone)}</dd>
            </>
          )}
        </dl>
        {!banned && <p className="mt-3 font-semibold text-nopal">{t('link.lifted')}</p>}
      </Card>
      {decision && decision.appeal.status !== 'NONE' && (
        <Card>
          <p className="font-semibold">{t(`appeal.${decision.appeal.status}`)}</p>
          <p className="wrap-anywhere whitespace-pre-line text-ink-soft">{decision.appeal.text}</p>
          {decision.appeal.answer !== null && (
            <p className="mt-1 wrap-anywhere whitespace-pre-line">{decision.appeal.answer}</p>
          )}
        </Card>
      )}
      {mayAppeal && <AppealForm token={token} />}
    </>
  )
}

function AppealForm({ token }: { token: string }) {
  const { t } = useTranslation('decisions')
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState(false)
  const isShort = text.trim().length < shortestAppeal
  const send = useMutation({
    networkMode: 'always',
    mutationFn: () => http.post<OwnDecision>('/appeals', { body: { token, text: text.trim() } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['appeal', token] }),
  })
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (!isShort && !send.isPending) send.mutate()
      }}
    >
      <p className="text-ink-soft">{t('appeal.lead')}</p>
      <TextAreaField
        label={t('appeal.text')}
        rows={6}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        errorMessage={pressed && isShort ? t('appeal.short') : undefined}
      />
      <ProblemNotice error={send.error} />
      <Button type="submit" variant="primary" isWide isPending={send.isPending}>
        {t('appeal.send')}
      </Button>
    </form>
  )
}
