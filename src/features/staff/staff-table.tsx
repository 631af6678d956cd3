import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { ListSkeleton } from './staff-frame.tsx'
import { staffListQuery } from './staff-queries.ts'

export interface Column<T, S extends string = string> {
  key: string
  head: string
  cell: (row: T) => ReactNode
  /** Numbers stand on the right. */
  isNumber?: boolean
  /** The orders its head turns between. */
  sorts?: { down: S; up: S }
}

type Listed<T> = { items: T[]; nextCursor: string | null }

/** A table on a wide screen, cards on a phone: the first column is a card's title. Page by page. */
export function StaffTable<T, S extends string = string>({
  path,
  query = {},
  caption,
  columns,
  keyOf,
  empty,
  sort,
  onSort,
}: {
  path: string
  query?: Record<string, string | undefined>
  /** What a screen reader calls it. */
  caption: string
  columns: readonly Column<T, S>[]
  keyOf: (row: T) => string
  empty: { title: string; body: string }
  sort?: S
  onSort?: (sort: S) => void
}) {
  const { t } = useTranslation('staff')
  const list = useInfiniteQuery(staffListQuery<Listed<T>>(path, query))
  const items = list.data?.pages.flatMap((page) => page.items)
  if (!items) {
    if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
    return <ListSkeleton />
  }
  if (items.length === 0) return <EmptyState {...empty} textileId={path} />
  const [title, ...rest] = columns
  return (
    <div className="flex flex-col gap-4">
      <ul aria-label={caption} className="divide-y divide-line rounded-lg border border-line bg-surface md:hidden">
        {items.map((row) => (
          <li key={keyOf(row)} className="flex flex-col gap-1 p-4">
            <div className="font-semibold wrap-anywhere">{title?.cell(row)}</div>
            <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
              {rest.map((column) => (
                <div key={column.key} className="contents">
                  <dt className="text-ink-soft">{column.head}</dt>
                  <dd className={cx('min-w-0 wrap-anywhere', column.isNumber && 'tabular')}>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      <div className="relative hidden overflow-x-auto rounded-lg border border-line bg-surface md:block">
        <table className="w-full border-collapse text-[0.9375rem]">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="border-b border-line-strong text-left">
              {columns.map((column) => (
                <Head key={column.key} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {items.map((row) => (
              <tr key={keyOf(row)} className="align-top hover:bg-sunken">
                {columns.map((column) => (
                  <td
                    key={column.key}
                    className={cx('min-w-24 px-3 py-2.5', column.isNumber && 'tabular text-right whitespace-nowrap')}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage && (
        <Button isWide isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function Head<T, S extends string>({
  column,
  sort,
  onSort,
}: {
  column: Column<T, S>
  sort: S | undefined
  onSort: ((sort: S) => void) | undefined
}) {
  const { head, isNumber, sorts } = column
  const look = cx('px-3 py-2 font-semibold', isNumber && 'text-right')
  if (!sorts || !onSort) {
    return (
      <th scope="col" className={look}>
        {head}
      </th>
    )
  }
  const isDown = sort === sorts.down
  const isUp = sort === sorts.up
  return (
    <th scope="col" aria-sort={isDown ? 'descending' : isUp ? 'ascending' : 'none'} className={look}>
      <button
        type="button"
        onClick={() => onSort(isDown ? sorts.up : sorts.down)}
        className="-mx-2 inline-flex min-h-11 items-center gap-1 rounded-md px-2 font-semibold hover:bg-sunken"
      >
        {head}
        {isUp ? (
          <ArrowUp aria-hidden className="size-4" />
        ) : (
          <ArrowDown aria-hidden className={cx('size-4', !isDown && 'opacity-35')} />
        )}
      </button>
    </th>
  )
}
