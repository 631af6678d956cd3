/** Promises about checkouts as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

const held = `('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`

export const checkoutGuarantees: Guarantee[] = [
  {
    name: 'no orphan checkouts',
    sql: `SELECT k.id FROM checkouts k WHERE k.status IN ${held} AND k.hold_expires_at < app_now() - interval '10 minutes'
          AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.payable_type = 'checkout' AND p.payable_id = k.id AND p.status = 'PROCESSING')`,
  },
  {
    name: 'a checkout is the sum of its parts',
    sql: `SELECT k.id FROM checkouts k
          LEFT JOIN LATERAL (SELECT coalesce(sum(total_cents), 0) AS cents FROM orders WHERE checkout_id = k.id) o ON true
          LEFT JOIN LATERAL (SELECT coalesce(sum(total_cents - platform_discount_cents), 0) AS cents FROM bookings WHERE checkout_id = k.id) b ON true
          WHERE k.total_cents <> o.cents + b.cents`,
  },
  {
    name: 'a checkout and its parts are held or over together',
    sql: `SELECT k.id FROM checkouts k WHERE
          (k.status IN ${held} AND (EXISTS (SELECT 1 FROM orders o WHERE o.checkout_id = k.id AND o.status NOT IN ${held})
            OR EXISTS (SELECT 1 FROM bookings b WHERE b.checkout_id = k.id AND b.status NOT IN ${held})))
          OR (k.status NOT IN ${held} AND (EXISTS (SELECT 1 FROM orders o WHERE o.checkout_id = k.id AND o.status IN ${held})
            OR EXISTS (SELECT 1 FROM bookings b WHERE b.checkout_id = k.id AND b.status IN ${held})))
          OR (k.status = 'CANCELLED' AND (EXISTS (SELECT 1 FROM orders o WHERE o.checkout_id = k.id AND o.status <> 'CANCELLED')
            OR EXISTS (SELECT 1 FROM bookings b WHERE b.checkout_id = k.id AND b.status <> 'CANCELLED')))`,
  },
  {
    // A bank may refuse to give money back (a dispute holds it): then staff have it as their task.
    name: 'every charge has its paid checkout or its refund',
    sql: `SELECT p.id FROM payments p JOIN checkouts k ON k.id = p.payable_id AND p.payable_type = 'checkout'
          WHERE p.status = 'SUCCEEDED' AND k.status <> 'PAID' AND p.refunded_cents <> p.captured_cents
            AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.kind = 'REFUND_FAILED' AND f.subject = p.id::text)`,
  },
  {
    name: 'every paid checkout has its charge',
    sql: `SELECT k.id FROM checkouts k WHERE k.status = 'PAID' AND k.total_cents > 0
          AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.payable_type = 'checkout' AND p.payable_id = k.id AND p.status = 'SUCCEEDED' AND p.captured_cents = k.total_cents)`,
  },
  {
    name: 'uses of a code equal its live rows',
    sql: `SELECT d.id FROM discount_codes d LEFT JOIN discount_uses u ON u.code_id = d.id AND u.released_at IS NULL
          GROUP BY d.id HAVING d.used <> count(u.id)`,
  },
  {
    name: 'nobody used a code more often than they may',
    sql: `SELECT u.code_id, u.user_id FROM discount_uses u JOIN discount_codes d ON d.id = u.code_id AND d.max_per_user IS NOT NULL
          WHERE u.released_at IS NULL GROUP BY u.code_id, u.user_id, d.max_per_user HAVING count(*) > d.max_per_user`,
  },
  {
    name: 'a code counts where its checkout lives',
    sql: `SELECT u.id FROM discount_uses u JOIN checkouts k ON k.id = u.checkout_id
          WHERE (u.released_at IS NULL) <> (k.status <> 'CANCELLED')`,
  },
  {
    name: 'a discount is the sum of what its lines lost',
    sql: `SELECT k.id FROM checkouts k WHERE k.discount_cents <>
          (SELECT coalesce(sum(l.platform_discount_cents + l.seller_discount_cents), 0) FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.checkout_id = k.id)
          + (SELECT coalesce(sum(b.platform_discount_cents), 0) FROM bookings b WHERE b.checkout_id = k.id)`,
  },
]
