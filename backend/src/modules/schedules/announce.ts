/** A host's words to everybody who comes to a slot. */
import { platformErrors } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { guestsOf, ownSlot } from './calendar.queries.ts'
import type { ScheduleDeps } from './deps.ts'
import { scheduleErrors } from './schedules.errors.ts'
import { slotAnnounced } from './schedules.events.ts'

/** Of one slot within a day: what people must know, not what they may buy. */
export const mostAnnouncements = 5
const windowHours = 24
/** Of one host within a day, over all of their slots. */
const mostOfHost = 40

/** @throws NOT_FOUND, ANNOUNCED_TOO_OFTEN */
export async function announce(
  deps: ScheduleDeps,
  input: { slotId: string; hostId: string; userId: string; text: string },
): Promise<{ id: string; guests: number; createdAt: Date }> {
  return deps.database.transaction(async (tx) => {
    if (!(await ownSlot(tx, input.slotId, input.hostId))) throw platformErrors.NOT_FOUND()
    // One at a time per host, so that two pressed at once are both counted.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('slot-announcements:' || ${input.hostId}, 0))`
    const [sent] = await tx.$queryRaw<{ slot: number; host: number }[]>`
      SELECT (count(*) FILTER (WHERE a.slot_id = ${input.slotId}::uuid))::int AS slot, count(*)::int AS host
      FROM slot_announcements a JOIN slots s ON s.id = a.slot_id JOIN experiences e ON e.id = s.experience_id
      WHERE e.host_id = ${input.hostId}::uuid AND a.created_at > app_now() - make_interval(hours => ${windowHours})`
    if (!sent || sent.slot >= mostAnnouncements || sent.host >= mostOfHost)
      throw scheduleErrors.ANNOUNCED_TOO_OFTEN({ params: { limit: mostAnnouncements }, retryAfterSeconds: 3600 })
    const guests = await guestsOf(tx, input.slotId)
    const id = newId()
    const [row] = await tx.$queryRaw<{ createdAt: Date }[]>`
      INSERT INTO slot_announcements (id, slot_id, user_id, text, guests, created_at)
      VALUES (${id}::uuid, ${input.slotId}::uuid, ${input.userId}::uuid, ${input.text}, ${guests.length}, app_now()) RETURNING created_at AS "createdAt"`
    for (const { title, startsAt, ...guest } of guests)
      await deps.events.publish(tx, slotAnnounced, {
        ...guest,
        announcementId: id,
        experienceTitle: title,
        startsAt: startsAt.toISOString(),
        text: input.text,
      })
    return { id, guests: guests.length, createdAt: row?.createdAt ?? new Date() }
  })
}
