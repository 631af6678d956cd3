/** Promises about money as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

export const paymentGuarantees: Guarantee[] = [
  {
    name: 'refunds never exceed the charge',
    sql: `SELECT p.id FROM payments p LEFT JOIN refunds r ON r.payment_id = p.id AND r.status <> 'FAILED'
          GROUP BY p.id HAVING coalesce(sum(r.amount_cents), 0) > p.captured_cents OR coalesce(sum(r.amount_cents), 0) <> p.refunded_cents`,
  },
  {
    name: 'no payment is in doubt for an hour',
    sql: `SELECT id FROM payments WHERE status IN ('NEW', 'SUBMITTING', 'UNKNOWN') AND created_at < app_now() - interval '1 hour'`,
  },
  {
    name: 'no refund is left unsent',
    sql: `SELECT id FROM refunds WHERE status IN ('APPROVED', 'SUBMITTING', 'UNKNOWN') AND created_at < app_now() - interval '2 hours'`,
  },
  {
    name: 'webhook events are worked off',
    sql: `SELECT id FROM webhook_events WHERE status IN ('RECEIVED', 'FAILED') AND received_at < app_now() - interval '1 hour'`,
  },
]
