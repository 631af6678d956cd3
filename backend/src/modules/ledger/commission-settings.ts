/** What the platform will keep from some day on. What was sold keeps the rate it was sold at. */
import type { Reader, Tx } from '../../platform/database/index.ts'
import type { CommissionKind } from './commission-rates.ts'

/** Newest first; `state` by the database's clock. */
export function commissionRates(
  db: Reader,
): Promise<{ kind: CommissionKind; bps: number; startsAt: Date; state: 'PAST' | 'CURRENT' | 'FUTURE' }[]> {
  return db.$queryRaw`
    SELECT kind::text AS kind, bps, starts_at AS "startsAt",
      CASE WHEN starts_at > app_now() THEN 'FUTURE'
        WHEN starts_at = max(starts_at) FILTER (WHERE starts_at <= app_now()) OVER (PARTITION BY kind) THEN 'CURRENT' ELSE 'PAST' END AS state
    FROM commission_rates ORDER BY starts_at DESC, kind LIMIT 200`
}

/** A plan for the same instant is replaced. False when that instant is not in the future: the past is not rewritten. */
export async function setCommissionRate(
  tx: Tx,
  rate: { kind: CommissionKind; bps: number; startsAt: Date },
): Promise<boolean> {
  const written = await tx.$executeRaw`
    INSERT INTO commission_rates (kind, starts_at, bps)
    SELECT ${rate.kind}::"CommissionKind", ${rate.startsAt}::timestamptz, ${rate.bps}::int WHERE ${rate.startsAt}::timestamptz > app_now()
    ON CONFLICT (kind, starts_at) DO UPDATE SET bps = excluded.bps`
  return written === 1
}
