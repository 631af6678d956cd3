import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { apiUrl, http } from '../../lib/http.ts'
import { AnchorButton, Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { rowsCsv } from './rows-csv.rules.ts'

type Query = Record<string, string | undefined>

/** What narrows and orders a list, and its way out as a spreadsheet. */
export function ListTools({ children, out }: { children?: ReactNode; out?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3 [&>*]:max-w-full">
      {children}
      {out !== undefined && <div className="sm:ml-auto">{out}</div>}
    </div>
  )
}

export const byTime = ['newest', 'oldest'] as const
export type ByTime = (typeof byTime)[number]
export const byTimeOrMoney = ['newest', 'oldest', 'dearest', 'cheapest'] as const
export type ByTimeOrMoney = (typeof byTimeOrMoney)[number]

export function SortField<S extends ByTimeOrMoney>({
  options,
  value,
  onChange,
  className,
}: {
  options: readonly S[]
  value: S
  onChange: (sort: S) => void
  className?: string
}) {
  const { t } = useTranslation('casework')
  return (
    <SelectField
      label={t('sort.label')}
      {...(className !== undefined && { fieldClassName: className })}
      value={value}
      onChange={(event) => {
        const next = options.find((option) => option === event.target.value)
        if (next) onChange(next)
      }}
      options={options.map((option: ByTimeOrMoney) => ({ value: option, label: t(`sort.${option}`) }))}
    />
  )
}

/** Made by the server, which writes down that it was taken. */
export function ExportLink({ path, query }: { path: string; query: Query }) {
  const { t } = useTranslation('casework')
  return (
    <AnchorButton href={apiUrl(path, query)} download>
      <Download aria-hidden className="size-5" />
      {t('export')}
    </AnchorButton>
  )
}

const mostPages = 50
type Page<T> = { items: T[]; nextCursor: string | null }

/** As far as one page of a browser should carry; `isCut` when there is more. */
async function everything<T>(path: string, query: Query): Promise<{ rows: T[]; isCut: boolean }> {
  const rows: T[] = []
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page += 1) {
    const answer: Page<T> = await http.get<Page<T>>(path, { query: { ...query, limit: 100, cursor } })
    rows.push(...answer.items)
    cursor = answer.nextCursor
    if (cursor === null) break
  }
  return { rows, isCut: cursor !== null }
}

/** Of a list without personal data: every page of it, put together here. */
export function ExportButton<T>({
  path,
  query,
  name,
  columns,
}: {
  path: string
  query: Query
  name: string
  columns: readonly { head: string; of: (row: T) => string | number | null }[]
}) {
  const { t } = useTranslation('casework')
  const take = useMutation({
    networkMode: 'always',
    mutationFn: () => everything<T>(path, query),
    onSuccess({ rows }) {
      const text = rowsCsv(
        columns.map(({ head }) => head),
        rows.map((row) => columns.map(({ of }) => of(row))),
      )
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
      link.download = `${name}.csv`
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
    },
  })
  return (
    <div className="flex flex-col gap-2">
      <Button isPending={take.isPending} onPress={() => take.mutate()}>
        <Download aria-hidden className="size-5" />
        {t('export')}
      </Button>
      {take.data?.isCut === true && (
        <output className="block text-sm text-ink-soft">{t('exportCut', { rows: take.data.rows.length })}</output>
      )}
      <ProblemNotice error={take.error} />
    </div>
  )
}
