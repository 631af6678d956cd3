import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message, Thread } from '../../../contracts/messages.ts'
import { useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ReportButton } from '../../ui/report-button.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { Composer } from './composer.tsx'
import { messagesQuery, threadQuery } from './message-queries.ts'

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
  const end = useRef<HTMLDivElement>(null)
  const said = useRef(0)

  // What is on the screen is read, once per new message and only while somebody looks.
  useEffect(() => {
    if (last === 0 || thread.unreadCount === 0) return
    const read = () => {
      if (document.visibilityState !== 'visible' || said.current >= last) return
      said.current = last
      void http
        .post<Thread>(`/threads/${thread.id}/read`, { body: { number: last } })
        .then((now) => {
          client.setQueryData(threadQuery(thread.id).queryKey, now)
          return client.invalidateQueries({ queryKey: queryKeys.unreadThreads })
        })
        .catch(() => {
          said.current = 0
        })
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [client, thread.id, thread.unreadCount, last])
  const lastMine = messages?.findLast((message) => message.mine)
  const isMine = last > 0 && lastMine?.number === last
  // Whoever reads further up is not torn away by what arrives; their own words take them along.
  const isAtEnd = useRef(true)
  useEffect(() => {
    const place = end.current
    if (!place) return
    const watch = new IntersectionObserver(
      ([seen]) => {
        isAtEnd.current = seen?.isIntersecting ?? true
      },
      { rootMargin: '0px 0px 200px 0px' },
    )
    watch.observe(place)
    return () => watch.disconnect()
  }, [])
  const isFirst = useRef(true)
  // Before it is painted, and so before the observer learns that the end has moved away.
  useLayoutEffect(() => {
    if (last === 0 || !(isFirst.current || isAtEnd.current || isMine)) return
    isFirst.current = false
    end.current?.scrollIntoView({ block: 'end' })
  }, [last, isMine])

  // What is loaded above moves nobody: where the oldest stood on the page, and where it stands now.
  const sheet = useRef<HTMLOListElement>(null)
  const oldest = useRef<{ bubble: Element; at: number } | null>(null)
  const first = messages?.at(0)?.number
  const loadOlder = () => {
    const bubble = sheet.current?.firstElementChild
    oldest.current = bubble ? { bubble, at: placeOf(bubble) } : null
    void list.fetchNextPage()
  }
  useLayoutEffect(() => {
    const before = oldest.current
    oldest.current = null
    if (before?.bubble.isConnected) window.scrollBy(0, placeOf(before.bubble) - before.at)
  }, [first])

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
      <div ref={end} className="scroll-mb-24" />
    </Page>
  )
}

const placeOf = (element: Element) => element.getBoundingClientRect().top + window.scrollY

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

function Bubble({ message, note }: { message: Message; note: string | null }) {
  const { t } = useTranslation('messages')
  const dates = useDates()
  const { mine } = message
  return (
    <li className={cx('flex max-w-[85%] flex-col', mine ? 'items-end self-end' : 'items-start self-start')}>
      <div
        className={cx(
          'rounded-lg border px-3.5 py-2',
          mine ? 'border-grana/30 bg-grana-soft' : 'border-line bg-surface',
        )}
      >
        {!mine && <p className="text-sm font-semibold">{message.sender.name}</p>}
        {message.hidden ? (
          <p className="text-ink-soft italic">{t('removed')}</p>
        ) : (
          <>
            {message.text && (
              <p dir="auto" className="wrap-anywhere whitespace-pre-line">
                {message.text}
              </p>
            )}
            {message.pictures.map(({ id, url, sizes, width, height, blur }, index) => (
              <a key={id} href={url} target="_blank" rel="noreferrer" className="mt-1 block">
                <img
                  src={sizes[0]?.url ?? url}
                  alt={t('photo', { n: index + 1, name: message.sender.name })}
                  loading="lazy"
                  className="max-w-full rounded-md bg-cover"
                  // As large before it is there as after: else the newest words would be pushed out of sight.
                  style={{
                    width: `min(${(14 * width) / height}rem, ${width}px)`,
                    aspectRatio: `${width} / ${height}`,
                    ...(blur && { backgroundImage: `url(${blur})` }),
                  }}
                />
              </a>
            ))}
          </>
        )}
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
        <time dateTime={message.createdAt} className="tabular">
          {dates.dateTime(message.createdAt, Intl.DateTimeFormat().resolvedOptions().timeZone)}
        </time>
        {note !== null && <span>· {note}</span>}
        {!mine && !message.hidden && <ReportButton kind="MESSAGE" id={message.id} label={message.sender.name} />}
      </p>
    </li>
  )
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
