import { useInfiniteQuery, useMutation, useQuery, useQueryClient, infiniteQueryOptions } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnDecision, OwnDecisionPage } from '../../../contracts/moderation.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http, newIdempotencyKey } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'

const decisionsQuery = infiniteQueryOptions({
  queryKey: queryKeys.decisions,
  queryFn: ({ signal, pageParam }) =>
    http.get<OwnDecisionPage>('/me/decisions', { signal, query: { limit: 20, cursor: pageParam } }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
  retry: retryUnlessDecided,
})

/** `/yo/decisiones`: what staff decided about what one made, why, and the appeal. */
export function DecisionsPage() {
  const { t } = useTranslation('decisions')
  const me = useQuery(meQuery).data
  const list = useInfiniteQuery({ ...decisionsQuery, enabled: mayBeSignedIn(me) })
  const decisions = list.data?.pages.flatMap((page) => page.items)
  return (
    <Page title={t('title')} width="text">
      <PageHeader title={t('title')} lead={t('lead')} back={{ to: '/yo', label: t('back') }} />
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          textileId="decisiones"
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: '/yo/decisiones' }}>
              {t('signIn')}
            </LinkButton>
          }
        />
      ) : !decisions ? (
        list.error ? (
          <ErrorState title={t('failed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeleton className="h-40" />
        )
      ) : decisions.length === 0 ? (
        <EmptyState title={t('emptyTitle')} body={t('empty')} textileId="decisiones" />
      ) : (
        <>
          {decisions.map((decision) => (
            <OneDecision key={decision.id} decision={decision} />
          ))}
          {list.hasNextPage && (
            <Button isWide isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </Page>
  )
}

function OneDecision({ decision }: { decision: OwnDecision }) {
  const { t } = useTranslation('decisions')
  const dates = useDates()
  const [isOpen, setOpen] = useState(false)
  const { appeal } = decision
  return (
    <Card as="article">
      <div className="flex flex-col items-start gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <StatusChip tone={decision.action === 'KEEP' ? 'success' : 'warning'}>
            {t(`actions.${decision.action}`)}
          </StatusChip>
          <span className="text-sm text-ink-soft">
            {t(`kinds.${decision.contentKind}`)} · {dates.day(decision.createdAt, placeTimeZone)}
          </span>
        </div>
        {decision.title !== null && <h2 className="text-lg wrap-anywhere">{decision.title}</h2>}
        <div>
          <p className="text-sm text-ink-soft">{t('reason')}</p>
          <p className="wrap-anywhere whitespace-pre-line">{decision.reason}</p>
        </div>
        {decision.until !== null && <p>{t('until', { when: dates.dateTime(decision.until, placeTimeZone) })}</p>}
        {appeal.status !== 'NONE' && (
          <div className="w-full border-l-3 border-cempasuchil pl-3">
            <p className="font-semibold">{t(`appeal.${appeal.status}`)}</p>
            <p className="wrap-anywhere whitespace-pre-line text-ink-soft">{appeal.text}</p>
            {appeal.answer !== null && <p className="mt-1 wrap-anywhere whitespace-pre-line">{appeal.answer}</p>}
          </div>
        )}
        {decision.mayAppeal && <Button onPress={() => setOpen(true)}>{t('appeal.start')}</Button>}
      </div>
      {isOpen && <AppealDialog decision={decision} onClose={() => setOpen(false)} />}
    </Card>
  )
}

const shortestAppeal = 10

function AppealDialog({ decision, onClose }: { decision: OwnDecision; onClose: () => void }) {
  const { t } = useTranslation('decisions')
  const client = useQueryClient()
  const toast = useToast()
  const [key, setKey] = useState(newIdempotencyKey)
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState(false)
  const send = useMutation({
    networkMode: 'always',
    mutationFn: () =>
      http.post<OwnDecision>(`/me/decisions/${decision.id}/appeal`, {
        idempotencyKey: key,
        body: { text: text.trim() },
      }),
    onSuccess: () => {
      toast({ tone: 'success', message: t('appeal.sent') })
      onClose()
    },
    onError: () => setKey(newIdempotencyKey()),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.decisions }),
  })
  const isShort = text.trim().length < shortestAppeal
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !send.isPending && onClose()}
      title={t('appeal.title')}
      footer={
        <Button
          variant="primary"
          isPending={send.isPending}
          onPress={() => {
            setPressed(true)
            if (!isShort) send.mutate()
          }}
        >
          {t('appeal.send')}
        </Button>
      }
    >
      <div className="space-y-4">
        <p className="text-ink-soft">{t('appeal.lead')}</p>
        <TextAreaField
          label={t('appeal.text')}
          rows={5}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          errorMessage={pressed && isShort ? t('appeal.short') : undefined}
        />
        <ProblemNotice error={send.error} />
      </div>
    </Dialog>
  )
}
