import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { ListSkeleton } from './staff-frame.tsx'
import { staffListQuery } from './staff-queries.ts'

type Listed<T> = { items: T[]; nextCursor: string | null }

/** A list of staff's, page by page, with what stands when it is empty, on its way or failed. */
export function StaffList<T>({
  path,
  query,
  empty,
  keyOf,
  children,
}: {
  path: string
  query?: Record<string, string | undefined>
  empty: { title: string; body: string }
  keyOf: (item: T) => string
  children: (item: T) => ReactNode
}) {
  const { t } = useTranslation('staff')
  const list = useInfiniteQuery(staffListQuery<Listed<T>>(path, query))
  const items = list.data?.pages.flatMap((page) => page.items)
  if (!items) {
    if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
    return <ListSkeleton />
  }
  if (items.length === 0) return <EmptyState {...empty} textileId={path} />
  return (
    <div className="flex flex-col gap-4">
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {items.map((item) => (
          <li key={keyOf(item)} className="relative p-4">
            {children(item)}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button isWide isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}
