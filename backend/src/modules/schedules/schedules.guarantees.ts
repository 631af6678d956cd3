/** Promises about calendars as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

export const scheduleGuarantees: Guarantee[] = [
  {
    // Held with a checkout, or with a provider that does not answer, it ends with its hold.
    name: 'no offer is left unanswered past its time',
    sql: `SELECT o.id FROM slot_offers o JOIN bookings b ON b.id = o.booking_id WHERE o.status = 'OPEN' AND o.answer_by < app_now() - interval '30 minutes'
          AND b.status NOT IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`,
  },
  {
    name: 'who was refunded by an offer is not booked',
    sql: `SELECT o.id FROM slot_offers o JOIN bookings b ON b.id = o.booking_id WHERE o.status = 'REFUNDED' AND b.status IN ('CONFIRMED', 'COMPLETED')`,
  },
  {
    name: 'an open offer is about where its booking stands',
    sql: `SELECT o.id FROM slot_offers o JOIN bookings b ON b.id = o.booking_id
          WHERE o.status = 'OPEN' AND b.status = 'CONFIRMED' AND b.slot_id <> o.slot_id AND b.updated_at < app_now() - interval '30 minutes'`,
  },
  {
    name: 'a cancelled time that was moved holds nobody',
    sql: `SELECT s.id FROM slots s JOIN slot_offers o ON o.slot_id <> s.id AND o.old_starts_at = s.starts_at JOIN bookings b ON b.id = o.booking_id AND b.slot_id = s.id
          WHERE s.state = 'CANCELLED' AND b.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED', 'CONFIRMED') AND o.status = 'OPEN'`,
  },
  {
    // Freed seats are held for the queue in the transaction that frees them: nobody waits for what is free, unless staff
    // keep bookings closed; the sweep offers it once they are open again.
    name: 'nobody waits while a place is free',
    sql: `SELECT w.id FROM waitlist_entries w JOIN slots s ON s.id = w.slot_id JOIN experiences e ON e.id = s.experience_id
          WHERE w.status = 'WAITING' AND s.state = 'OPEN' AND s.bookable_until > app_now() AND s.taken + w.seats <= s.capacity
            AND e.status = 'ACTIVE' AND e.hidden_at IS NULL AND w.seats BETWEEN e.min_party AND e.max_party
            AND EXISTS (SELECT 1 FROM host_profiles h WHERE h.id = e.host_id AND h.paused_at IS NULL AND h.closed_at IS NULL AND h.hidden_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id AND b.user_id = w.user_id AND b.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'))
            AND NOT EXISTS (SELECT 1 FROM feature_switches f WHERE f.feature = 'BOOKINGS' AND (NOT f.open OR f.updated_at > app_now() - interval '30 minutes'))`,
  },
  {
    name: 'an offered seat is held or was decided',
    sql: `SELECT w.id FROM waitlist_entries w WHERE w.status = 'OFFERED' AND w.offered_until < app_now() - interval '30 minutes'
          AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = w.slot_id AND b.user_id = w.user_id AND b.status <> 'CANCELLED')`,
  },
]
