/** Rules as their host sees them. */
import type { SchedulePreview, ScheduleRule } from '../../../../contracts/schedules.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import type { RuleStart } from './schedule.rules.ts'

export interface PlannedExperience {
  id: string
  durationMinutes: number
  timeZone: string
  /** Civil date at the place now. */
  today: string
}

export async function ownExperience(db: Reader, id: string, hostId: string): Promise<PlannedExperience | null> {
  const [row] = await db.$queryRaw<PlannedExperience[]>`
    SELECT id, duration_minutes AS "durationMinutes", time_zone AS "timeZone", (app_now() AT TIME ZONE time_zone)::date::text AS today
    FROM experiences WHERE id = ${id}::uuid AND host_id = ${hostId}::uuid`
  return row ?? null
}

const previewed = 20

export async function previewStarts(
  db: Reader,
  {
    experience,
    durationMinutes,
    starts,
  }: { experience: PlannedExperience; durationMinutes: number; starts: readonly RuleStart[] },
): Promise<SchedulePreview> {
  const rows = await db.$queryRaw<{ at: Date; endsAt: Date; exists: boolean; total: number }[]>`
    SELECT t.at, t.at + make_interval(mins => ${durationMinutes}) AS "endsAt",
      EXISTS (SELECT 1 FROM slots s WHERE s.experience_id = ${experience.id}::uuid AND s.starts_at = t.at) AS exists, (count(*) OVER ())::int AS total
    FROM (
      SELECT DISTINCT (a.day || ' ' || a.start_time)::timestamp AT TIME ZONE ${experience.timeZone} AS at
      FROM unnest(${starts.map(({ day }) => day)}::text[], ${starts.map(({ startTime }) => startTime)}::text[]) AS a (day, start_time)
    ) t WHERE t.at > app_now() ORDER BY t.at LIMIT ${previewed}`
  return {
    timeZone: experience.timeZone,
    total: rows[0]?.total ?? 0,
    items: rows.map(({ at, endsAt, exists }) => ({ startsAt: at.toISOString(), endsAt: endsAt.toISOString(), exists })),
  }
}

const select = Prisma.sql`
  SELECT r.id, r.experience_id AS "experienceId", r.rrule, r.dates, r.start_times AS "startTimes", r.duration_minutes AS "durationMinutes", r.capacity,
    r.valid_from::text AS "validFrom", r.valid_until::text AS "validUntil", r.exceptions, e.time_zone AS "timeZone", r.version, r.created_at AS "createdAt",
    (SELECT count(*)::int FROM rule_slots rs JOIN slots s ON s.id = rs.slot_id WHERE rs.rule_id = r.id AND s.starts_at > app_now() AND s.state <> 'CANCELLED') AS "slotsAhead"
  FROM schedule_rules r JOIN experiences e ON e.id = r.experience_id`

type Row = Omit<ScheduleRule, 'createdAt'> & { createdAt: Date }
const view = (row: Row): ScheduleRule => ({ ...row, createdAt: row.createdAt.toISOString() })

export async function listRules(db: Reader, experienceId: string): Promise<ScheduleRule[]> {
  const rows = await db.$queryRaw<
    Row[]
  >`${select} WHERE r.experience_id = ${experienceId}::uuid AND r.ended_at IS NULL ORDER BY r.created_at, r.id`
  return rows.map(view)
}

export async function findRule(db: Reader, id: string): Promise<ScheduleRule | null> {
  const [row] = await db.$queryRaw<Row[]>`${select} WHERE r.id = ${id}::uuid`
  return row ? view(row) : null
}
