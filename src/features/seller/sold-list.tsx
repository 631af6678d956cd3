import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button, LinkButton } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { SoldCard } from './sold-card.tsx'
import { soldOrdersQuery } from './sold-queries.ts'
import { isNarrowed, type SoldSearch, soldAsked, type View } from './sold-search.rules.ts'

type Props = { search: SoldSearch; view: View }

/** The orders of one view, page by page. */
export function SoldList({ search, view, isColumn = false }: Props & { isColumn?: boolean }) {
  const { t } = useTranslation('selling')
  const list = useInfiniteQuery(soldOrdersQuery(soldAsked(search, view)))
  const orders = list.data?.pages.flatMap((page) => page.items)
  const grid = cx('grid items-stretch gap-4', !isColumn && 'md:grid-cols-2')
  if (!orders) {
    if (list.error) return <ErrorState title={t('loadFailed')} error={list.error} onRetry={() => void list.refetch()} />
    return (
      <div aria-busy="true" className={grid}>
        <output className="sr-only">{t('loading')}</output>
        {[0, 1, 2, 3].slice(0, isColumn ? 2 : 4).map((i) => (
          <Skeleton key={i} className="h-44 rounded-lg" />
        ))}
      </div>
    )
  }
  if (orders.length === 0 && isNarrowed(search)) {
    if (isColumn) return <p className="px-1 py-2 text-sm text-ink-soft">{t('filters.noneTitle')}</p>
    return (
      <EmptyState
        title={t('filters.noneTitle')}
        body={t('filters.none')}
        textileId={`vender-${view}`}
        action={
          <LinkButton to="/vender/pedidos" search={search.ver ? { ver: search.ver } : {}} replace resetScroll={false}>
            {t('filters.clear')}
          </LinkButton>
        }
      />
    )
  }
  if (orders.length === 0) {
    if (isColumn) return <p className="px-1 py-2 text-sm text-ink-soft">{t(`empty.${view}.title`)}</p>
    return <EmptyState title={t(`empty.${view}.title`)} body={t(`empty.${view}.body`)} textileId={`vender-${view}`} />
  }
  return (
    <div className={cx('flex flex-col gap-4', list.isPlaceholderData && 'opacity-60')}>
      <div className={grid}>
        {orders.map((order) => (
          <SoldCard key={order.id} order={order} />
        ))}
      </div>
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} isWide>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

const columns = ['new', 'to-ship', 'shipped', 'problems'] as const

/** On a wide screen: everything that is under way beside each other. */
export function SoldBoard({ search }: Omit<Props, 'view'>) {
  const { t } = useTranslation('selling')
  return (
    <div className="grid grid-cols-4 items-start gap-4">
      {columns.map((view) => (
        <section
          key={view}
          aria-label={t(`views.${view}`)}
          className="flex min-w-0 flex-col gap-3 rounded-lg bg-sunken p-3"
        >
          <h2 className="flex items-center gap-2 px-1 font-sans text-base font-semibold">
            {t(`views.${view}`)}
            <SoldCount search={search} view={view} />
          </h2>
          <SoldList search={search} view={view} isColumn />
        </section>
      ))}
    </div>
  )
}

/** What needs hands is counted beside its name. */
export function SoldCount({ search, view }: Props) {
  const isToDo = view === 'new' || view === 'to-ship' || view === 'problems'
  const list = useInfiniteQuery({ ...soldOrdersQuery(soldAsked(search, view)), enabled: isToDo })
  const count = list.data?.pages[0]?.items.length ?? 0
  if (!isToDo || count === 0) return null
  return (
    <span className="tabular inline-grid h-6 min-w-6 place-items-center rounded-full bg-grana px-1.5 text-sm text-on-grana">
      {count}
      {list.hasNextPage && '+'}
    </span>
  )
}
