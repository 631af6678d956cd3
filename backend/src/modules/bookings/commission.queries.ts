import type { Tx } from '../../platform/database/index.ts'

/** What the platform keeps of a booking, read inside a transaction: the cached rate asks on a connection of its own. */
export async function commissionNow(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ bps: number }[]>`
    SELECT bps FROM commission_rates WHERE kind = 'BOOKING' AND starts_at <= app_now() ORDER BY starts_at DESC LIMIT 1`
  if (!row) throw new Error('no commission rate for BOOKING')
  return row.bps
}
