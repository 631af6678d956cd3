/** Times that a rule makes: many at once, in the caller's transaction, each only if there is none yet. */
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

/** Civil at the place. */
export interface SlotAhead {
  day: string
  startTime: string
}

/**
 * Inserts those of the times that are ahead and not there yet, and answers them. A time that the clock skips that day starts
 * as much later; one that it shows twice starts once.
 */
export function makeSlots(
  tx: Tx,
  input: { experienceId: string; durationMinutes: number; capacity: number; times: readonly SlotAhead[] },
): Promise<(SlotAhead & { slotId: string })[]> {
  if (input.times.length === 0) return Promise.resolve([])
  return tx.$queryRaw<(SlotAhead & { slotId: string })[]>`
    WITH asked AS (
      SELECT DISTINCT ON (at) a.id, a.day, a.start_time, at, e.cutoff_minutes
      FROM unnest(${input.times.map(() => newId())}::uuid[], ${input.times.map(({ day }) => day)}::text[], ${input.times.map(({ startTime }) => startTime)}::text[]) AS a (id, day, start_time)
      JOIN experiences e ON e.id = ${input.experienceId}::uuid
      CROSS JOIN LATERAL (SELECT (a.day || ' ' || a.start_time)::timestamp AT TIME ZONE e.time_zone AS at) t
      WHERE at > app_now() ORDER BY at, a.day, a.start_time
    ),
    made AS (
      INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity)
      SELECT id, ${input.experienceId}::uuid, at, at + make_interval(mins => ${input.durationMinutes}), at - make_interval(mins => cutoff_minutes), ${input.capacity} FROM asked
      ON CONFLICT (experience_id, starts_at) DO NOTHING
      RETURNING id
    )
    SELECT asked.day, asked.start_time AS "startTime", made.id AS "slotId" FROM made JOIN asked ON asked.id = made.id ORDER BY asked.at`
}

/** Locks them; answers those ahead that nobody ever booked and the host left as they were made. */
async function lockUntouched(tx: Tx, slotIds: readonly string[]): Promise<string[]> {
  await tx.$queryRaw`SELECT id FROM slots WHERE id = ANY(${[...slotIds]}::uuid[]) ORDER BY id FOR UPDATE`
  // After the locks: a seat that was taken while waiting for them is seen.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM slots s WHERE s.id = ANY(${[...slotIds]}::uuid[]) AND s.state = 'OPEN' AND NOT s.is_private AND s.taken = 0 AND s.starts_at > app_now()
      AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id)`
  return rows.map(({ id }) => id)
}

/** Takes away what nobody booked; answers what is gone. */
export async function withdrawSlots(tx: Tx, slotIds: readonly string[]): Promise<string[]> {
  if (slotIds.length === 0) return []
  const ids = await lockUntouched(tx, slotIds)
  await tx.$executeRaw`DELETE FROM slots WHERE id = ANY(${ids}::uuid[])`
  return ids
}

/** Another length and capacity for what nobody booked; a capacity that the host had set for one time alone stays. */
export async function reshapeSlots(
  tx: Tx,
  slotIds: readonly string[],
  to: { durationMinutes: number; capacity: number; capacityBefore: number },
): Promise<string[]> {
  if (slotIds.length === 0) return []
  const ids = await lockUntouched(tx, slotIds)
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE slots SET ends_at = starts_at + make_interval(mins => ${to.durationMinutes}),
      capacity = CASE WHEN capacity = ${to.capacityBefore} THEN ${to.capacity} ELSE capacity END, version = version + 1
    WHERE id = ANY(${ids}::uuid[])
      AND (ends_at <> starts_at + make_interval(mins => ${to.durationMinutes}) OR (capacity = ${to.capacityBefore} AND capacity <> ${to.capacity}))
    RETURNING id`
  return rows.map(({ id }) => id)
}
