/** Promises about stock and prices as SQL: each row returned is a violation. */
import type { Guarantee } from '../../platform/module.ts'

export const productGuarantees: Guarantee[] = [
  { name: 'no oversold piece', sql: `SELECT id FROM product_variants WHERE reserved < 0 OR on_hand < reserved` },
  {
    name: 'stock equals its movements',
    sql: `SELECT v.id FROM product_variants v LEFT JOIN stock_movements m ON m.variant_id = v.id
          GROUP BY v.id HAVING v.on_hand <> coalesce(sum(m.quantity), 0)`,
  },
  {
    name: 'reserved pieces equal held order lines',
    sql: `SELECT v.id FROM product_variants v
          LEFT JOIN (
            SELECT l.variant_id, sum(l.quantity) AS held FROM order_lines l JOIN orders o ON o.id = l.order_id
            WHERE o.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED') GROUP BY l.variant_id
          ) o ON o.variant_id = v.id
          WHERE v.reserved <> coalesce(o.held, 0)`,
  },
  { name: 'no false out of stock', sql: `SELECT id FROM stock_refusals WHERE available >= asked` },
  {
    name: 'price from is the cheapest variant on sale',
    sql: `SELECT p.id FROM products p JOIN product_variants v ON v.product_id = p.id AND v.active
          GROUP BY p.id HAVING p.price_from_cents <> min(v.price_cents)`,
  },
  {
    name: 'what is on sale has a variant',
    sql: `SELECT id FROM products p WHERE status = 'ACTIVE'
          AND NOT EXISTS (SELECT 1 FROM product_variants v WHERE v.product_id = p.id AND v.active)`,
  },
]
