import { type UseQueryOptions, useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mostHelpful } from '../../lib/narrowing.rules.ts'
import { Button } from '../button.tsx'
import { cx } from '../cx.ts'
import { EmptyState, ErrorState } from '../states.tsx'

/** What an endless list tells of itself: the answer of `useInfiniteQuery`, as far as it is looked at here. */
type EndlessQuery = {
  isPending: boolean
  isError: boolean
  isFetchNextPageError: boolean
  isFetchingNextPage: boolean
  isFetching: boolean
  isPlaceholderData: boolean
  hasNextPage: boolean
  error: unknown
  refetch: () => Promise<unknown>
  fetchNextPage: () => Promise<unknown>
}

type Props = {
  query: EndlessQuery
  /** How much of it is here: `12 experiencias`, `Las primeras 24 piezas`. */
  count: string
  /** Stands beside the count. */
  aside?: ReactNode
  loading: ReactNode
  loadFailed: string
  /** What stands there when nothing was found. */
  nothing: ReactNode
  isEmpty: boolean
  children: ReactNode
}

/** A catalogue's list in every state it can be in; what is old stays, paler, until the new is here. */
export function CatalogueResults({ query, count, aside, loading, loadFailed, nothing, isEmpty, children }: Props) {
  const { t } = useTranslation('browse')
  const isStale = query.isPlaceholderData
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <output className="tabular text-ink-soft">
          {query.isPending || isStale ? t('loading') : query.isError ? '' : count}
        </output>
        {aside}
      </div>
      {query.isPending ? (
        loading
      ) : query.isError && !query.isFetchNextPageError ? (
        <ErrorState
          error={query.error}
          title={loadFailed}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : isEmpty ? (
        nothing
      ) : (
        <div className={cx('transition-opacity duration-150', isStale && 'opacity-55')}>
          {children}
          {query.isFetchNextPageError && (
            <div className="mt-6">
              <ErrorState error={query.error} title={t('moreFailed')} onRetry={() => void query.fetchNextPage()} />
            </div>
          )}
          {query.hasNextPage && !query.isFetchNextPageError && (
            <div className="mt-8 flex justify-center">
              <Button size="lg" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                {query.isFetchingNextPage ? t('moreLoading') : t('more')}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  )
}

type NothingProps<Narrowing extends string, Key extends readonly unknown[]> = {
  textileId: string
  /** What narrows the list now. Without any there is nothing at all to see: `emptyAll` says so. */
  narrowed: readonly Narrowing[]
  emptyAll: { title: string; body: string }
  body: string
  nameOf: (narrowing: Narrowing) => string
  /** `y ver 12 piezas` */
  gain: (count: number) => string
  /** Counts what the list would hold without this filter. */
  countWithout: (narrowing: Narrowing) => UseQueryOptions<number, Error, number, Key>
  onDrop: (narrowing: Narrowing) => void
  onClear: () => void
}

/** Nothing meets all filters: each is tried without, and the one that hides most is offered to give up. */
export function NothingFound<Narrowing extends string, Key extends readonly unknown[]>(
  props: NothingProps<Narrowing, Key>,
) {
  const { t } = useTranslation('browse')
  const { narrowed, textileId, emptyAll, nameOf } = props
  const tries = useQueries({ queries: narrowed.map((narrowing) => props.countWithout(narrowing)) })
  if (narrowed.length === 0) return <EmptyState textileId={textileId} title={emptyAll.title} body={emptyAll.body} />
  const best = mostHelpful(narrowed.map((narrowing, i) => ({ narrowing, found: tries[i]?.data ?? null })))
  const isTrying = tries.some(({ isPending }) => isPending)
  const offered = best?.narrowing ?? (isTrying ? undefined : narrowed[0])
  return (
    <EmptyState
      textileId={textileId}
      title={t('emptyTitle')}
      body={props.body}
      action={
        <>
          {offered !== undefined && (
            <Button variant="primary" onPress={() => props.onDrop(offered)}>
              {t('remove', { filter: nameOf(offered) })} {best && props.gain(best.found)}
            </Button>
          )}
          {narrowed.length > 1 && <Button onPress={props.onClear}>{t('clear')}</Button>}
        </>
      }
    />
  )
}
