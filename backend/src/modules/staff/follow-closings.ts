/** Who closes for good with people who have paid: staff see that these are served, or get their money back. */
import type { Tx } from '../../platform/database/index.ts'
import { obligationsOf } from './staff.queries.ts'
import { fileTask } from './staff.repository.ts'

/** In the transaction that closes it. */
export async function followClosing(
  tx: Tx,
  { kind, partnerId, userId, name }: { kind: 'HOST' | 'SELLER'; partnerId: string; userId: string; name: string },
): Promise<void> {
  const { guestsExpected, ordersToFulfil } = await obligationsOf(tx, userId, {
    hostId: kind === 'HOST' ? partnerId : null,
    sellerId: kind === 'SELLER' ? partnerId : null,
  })
  if (guestsExpected + ordersToFulfil === 0) return
  await fileTask(tx, {
    key: `closed:${partnerId}`,
    kind: 'CLOSED_BUSINESS',
    subject: `user:${userId}`,
    details: { name, guestsExpected, ordersToFulfil },
  })
}
