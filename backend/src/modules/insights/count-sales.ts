/** Days counted again when something of them moved. An event only says where to look: however often it comes, the rows decide. */
import type { Tx } from '../../platform/database/index.ts'
import type { InsightDeps } from './deps.ts'
import { businesses, dayOfSale, forgetBatches, recount } from './figures.repository.ts'

export async function countSale(
  { database }: Pick<InsightDeps, 'database'>,
  sale: { bookingId: string } | { orderId: string },
): Promise<void> {
  await database.transaction(async (tx) => {
    const found = await dayOfSale(tx, sale)
    if (found) await recount(tx, found.payeeId, { from: found.day, to: found.day })
  })
}

/** Before anything was ever sold here, and after all that can have been. */
const always = { from: '2020-01-01', to: '2199-12-31' }

/** All of them as part of a transaction that wrote many sales at once. */
export async function countAllWithin(tx: Tx): Promise<void> {
  for (const payeeId of await businesses(tx)) await recount(tx, payeeId, always)
}

/** Answers how many businesses were counted; each in a transaction of its own. */
export async function recountAll({ database }: Pick<InsightDeps, 'database'>): Promise<number> {
  const all = await database.transaction(async (tx) => {
    await forgetBatches(tx)
    return businesses(tx)
  })
  for (const payeeId of all) await database.transaction((tx) => recount(tx, payeeId, always))
  return all.length
}
