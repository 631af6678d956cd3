import type { Reader } from '../../platform/database/index.ts'

/** Open findings, newest first; one more than `limit` when there is a next page. */
export const listOpenFindings = (reader: Reader, options: { before: string | undefined; limit: number }) =>
  reader.finding.findMany({
    where: { resolvedAt: null, ...(options.before ? { id: { lt: options.before } } : {}) },
    orderBy: { id: 'desc' },
    take: options.limit + 1,
  })
export type FindingRow = Awaited<ReturnType<typeof listOpenFindings>>[number]

export const findFinding = (reader: Reader, id: string) => reader.finding.findUnique({ where: { id } })

/** How many findings are open, by kind. */
export const countOpenFindings = (reader: Reader) =>
  reader.finding.groupBy({ by: ['kind'], where: { resolvedAt: null }, _count: true })

export const listGuaranteeChecks = (reader: Reader) => reader.guaranteeCheck.findMany()
