/** Promises about what staff do, as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

export const staffGuarantees: Guarantee[] = [
  {
    name: 'a refund above policy that was given was filed',
    sql: `SELECT s.id FROM staff_refunds s LEFT JOIN refunds r ON r.id = s.refund_id AND r.reason_key = 'staff-refund:' || s.id AND r.payment_id = s.payment_id
          WHERE (s.status = 'DONE') <> (r.id IS NOT NULL)`,
  },
  {
    name: 'a suspended person’s listings are not shown',
    sql: `SELECT u.id FROM users u WHERE u.banned AND (u.ban_expires IS NULL OR u.ban_expires > app_now())
            AND EXISTS (SELECT 1 FROM audit_entries a WHERE a.subject = 'user:' || u.id AND a.action = 'user.banned')
            AND (EXISTS (SELECT 1 FROM host_profiles h WHERE h.user_id = u.id AND h.hidden_at IS NULL AND h.created_at < app_now() - interval '1 minute')
              OR EXISTS (SELECT 1 FROM seller_profiles s WHERE s.user_id = u.id AND s.hidden_at IS NULL AND s.created_at < app_now() - interval '1 minute'))`,
  },
]
