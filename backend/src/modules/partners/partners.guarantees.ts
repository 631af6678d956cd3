/** Promises about applications and teams as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

export const partnerGuarantees: Guarantee[] = [
  {
    name: 'an approved application has its profile',
    sql: `SELECT a.id FROM applications a WHERE a.status = 'APPROVED'
            AND NOT EXISTS (SELECT 1 FROM host_profiles h WHERE a.kind = 'HOST' AND h.user_id = a.user_id)
            AND NOT EXISTS (SELECT 1 FROM seller_profiles s WHERE a.kind = 'SELLER' AND s.user_id = a.user_id)`,
  },
  {
    name: 'nobody decides about their own application',
    sql: `SELECT id FROM applications WHERE reviewed_by = user_id`,
  },
  {
    name: 'a link into a team works once, and for one team',
    sql: `SELECT id FROM team_members WHERE (accepted_at IS NOT NULL OR removed_at IS NOT NULL) AND invite_hash IS NOT NULL
          UNION ALL SELECT id FROM team_members WHERE accepted_at IS NOT NULL AND user_id IS NULL`,
  },
]
