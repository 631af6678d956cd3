import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notification } from '../../../contracts/notifications.ts'
import { useDates } from '../../lib/dates.ts'
import { mayBeSignedIn, meQuery } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { targetOf } from './notification-link.rules.ts'
import { notificationsQuery, useMarkRead } from './notification-queries.ts'

/** `/avisos` */
export function NotificationsPage() {
  const { t } = useTranslation('notifications')
  const toast = useToast()
  const who = useQuery(meQuery)
  const me = who.data
  const list = useInfiniteQuery({ ...notificationsQuery, enabled: mayBeSignedIn(me) })
  const error = list.error ?? who.error
  const markRead = useMarkRead()
  const items = list.data?.pages.flatMap((page) => page.items)
  const unread = list.data?.pages[0]?.unreadCount ?? 0

  return (
    <Page title={t('title')} width="text">
      <PageHeader
        title={t('title')}
        actions={
          unread > 0 && (
            <Button
              variant="quiet"
              isPending={markRead.isPending}
              onPress={() =>
                markRead.mutate(undefined, {
                  onSuccess: () => toast({ tone: 'success', message: t('marked') }),
                  onError: () => toast({ tone: 'danger', message: t('markFailed') }),
                })
              }
            >
              {t('markAll')}
            </Button>
          )
        }
      />
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          body={t('signIn')}
          textileId="avisos"
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: '/avisos' }}>
              {t('signInButton')}
            </LinkButton>
          }
        />
      ) : !items ? (
        error ? (
          <ErrorState
            title={t('loadFailed')}
            error={error}
            onRetry={() => void (who.error ? who.refetch() : list.refetch())}
          />
        ) : (
          <div aria-busy="true" className="space-y-3">
            {[0, 1, 2, 3, 4].map((i) => (
              <Skeleton key={i} className="h-32 rounded-lg sm:h-24" />
            ))}
          </div>
        )
      ) : items.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          body={t('empty')}
          textileId="avisos"
          action={
            <LinkButton variant="primary" to="/experiencias">
              {t('explore')}
            </LinkButton>
          }
        />
      ) : (
        <>
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
            {items.map((item) => (
              <Row key={item.id} item={item} onOpen={() => item.readAt === null && markRead.mutate([item.id])} />
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

function Row({ item, onOpen }: { item: Notification; onOpen: () => void }) {
  const { t } = useTranslation('notifications')
  const dates = useDates()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const isUnread = item.readAt === null
  const content: ReactNode = (
    <span className="flex gap-3 px-4 py-3.5">
      <span aria-hidden className={cx('mt-2 size-2.5 shrink-0 rotate-45', isUnread ? 'bg-grana' : 'bg-transparent')} />
      <span className="min-w-0">
        <span className={cx('block', isUnread && 'font-semibold')}>
          {isUnread && <span className="sr-only">{t('unread')}: </span>}
          {item.title}
        </span>
        <span className="block text-[0.9375rem] text-ink-soft">{item.body}</span>
        <time dateTime={item.createdAt} className="tabular mt-0.5 block text-sm text-ink-soft">
          {dates.dateTime(item.createdAt, zone)}
        </time>
      </span>
    </span>
  )
  const look = cx('block w-full text-left no-underline hover:bg-sunken', isUnread && 'bg-grana-soft/50')
  const target = targetOf(item)
  return (
    <li>
      {target?.to === 'booking' ? (
        <Link to="/mis-planes/reservas/$id" params={{ id: target.id }} onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : target?.to === 'order' ? (
        <Link to="/pedidos/$id" params={{ id: target.id }} onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : target?.to === 'sold-order' ? (
        <Link to="/vender/pedidos/$id" params={{ id: target.id }} onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : target?.to === 'checkout' ? (
        <Link to="/canasta/pagar/$checkoutId" params={{ checkoutId: target.id }} onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : target?.to === 'thread' ? (
        <Link to="/mensajes/$id" params={{ id: target.id }} onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : target?.to === 'decisions' ? (
        <Link to="/yo/decisiones" onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : target?.to === 'application' ? (
        <Link to="/solicitud" search={{ tipo: target.kind }} onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : target?.to === 'applications' ? (
        <Link to="/equipo/solicitudes" onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : target?.to === 'team' ? (
        <Link to={target.kind === 'HOST' ? '/anfitrion/equipo' : '/vender/equipo'} onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : target?.to === 'door' ? (
        <Link to="/anfitrion/puerta" onClick={onOpen} className={look}>
          {content}
        </Link>
      ) : (
        <button type="button" onClick={onOpen} className={look}>
          {content}
        </button>
      )}
    </li>
  )
}
