/** Every query that writes or locks schedule rules and what they made. */
import { type Reader, type Tx } from '../../platform/database/index.ts'
import type { RuleStart } from './schedule.rules.ts'

export interface RuleRow {
  id: string
  experienceId: string
  hostId: string
  rrule: string | null
  dates: string[]
  startTimes: string[]
  durationMinutes: number
  capacity: number
  validFrom: string
  validUntil: string | null
  exceptions: string[]
  version: number
  timeZone: string
  /** Civil date at the place now. */
  today: string
  /** Its host ended. The rule stays for when staff open them again, and makes nothing meanwhile. */
  hostClosed: boolean
}
export type RuleFields = Omit<
  RuleRow,
  'id' | 'experienceId' | 'hostId' | 'version' | 'timeZone' | 'today' | 'hostClosed'
>

/** Null when there is none, or it ended. */
export async function lockRule(tx: Tx, id: string): Promise<RuleRow | null> {
  const [row] = await tx.$queryRaw<RuleRow[]>`
    SELECT r.id, r.experience_id AS "experienceId", e.host_id AS "hostId", r.rrule, r.dates, r.start_times AS "startTimes", r.duration_minutes AS "durationMinutes", r.capacity,
      r.valid_from::text AS "validFrom", r.valid_until::text AS "validUntil", r.exceptions, r.version, e.time_zone AS "timeZone",
      (app_now() AT TIME ZONE e.time_zone)::date::text AS today,
      EXISTS (SELECT 1 FROM host_profiles h WHERE h.id = e.host_id AND h.closed_at IS NOT NULL) AS "hostClosed"
    FROM schedule_rules r JOIN experiences e ON e.id = r.experience_id WHERE r.id = ${id}::uuid AND r.ended_at IS NULL FOR UPDATE OF r`
  return row ?? null
}

export async function liveRuleIds(db: Reader): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM schedule_rules r JOIN experiences e ON e.id = r.experience_id JOIN host_profiles h ON h.id = e.host_id
    WHERE r.ended_at IS NULL AND h.closed_at IS NULL AND (r.valid_until IS NULL OR r.valid_until >= (app_now() AT TIME ZONE e.time_zone)::date OR cardinality(r.dates) > 0)
    ORDER BY r.id`
  return rows.map(({ id }) => id)
}

export async function insertRule(tx: Tx, id: string, experienceId: string, rule: RuleFields): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO schedule_rules (id, experience_id, rrule, dates, start_times, duration_minutes, capacity, valid_from, valid_until, exceptions, created_at, updated_at)
    VALUES (${id}::uuid, ${experienceId}::uuid, ${rule.rrule}, ${rule.dates}::text[], ${rule.startTimes}::text[], ${rule.durationMinutes}, ${rule.capacity},
      ${rule.validFrom}::date, ${rule.validUntil}::date, ${rule.exceptions}::text[], app_now(), app_now())`
}

/** Under its lock. */
export async function updateRule(tx: Tx, id: string, rule: RuleFields): Promise<void> {
  await tx.$executeRaw`
    UPDATE schedule_rules SET rrule = ${rule.rrule}, dates = ${rule.dates}::text[], start_times = ${rule.startTimes}::text[], duration_minutes = ${rule.durationMinutes},
      capacity = ${rule.capacity}, valid_from = ${rule.validFrom}::date, valid_until = ${rule.validUntil}::date, exceptions = ${rule.exceptions}::text[],
      version = version + 1, updated_at = app_now()
    WHERE id = ${id}::uuid`
}

export async function endRule(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE schedule_rules SET ended_at = app_now(), version = version + 1, updated_at = app_now() WHERE id = ${id}::uuid`
}

/** What it made that is still ahead, with whether it is as it was made. */
export interface RuleSlot extends RuleStart {
  slotId: string
  startsAt: Date
  taken: number
  state: 'OPEN' | 'CLOSED' | 'CANCELLED'
}
export function slotsOfRule(tx: Tx, ruleId: string): Promise<RuleSlot[]> {
  return tx.$queryRaw<RuleSlot[]>`
    SELECT rs.day, rs.start_time AS "startTime", rs.slot_id AS "slotId", s.starts_at AS "startsAt", s.taken, s.state::text AS state
    FROM rule_slots rs JOIN slots s ON s.id = rs.slot_id WHERE rs.rule_id = ${ruleId}::uuid AND s.starts_at > app_now() ORDER BY s.starts_at`
}

/** Of all it ever made, ahead or not. */
export async function startsMade(tx: Tx, ruleId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<
    RuleStart[]
  >`SELECT day, start_time AS "startTime" FROM rule_slots WHERE rule_id = ${ruleId}::uuid`
  return new Set(rows.map(keyOf))
}

export async function rememberMade(
  tx: Tx,
  ruleId: string,
  made: readonly (RuleStart & { slotId: string })[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO rule_slots (rule_id, day, start_time, slot_id)
    SELECT ${ruleId}::uuid, m.day, m.start_time, m.slot_id
    FROM unnest(${made.map(({ day }) => day)}::text[], ${made.map(({ startTime }) => startTime)}::text[], ${made.map(({ slotId }) => slotId)}::uuid[]) AS m (day, start_time, slot_id)
    ON CONFLICT DO NOTHING`
}

export const keyOf = ({ day, startTime }: RuleStart): string => `${day} ${startTime}`
