/** A time of a group alone: in no list, seen and booked by who has its link. The host shares it, and ends it. */
import type { GroupLinkMade } from '../../../../contracts/experiences.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { groupLinkHash, newGroupToken } from '../experiences/index.ts'
import type { BookingDeps } from './deps.ts'
import { type LockedSlot, lockSlots, setGroupLink } from './slots.repository.ts'

type Input = { slotId: string; hostId: string }

async function lockOwn(tx: Tx, { slotId, hostId }: Input): Promise<LockedSlot> {
  const [slot] = await lockSlots(tx, [slotId])
  const own =
    slot && (await tx.experience.findFirst({ where: { id: slot.experienceId, hostId }, select: { id: true } }))
  if (!slot || !own) throw platformErrors.NOT_FOUND()
  return slot
}

/**
 * The link before no longer opens it. A time that everybody saw becomes the group's own only while nobody has a place in it.
 * @throws NOT_FOUND, INVALID_TRANSITION once it began or was cancelled, or when strangers are in it
 */
export async function makeGroupLink(deps: BookingDeps, publicUrl: string, input: Input): Promise<GroupLinkMade> {
  const token = newGroupToken()
  const slot = await deps.database.transaction(async (tx) => {
    const locked = await lockOwn(tx, input)
    if (locked.state === 'CANCELLED' || locked.startsAt <= locked.now || (!locked.isPrivate && locked.taken > 0))
      throw platformErrors.INVALID_TRANSITION()
    await setGroupLink(tx, locked.id, { isPrivate: true, linkHash: groupLinkHash(token) })
    return locked
  })
  await deps.slotChanged(slot.experienceId, slot.id)
  return { url: `${publicUrl}/grupo?clave=${token}`, createdAt: slot.now.toISOString() }
}

/** Who is in it stays. Nobody new comes in, or, when it is opened, everybody may. @throws NOT_FOUND */
export async function endGroupLink(
  deps: BookingDeps,
  input: Input & { open: boolean },
): Promise<{ slotId: string; isPrivate: boolean }> {
  const { experienceId, isPrivate } = await deps.database.transaction(async (tx) => {
    const slot = await lockOwn(tx, input)
    const next = slot.isPrivate && !input.open
    if (slot.isPrivate) await setGroupLink(tx, slot.id, { isPrivate: next, linkHash: null })
    return { experienceId: slot.experienceId, isPrivate: next }
  })
  await deps.slotChanged(experienceId, input.slotId)
  return { slotId: input.slotId, isPrivate }
}
