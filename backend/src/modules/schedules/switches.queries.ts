import type { Reader, Tx } from '../../platform/database/index.ts'

/** Whether staff let anybody book now, read inside a transaction: what settings keeps asks on a connection of its own. */
export async function bookingsOpen(db: Reader | Tx): Promise<boolean> {
  const [row] = await db.$queryRaw<{ closed: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM feature_switches WHERE feature = 'BOOKINGS' AND NOT open) AS closed`
  return !row?.closed
}
