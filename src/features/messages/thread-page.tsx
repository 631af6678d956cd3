import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ArrowDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message, Thread } from '../../../contracts/messages.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Bubble } from './bubble.tsx'
import { Composer } from './composer.tsx'
import { messagesQuery, threadQuery } from './message-queries.ts'
import { useReadMark } from './use-read-mark.ts'
import { useThreadPlace } from './use-thread-place.ts'

/** `/mensajes/$id`: one conversation, live, with how far the other side has read. */
export function ThreadPage() {
  const { t } = useTranslation('messages')
  const { id } = useParams({ from: '/mensajes/$id' })
  const thread = useQuery(threadQuery(id))
  if (thread.data) return <Conversation key={thread.data.id} thread={thread.data} />
  return (
    <Page title={t('title')} width="text">
      <PageHeader title={t('title')} back={{ to: '/mensajes', label: t('back') }} />
      {thread.error ? (
        <ErrorState title={t('failed')} error={thread.error} onRetry={() => void thread.refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-3">
          <Skeleton className="h-14 w-2/3" />
          <Skeleton className="ml-auto h-14 w-2/3" />
        </div>
      )}
    </Page>
  )
}

function Conversation({ thread }: { thread: Thread }) {
  const { t } = useTranslation('messages')
  const client = useQueryClient()
  const list = useInfiniteQuery(messagesQuery(thread.id))
  const messages = list.data?.pages.flatMap((page) => page.items).toReversed()
  const readTo = list.data?.pages[0]?.otherReadNumber ?? thread.otherReadNumber
  const last = messages?.at(-1)?.number ?? 0
  const lastMine = messages?.findLast((message) => message.mine)
  const { end, sheet, keepPlace, goToEnd, isAtEnd, hasNewBelow } = useThreadPlace({
    first: messages?.at(0)?.number,
    last,
    isMine: last > 0 && lastMine?.number === last,
  })
  useReadMark(thread, { last, isSeen: isAtEnd })
  const loadOlder = () => {
    keepPlace()
    void list.fetchNextPage()
  }
  return (
    <Page title={t('with', { name: thread.other.name })} width="text">
      <PageHeader
        title={thread.other.name}
        lead={<Subject thread={thread} />}
        back={{ to: '/mensajes', label: t('back') }}
        actions={<BlockButton thread={thread} />}
        hasBand={false}
      />
      {messages ? (
        <>
          {list.hasNextPage && (
            <Button className="self-center" isPending={list.isFetchingNextPage} onPress={loadOlder}>
              {t('older')}
            </Button>
          )}
          <ol
            ref={sheet}
            aria-live="polite"
            aria-label={t('title')}
            className="flex flex-col gap-3 [overflow-anchor:none]"
          >
            {messages.map((message) => (
              <Bubble
                key={message.id}
                message={message}
                note={message.id === lastMine?.id ? t(message.number <= readTo ? 'read' : 'sent') : null}
              />
            ))}
          </ol>
        </>
      ) : list.error ? (
        <ErrorState title={t('failed')} error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Skeleton className="h-40" />
      )}
      {thread.blocked ? (
        <Notice tone="warning">{t('blocked')}</Notice>
      ) : (
        <Composer
          draft={draftOf(thread)}
          send={(words, idempotencyKey) =>
            http.post<Message>(`/threads/${thread.id}/messages`, { idempotencyKey, body: words })
          }
          onSent={() => void client.invalidateQueries({ queryKey: queryKeys.threads })}
        />
      )}
      {hasNewBelow && (
        // Read out where it arrives: this is for the eye.
        <div className="fixed inset-x-0 bottom-24 z-20 flex justify-center">
          <Button variant="primary" className="rounded-full shadow-low" onPress={goToEnd}>
            <ArrowDown aria-hidden className="size-5" />
            {t('newBelow')}
          </Button>
        </div>
      )}
      <div ref={end} className="scroll-mb-24" />
    </Page>
  )
}

/** What was begun before there was a conversation goes on in it; of a listing, whoever offers it has one with each guest. */
const draftOf = ({ id, side, subject }: Thread) =>
  `message:${side === 'BUYER' || subject.kind === 'BOOKING' || subject.kind === 'ORDER' ? subject.id : id}`

function Subject({ thread: { subject, side } }: { thread: Thread }) {
  const words = [subject.code, subject.title].filter(Boolean).join(' · ')
  const look = 'text-link'
  if (subject.kind === 'EXPERIENCE' && subject.slug)
    return (
      <Link to="/experiencias/$slug" params={{ slug: subject.slug }} className={look}>
        {words}
      </Link>
    )
  if (subject.kind === 'PRODUCT' && subject.slug)
    return (
      <Link to="/tienda/productos/$slug" params={{ slug: subject.slug }} className={look}>
        {words}
      </Link>
    )
  if (subject.kind === 'ORDER')
    return (
      <Link to={side === 'BUYER' ? '/pedidos/$id' : '/vender/pedidos/$id'} params={{ id: subject.id }} className={look}>
        {words}
      </Link>
    )
  if (subject.kind === 'BOOKING' && side === 'BUYER')
    return (
      <Link to="/mis-planes/reservas/$id" params={{ id: subject.id }} className={look}>
        {words}
      </Link>
    )
  return words
}

function BlockButton({ thread }: { thread: Thread }) {
  const { t } = useTranslation('messages')
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const change = useMutation({
    networkMode: 'always',
    mutationFn: () => http.post<Thread>(`/threads/${thread.id}/${thread.blocked ? 'unblock' : 'block'}`),
    onSuccess: (now) => {
      client.setQueryData(threadQuery(thread.id).queryKey, now)
      setAsking(false)
    },
  })
  if (thread.blocked) {
    return (
      <Button isPending={change.isPending} onPress={() => change.mutate()}>
        {t('unblock')}
      </Button>
    )
  }
  return (
    <>
      <Button variant="quiet" onPress={() => setAsking(true)}>
        {t('block')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('blockTitle', { name: thread.other.name })}
        confirmLabel={t('block')}
        isPending={change.isPending}
        onConfirm={() => change.mutate()}
      >
        <p>{t('blockLead')}</p>
        <ProblemNotice error={change.error} />
      </ConfirmDialog>
    </>
  )
}
