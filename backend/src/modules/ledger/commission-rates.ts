/** What the platform keeps now, by kind; what counted when a line was made is frozen on the line. */
import type { Database } from '../../platform/database/index.ts'
import { rateNow } from './ledger.repository.ts'

export type CommissionKind = 'BOOKING' | 'PRODUCT'
/** In basis points; at most a minute old. */
export type CommissionBps = (kind: CommissionKind) => Promise<number>

const keptMs = 60_000

export function createCommissionBps(database: Database): CommissionBps {
  const known = new Map<CommissionKind, { until: number; bps: Promise<number> }>()
  return (kind) => {
    const kept = known.get(kind)
    if (kept && kept.until > performance.now()) return kept.bps
    const bps = rateNow(database, kind)
    known.set(kind, { until: performance.now() + keptMs, bps })
    // A rate that could not be read is asked for again.
    bps.catch(() => known.delete(kind))
    return bps
  }
}
