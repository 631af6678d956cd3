import type { Guarantee } from '../../platform/module.ts'

/** A decision that took its content out of sight, and stands. */
const hides = `d.action IN ('HIDE', 'SUSPEND') AND d.appeal <> 'OVERTURNED'`
const agree = (kind: string, table: string): Guarantee[] => [
  {
    name: `a ${kind.toLowerCase()} out of sight has a decision that stands`,
    sql: `SELECT c.id FROM ${table} c WHERE c.hidden_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.content_kind = '${kind}' AND d.content_id = c.id AND ${hides})`,
  },
  {
    name: `a ${kind.toLowerCase()} that a decision took out of sight is not to be seen`,
    sql: `SELECT c.id FROM ${table} c JOIN decisions d ON d.content_kind = '${kind}' AND d.content_id = c.id AND ${hides}
          WHERE c.hidden_at IS NULL`,
  },
]

/** Promises of moderation as SQL: each row returned is a violation. */
export const moderationGuarantees: Guarantee[] = [
  ...agree('REVIEW', 'reviews'),
  ...agree('QUESTION', 'questions'),
  ...agree('MESSAGE', 'messages'),
  {
    name: 'a report is closed by a decision about the same thing, taken after it',
    sql: `SELECT r.id FROM reports r JOIN decisions d ON d.id = r.decision_id
          WHERE d.content_kind <> r.content_kind OR d.content_id <> r.content_id OR d.created_at < r.created_at`,
  },
  {
    name: 'nothing is decided that nobody reported, nor by the person it is about',
    sql: `SELECT d.id FROM decisions d
          WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.decision_id = d.id) OR d.decided_by = d.reported_user_id
            OR d.appeal_decided_by = d.reported_user_id`,
  },
]
