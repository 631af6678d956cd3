import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Thread } from '../../../contracts/messages.ts'
import { useDates } from '../../lib/dates.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Picture } from '../../ui/picture.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { threadsQuery } from './message-queries.ts'

/** `/mensajes`: one's conversations, what waits for an answer first. */
export function MessagesPage() {
  const { t } = useTranslation('messages')
  const me = useQuery(meQuery).data
  const list = useInfiniteQuery({ ...threadsQuery, enabled: mayBeSignedIn(me) })
  const threads = list.data?.pages.flatMap((page) => page.items)
  return (
    <Page title={t('title')} width="text">
      <PageHeader title={t('title')} />
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          textileId="mensajes"
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: '/mensajes' }}>
              {t('signIn')}
            </LinkButton>
          }
        />
      ) : !threads ? (
        list.error ? (
          <ErrorState title={t('failed')} error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <div aria-busy="true" className="space-y-3">
            <output className="sr-only">{t('loading')}</output>
            {[0, 1, 2, 3].map((i) => (
              <Skeleton key={i} className="h-20 rounded-lg" />
            ))}
          </div>
        )
      ) : threads.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          body={t('empty')}
          textileId="mensajes"
          action={
            <LinkButton variant="primary" to="/experiencias">
              {t('explore')}
            </LinkButton>
          }
        />
      ) : (
        <>
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
            {threads.map((thread) => (
              <Row key={thread.id} thread={thread} />
            ))}
          </ul>
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

function Row({ thread }: { thread: Thread }) {
  const { t } = useTranslation('messages')
  const dates = useDates()
  const { subject, lastMessage, unreadCount } = thread
  const isUnread = unreadCount > 0
  const said = !lastMessage
    ? ''
    : lastMessage.hidden
      ? t('removed')
      : lastMessage.text || t('photos', { count: lastMessage.pictures })
  return (
    <li>
      <Link
        to="/mensajes/$id"
        params={{ id: thread.id }}
        className={cx('flex gap-3 p-4 no-underline hover:bg-sunken', isUnread && 'bg-grana-soft/50')}
      >
        <span className="size-12 shrink-0 overflow-hidden rounded-md">
          <Picture id={subject.id} src={subject.image} alt="" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-3">
            <span className={cx('truncate', isUnread && 'font-semibold')}>{thread.other.name}</span>
            <time dateTime={thread.lastMessageAt} className="tabular shrink-0 text-sm text-ink-soft">
              {dates.dateTime(thread.lastMessageAt, Intl.DateTimeFormat().resolvedOptions().timeZone)}
            </time>
          </span>
          <span className="block truncate text-sm text-ink-soft">
            {[subject.code, subject.title].filter(Boolean).join(' · ')}
          </span>
          <span className={cx('block truncate', isUnread && 'font-semibold')}>
            {lastMessage?.from === thread.side && `${t('you')}: `}
            <bdi>{said}</bdi>
          </span>
        </span>
        {isUnread && (
          <span className="tabular grid h-6 min-w-6 shrink-0 place-items-center self-center rounded-full bg-grana px-1.5 text-sm font-bold text-on-grana">
            {unreadCount}
            <span className="sr-only"> {t('unread')}</span>
          </span>
        )}
      </Link>
    </li>
  )
}
