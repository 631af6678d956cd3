import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ThreadStarted } from '../../../contracts/messages.ts'
import { http } from '../../lib/http.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Composer } from './composer.tsx'
import { threadAboutQuery, threadsQuery } from './message-queries.ts'

/** `/mensajes/nuevo`: begins a conversation about something, or goes to the one there is. */
export function NewThreadPage() {
  const { t } = useTranslation('messages')
  const { sobre, id, titulo } = useSearch({ from: '/mensajes/nuevo' })
  const { href } = useLocation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const me = useQuery(meQuery).data
  const found = useQuery({ ...threadAboutQuery(id ?? ''), enabled: id !== undefined && mayBeSignedIn(me) })
  const threadId = found.data?.id
  const isNothing = sobre === undefined || id === undefined
  useEffect(() => {
    if (isNothing) void navigate({ to: '/mensajes', replace: true })
    else if (threadId !== undefined) void navigate({ to: '/mensajes/$id', params: { id: threadId }, replace: true })
  }, [navigate, isNothing, threadId])
  if (isNothing) return null
  return (
    <Page title={t('newTitle')} width="text">
      <PageHeader title={t('newTitle')} lead={titulo} back={{ to: '/mensajes', label: t('back') }} />
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          textileId="mensajes"
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: href }}>
              {t('signIn')}
            </LinkButton>
          }
        />
      ) : found.error ? (
        <ErrorState title={t('failed')} error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data !== null ? (
        <Skeleton className="h-40" />
      ) : (
        <>
          <p className="text-ink-soft">{t('newLead')}</p>
          <Composer
            key={id}
            draft={`message:${id}`}
            send={(words, idempotencyKey) =>
              http.post<ThreadStarted>('/threads', { idempotencyKey, body: { subject: { kind: sobre, id }, ...words } })
            }
            onSent={({ thread }) => {
              client.setQueryData(threadAboutQuery(id).queryKey, thread)
              void client.invalidateQueries({ queryKey: threadsQuery.queryKey })
            }}
          />
        </>
      )}
    </Page>
  )
}
