import type { Guarantee } from '../../platform/module.ts'

const rated = (table: string, kind: string): string => `
  SELECT l.id FROM ${table} l
  LEFT JOIN (
    SELECT listing_id, sum(rating) AS stars, count(*) AS number FROM reviews
    WHERE listing_kind = '${kind}' AND hidden_at IS NULL GROUP BY listing_id
  ) r ON r.listing_id = l.id
  WHERE l.rating_sum <> coalesce(r.stars, 0) OR l.rating_count <> coalesce(r.number, 0)`

/** Promises of reviews as SQL: each row returned is a violation. */
export const reviewGuarantees: Guarantee[] = [
  { name: 'the rating of an experience is that of its reviews', sql: rated('experiences', 'EXPERIENCE') },
  { name: 'the rating of a product is that of its reviews', sql: rated('products', 'PRODUCT') },
  {
    name: 'a review is helpful to as many as said so, its author not among them',
    sql: `SELECT r.id FROM reviews r LEFT JOIN review_votes v ON v.review_id = r.id
          GROUP BY r.id HAVING count(v.user_id) <> r.helpful_count OR coalesce(bool_or(v.user_id = r.user_id), false)`,
  },
  {
    name: 'whoever reviews an experience was there',
    sql: `SELECT r.id FROM reviews r LEFT JOIN bookings b ON b.id = r.booking_id AND b.user_id = r.user_id AND b.experience_id = r.listing_id
            AND b.host_id = r.payee_id AND b.status = 'COMPLETED'
          WHERE r.listing_kind = 'EXPERIENCE' AND b.id IS NULL`,
  },
  {
    name: 'whoever reviews a product received it',
    sql: `SELECT r.id FROM reviews r
          LEFT JOIN (order_lines l JOIN orders o ON o.id = l.order_id) ON l.id = r.order_line_id AND l.product_id = r.listing_id
            AND o.user_id = r.user_id AND o.seller_id = r.payee_id AND o.delivered_at IS NOT NULL
          WHERE r.listing_kind = 'PRODUCT' AND l.id IS NULL`,
  },
  {
    name: 'nobody reviews or asks about what is their own',
    sql: `SELECT x.id FROM (SELECT id, payee_id, user_id FROM reviews UNION ALL SELECT id, payee_id, user_id FROM questions) x
          WHERE EXISTS (SELECT 1 FROM host_profiles h WHERE h.id = x.payee_id AND h.user_id = x.user_id)
            OR EXISTS (SELECT 1 FROM seller_profiles s WHERE s.id = x.payee_id AND s.user_id = x.user_id)`,
  },
]
