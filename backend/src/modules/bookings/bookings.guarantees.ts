/** Promises about seats as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

export const bookingGuarantees: Guarantee[] = [
  { name: 'no oversell', sql: `SELECT id FROM slots WHERE taken > capacity OR taken < 0` },
  {
    name: 'counter equals rows',
    sql: `SELECT s.id FROM slots s LEFT JOIN bookings b ON b.slot_id = s.id AND b.status <> 'CANCELLED'
          GROUP BY s.id HAVING s.taken <> coalesce(sum(b.seats), 0)`,
  },
  {
    name: 'no orphan holds',
    sql: `SELECT id FROM bookings WHERE status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED') AND hold_expires_at < app_now() - interval '10 minutes' AND checkout_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.payable_type = 'booking' AND p.payable_id = bookings.id AND p.status = 'PROCESSING')`,
  },
  { name: 'no false sold-out', sql: `SELECT id FROM slot_refusals WHERE taken + asked <= capacity` },
  {
    name: 'one ticket per seat',
    sql: `SELECT b.id FROM bookings b LEFT JOIN tickets t ON t.booking_id = b.id AND t.voided_at IS NULL
          GROUP BY b.id HAVING count(t.id) <> CASE WHEN b.status IN ('CONFIRMED', 'COMPLETED') THEN b.seats ELSE 0 END`,
  },
  {
    // A bank may refuse to give money back (a dispute holds it): then staff have it as their task.
    name: 'every charge has its booking or its refund',
    sql: `SELECT p.id FROM payments p JOIN bookings b ON b.id = p.payable_id AND p.payable_type = 'booking'
          WHERE p.status = 'SUCCEEDED' AND b.status NOT IN ('CONFIRMED', 'COMPLETED')
            AND b.cancel_reason IN ('HOLD_EXPIRED', 'BY_HOST', 'BY_ADMIN') AND p.refunded_cents <> p.captured_cents
            AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.kind = 'REFUND_FAILED' AND f.subject = p.id::text)`,
  },
  {
    name: 'every paid booking has its charge',
    sql: `SELECT b.id FROM bookings b WHERE b.status IN ('CONFIRMED', 'COMPLETED') AND b.total_cents > 0 AND b.checkout_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.payable_type = 'booking' AND p.payable_id = b.id AND p.status = 'SUCCEEDED' AND p.captured_cents = b.total_cents)`,
  },
]
