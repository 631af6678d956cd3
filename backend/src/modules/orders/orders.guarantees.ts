/** Promises about orders as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

export const orderGuarantees: Guarantee[] = [
  {
    name: 'an order costs what its lines cost',
    sql: `SELECT o.id FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id GROUP BY o.id
          HAVING o.subtotal_cents <> coalesce(sum(l.quantity * l.unit_price_cents), 0)
            OR o.discount_cents <> coalesce(sum(l.platform_discount_cents + l.seller_discount_cents), 0)`,
  },
  {
    name: 'what an order gave back is what its lines gave back, and shipping at most once',
    sql: `SELECT o.id FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id GROUP BY o.id
          HAVING o.refunded_cents - coalesce(sum(l.refunded_cents), 0) NOT IN (0, o.shipping_cents)
            OR bool_or(l.refunded_cents > l.quantity * l.unit_price_cents - l.platform_discount_cents - l.seller_discount_cents)`,
  },
  {
    // Not looked at when part of the charge was given back at the provider by hand: then less is left to file.
    name: 'what an order gave back was filed as refunds',
    sql: `SELECT o.id FROM orders o
          LEFT JOIN LATERAL (
            SELECT sum(r.amount_cents) AS filed FROM refunds r JOIN payments p ON p.id = r.payment_id
            WHERE p.payable_type = 'checkout' AND p.payable_id = o.checkout_id
              AND (r.reason_key = 'order-cancelled:' || o.id OR r.reason_key LIKE 'order-refund:' || o.id || ':%'
                OR r.reason_key IN (SELECT 'order-return:' || t.id FROM order_returns t WHERE t.order_id = o.id))
          ) r ON true
          WHERE o.refunded_cents <> coalesce(r.filed, 0)
            AND NOT EXISTS (SELECT 1 FROM refunds r JOIN payments p ON p.id = r.payment_id
              WHERE p.payable_type = 'checkout' AND p.payable_id = o.checkout_id AND (r.reason_key LIKE 'provider:%' OR r.reason_key LIKE 'staff-refund:%'))`,
  },
  {
    name: 'no piece comes back that did not go back',
    sql: `SELECT id FROM order_lines WHERE restocked_quantity > refunded_quantity OR refunded_quantity > quantity`,
  },
  {
    name: 'pieces on the shelf again are those that came back',
    sql: `SELECT l.id FROM order_lines l
          LEFT JOIN (SELECT order_line_id, sum(quantity) AS pieces FROM stock_movements WHERE kind IN ('CANCEL', 'RETURN') GROUP BY order_line_id) m
            ON m.order_line_id = l.id
          WHERE l.restocked_quantity <> coalesce(m.pieces, 0)`,
  },
  {
    name: 'pieces leave the shelf exactly when their order is paid',
    sql: `SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id
          LEFT JOIN (SELECT order_line_id, sum(quantity) AS pieces FROM stock_movements WHERE kind = 'ORDER' GROUP BY order_line_id) m
            ON m.order_line_id = l.id
          WHERE coalesce(m.pieces, 0) <> CASE WHEN o.paid_at IS NULL THEN 0 ELSE -l.quantity END`,
  },
  {
    name: 'a paid order belongs to a paid purchase, and the other way round',
    sql: `SELECT o.id FROM orders o JOIN checkouts c ON c.id = o.checkout_id WHERE (o.paid_at IS NULL) = (c.status = 'PAID')`,
  },
  {
    name: 'a held order belongs to a held purchase',
    sql: `SELECT o.id FROM orders o JOIN checkouts c ON c.id = o.checkout_id
          WHERE (o.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')) <> (c.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED'))`,
  },
  {
    name: 'no paid order waits to be accepted for ever',
    sql: `SELECT id FROM orders WHERE status = 'PAID' AND accept_by < app_now() - interval '1 hour'`,
  },
  {
    name: 'nothing is left of an order that ended',
    sql: `SELECT o.id FROM orders o JOIN order_lines l ON l.order_id = o.id
          WHERE o.paid_at IS NOT NULL AND (o.status IN ('CANCELLED', 'REFUNDED')) AND l.refunded_quantity < l.quantity`,
  },
  {
    name: 'an order is complete only when no return is open',
    sql: `SELECT o.id FROM orders o JOIN order_returns r ON r.order_id = o.id
          WHERE o.completed_at IS NOT NULL AND r.status IN ('REQUESTED', 'ACCEPTED')`,
  },
]
