import type { Reader } from '../../platform/database/index.ts'

export interface FindingSearch {
  state: 'open' | 'resolved' | 'all'
  kind: string | undefined
  sort: 'newest' | 'oldest'
  after: string | undefined
  limit: number
}

const states = { open: { resolvedAt: null }, resolved: { resolvedAt: { not: null } }, all: {} } as const

/** One more than `limit` when there is a next page. */
export const listFindings = (reader: Reader, options: FindingSearch) =>
  reader.finding.findMany({
    where: {
      ...states[options.state],
      ...(options.kind ? { kind: options.kind } : {}),
      ...(options.after ? { id: { [options.sort === 'oldest' ? 'gt' : 'lt']: options.after } } : {}),
    },
    orderBy: { id: options.sort === 'oldest' ? 'asc' : 'desc' },
    take: options.limit + 1,
  })
export type FindingRow = Awaited<ReturnType<typeof listFindings>>[number]

export const findFinding = (reader: Reader, id: string) => reader.finding.findUnique({ where: { id } })

/** How many findings are open, by kind. */
export const countOpenFindings = (reader: Reader) =>
  reader.finding.groupBy({ by: ['kind'], where: { resolvedAt: null }, _count: true })

export const listGuaranteeChecks = (reader: Reader) => reader.guaranteeCheck.findMany()
