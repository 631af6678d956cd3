/** Gauges over the shared database: every process says the same, whichever of them checked last. */
import type { OperationsDeps } from './deps.ts'
import { countOpenFindings, listGuaranteeChecks } from './operations.queries.ts'

export function exportOperations({ database, metrics, guarantees }: OperationsDeps): void {
  const checks = async () => {
    const rows = new Map((await listGuaranteeChecks(database.read)).map((row) => [row.name, row]))
    return guarantees.map(({ name }) => ({ labels: { name }, row: rows.get(name) }))
  }
  metrics.gauge('guarantee_violations', 'Rows that break a promise, when it was last checked', ['name'], async () =>
    (await checks()).map(({ labels, row }) => ({ labels, value: row?.violations ?? 0 })),
  )
  metrics.gauge(
    'guarantee_last_checked_timestamp_seconds',
    'When the promise was last checked with an answer; 0 when never',
    ['name'],
    async () => (await checks()).map(({ labels, row }) => ({ labels, value: (row?.checkedAt?.getTime() ?? 0) / 1000 })),
  )
  metrics.gauge('findings_open', 'Findings that wait for staff', ['kind'], async () =>
    (await countOpenFindings(database.read)).map(({ kind, _count }) => ({ labels: { kind }, value: _count })),
  )
}
