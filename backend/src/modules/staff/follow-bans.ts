/** What a ban means for a business: it is out of sight, what was paid stays, and staff see to the people who paid. */
import type { Tx } from '../../platform/database/index.ts'
import type { StaffDeps } from './deps.ts'
import { obligationsOf, profilesOf } from './staff.queries.ts'
import { fileTask, lockHidden, markShown } from './staff.repository.ts'

type Deps = Pick<StaffDeps, 'database' | 'experiences' | 'products'>

/** In the transaction of the ban, or of its end. */
export async function followBan(
  deps: Deps,
  tx: Tx,
  ban: { userId: string; banned: boolean; reason: string },
): Promise<void> {
  if (!ban.banned) {
    await showAgain(deps, tx, ban.userId)
    return
  }
  const { hostId, sellerId } = await profilesOf(tx, ban.userId)
  // What moderators had hidden before stays their matter when the ban ends.
  const hidHost = hostId !== null && (await deps.experiences.hideHost(tx, hostId, true))
  const hidSeller = sellerId !== null && (await deps.products.hideSeller(tx, sellerId, true))
  const open = await obligationsOf(tx, ban.userId, { hostId, sellerId })
  if (!hidHost && !hidSeller && Object.values(open).every((count) => count === 0)) return
  await fileTask(tx, {
    key: `ban:${ban.userId}`,
    kind: 'BANNED_PERSON',
    subject: `user:${ban.userId}`,
    details: {
      reason: ban.reason,
      ...open,
      ...(hidHost ? { hiddenHostId: hostId } : {}),
      ...(hidSeller ? { hiddenSellerId: sellerId } : {}),
    },
  })
}

/** Of one person, or (null) of all whose ban is over. Answers the profiles that are shown again. */
async function showAgain(deps: Deps, tx: Tx, userId: string | null) {
  const hidden = await lockHidden(tx, userId)
  for (const { taskId, hostId, sellerId } of hidden) {
    if (hostId) await deps.experiences.hideHost(tx, hostId, false)
    if (sellerId) await deps.products.hideSeller(tx, sellerId, false)
    await markShown(tx, taskId)
  }
  return hidden
}

/** After the commit: lists and pages. */
export async function tellCatalogue(deps: Deps, userId: string): Promise<void> {
  const { hostId, sellerId } = await profilesOf(deps.database.read, userId)
  if (hostId) await deps.experiences.listingChanged(hostId)
  if (sellerId) await deps.products.listingChanged(sellerId)
}

/** What the schedule does: bans with an end that has come. */
export async function restoreAfterBans(deps: Deps): Promise<number> {
  const shown = await deps.database.transaction((tx) => showAgain(deps, tx, null))
  for (const { userId } of shown) await tellCatalogue(deps, userId)
  return shown.length
}
