/** The hand-written statements of the market: one or two per step, shaped for one question each. */
import { picturesOf } from './limit-sql.ts'

const listed = `p.status = 'ACTIVE' AND p.hidden_at IS NULL AND s.paused_at IS NULL AND s.closed_at IS NULL AND s.hidden_at IS NULL`
const card = `p.id, p.slug, p.name, p.category::text AS category, p.craft, c.name AS craft_name, p.town, p.region, p.price_from_cents, p.made_to_order,
  p.lead_time_days, p.age_restricted, p.images, p.rating_sum, p.rating_count, shelf.stock, shelf.price_varies,
  s.id AS seller_id, s.slug AS seller_slug, s.name AS seller_name, s.town AS seller_town, s.verified AS seller_verified`
const joins = `
  JOIN seller_profiles s ON s.id = p.seller_id
  LEFT JOIN craft_types c ON c.slug = p.craft
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(v.on_hand - v.reserved), 0)::int AS stock, coalesce(min(v.price_cents) < max(v.price_cents), false) AS price_varies
    FROM product_variants v WHERE v.product_id = p.id AND v.active
  ) shelf`

export const productsSql = `
  SELECT ${card}
  FROM (
    SELECT p.id, -p.rating_sum AS sort_key FROM products p JOIN seller_profiles s ON s.id = p.seller_id WHERE ${listed}
    ORDER BY -p.rating_sum, right(p.id::text, 12), p.id LIMIT $1
  ) page
  JOIN products p ON p.id = page.id ${joins}
  ORDER BY page.sort_key, right(p.id::text, 12), p.id`

export const productSql = `
  SELECT ${card}, ${picturesOf('p')}, p.description, p.materials, p.technique, p.care, p.dimensions, p.weight_grams, p.version,
    s.owner_name AS seller_owner, s.founded_year AS seller_founded, s.return_days, s.story AS seller_story,
    (SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'label', v.label, 'options', v.options,
        'price', json_build_object('amount', v.price_cents, 'currency', 'MXN'), 'stock', v.on_hand - v.reserved) ORDER BY v.sort, v.id)
      FROM product_variants v WHERE v.product_id = p.id AND v.active) AS variants
  FROM products p ${joins}
  WHERE p.slug = $1 AND ${listed}`

/** $1 product, $2 user, $3 quantity, $4 id of a new basket. Answers the lines of the basket, the new one among them. */
export const putItemSql = `
  WITH variant AS MATERIALIZED (
    SELECT v.id, v.product_id, v.price_cents
    FROM product_variants v JOIN products p ON p.id = v.product_id JOIN seller_profiles s ON s.id = p.seller_id AND ${listed}
    WHERE v.product_id = $1 AND v.active ORDER BY (v.on_hand > v.reserved) DESC, v.price_cents, v.sort, v.id LIMIT 1
  ), cart AS (
    INSERT INTO carts (id, user_id, created_at, updated_at) SELECT $4, $2, now(), now() FROM variant
    ON CONFLICT (user_id) DO UPDATE SET updated_at = now() RETURNING id
  ), put AS (
    INSERT INTO cart_items (cart_id, variant_id, product_id, quantity, seen_price_cents, added_at)
    SELECT cart.id, v.id, v.product_id, $3, v.price_cents, now() FROM variant v CROSS JOIN cart
    ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = EXCLUDED.quantity, seen_price_cents = EXCLUDED.seen_price_cents
    RETURNING variant_id, quantity, seen_price_cents, added_at
  ), lines AS (
    SELECT * FROM put
    UNION ALL
    SELECT ci.variant_id, ci.quantity, ci.seen_price_cents, ci.added_at FROM carts c JOIN cart_items ci ON ci.cart_id = c.id
    WHERE c.user_id = $2 AND ci.variant_id NOT IN (SELECT variant_id FROM put)
  )
  SELECT v.id AS variant_id, v.label, p.id AS product_id, p.slug, p.name, p.images[1] AS image, l.quantity, l.seen_price_cents, v.price_cents,
    v.on_hand - v.reserved AS stock, p.age_restricted, p.lead_time_days, p.craft, c.name AS craft_name, s.return_days, s.id AS seller_id, s.slug AS seller_slug, s.name AS seller_name,
    s.town AS seller_town, s.verified AS seller_verified,
    (SELECT json_agg(json_build_object('id', pp.id, 'kind', pp.kind, 'name', pp.name, 'address', pp.address,
        'location', json_build_object('lat', pp.lat, 'lng', pp.lng), 'openingHours', pp.opening_hours) ORDER BY pp.kind, pp.name, pp.id)
      FROM pickup_points pp WHERE pp.active AND pp.seller_id = s.id
        AND (pp.open_until IS NULL OR pp.open_until >= (now() AT TIME ZONE 'America/Mexico_City')::date)) AS pickup_points
  FROM lines l JOIN product_variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id JOIN seller_profiles s ON s.id = p.seller_id
  LEFT JOIN craft_types c ON c.slug = p.craft
  ORDER BY l.added_at, l.variant_id`

/** $1 user. What is bought, with the rates of each seller. */
export const basketSql = `
  SELECT c.id AS cart_id, v.id AS variant_id, v.label, coalesce(nullif(v.translations -> 'en' ->> 'label', ''), v.label) AS label_en, p.id AS product_id,
    p.slug, p.name, coalesce(nullif(p.translations -> 'en' ->> 'name', ''), p.name) AS name_en, p.images[1] AS image, ci.quantity, v.price_cents,
    coalesce(v.weight_grams, p.weight_grams) AS grams, s.id AS seller_id, s.slug AS seller_slug, s.name AS seller_name, s.town AS seller_town,
    s.verified AS seller_verified, s.return_days, p.lead_time_days, p.age_restricted,
    (SELECT json_agg(json_build_object('id', r.id, 'zone', r.zone, 'states', r.states, 'tiers', r.tiers, 'freeAboveCents', r.free_above_cents,
        'minDays', r.min_days, 'maxDays', r.max_days,
        'label', json_build_object('es', r.label, 'en', coalesce(nullif(r.translations -> 'en' ->> 'label', ''), r.label))))
      FROM shipping_rates r WHERE r.active AND r.seller_id = s.id) AS rates
  FROM carts c JOIN cart_items ci ON ci.cart_id = c.id JOIN product_variants v ON v.id = ci.variant_id AND v.active AND v.price_cents = ci.seen_price_cents
  JOIN products p ON p.id = v.product_id JOIN seller_profiles s ON s.id = p.seller_id AND ${listed}
  WHERE c.user_id = $1 ORDER BY ci.added_at, ci.variant_id`

/**
 * Pieces, checkout, payment, orders, lines and their first events in one statement and one commit.
 * $1 variants, $2 quantities, $3 basket, $4 checkout, $5 its code, $6 user, $7 total, $8 payment, $9 orders, $10 lines. No row: not all were there.
 */
export const checkoutSql = `
  WITH asked AS MATERIALIZED (SELECT * FROM unnest($1::uuid[], $2::int[]) AS a (id, quantity)),
  held AS MATERIALIZED (
    SELECT v.id FROM product_variants v JOIN asked a ON a.id = v.id WHERE v.on_hand - v.reserved >= a.quantity ORDER BY v.id FOR NO KEY UPDATE OF v
  ), reserved AS (
    UPDATE product_variants v SET reserved = v.reserved + a.quantity FROM asked a JOIN held h ON h.id = a.id
    WHERE v.id = h.id AND (SELECT count(*) FROM held) = (SELECT count(*) FROM asked)
    RETURNING v.id
  ), checkout AS (
    INSERT INTO checkouts (id, code, user_id, status, total_cents, hold_expires_at)
    SELECT $4, $5, $6, 'PENDING_PAYMENT', $7, now() + interval '15 minutes' WHERE (SELECT count(*) FROM reserved) = (SELECT count(*) FROM asked)
    RETURNING id, created_at, hold_expires_at
  ), emptied AS (
    DELETE FROM cart_items USING checkout WHERE cart_id = $3 AND variant_id = ANY ($1::uuid[])
  ), payment AS (
    INSERT INTO payments (id, payable_type, payable_id, user_id, status, amount_cents) SELECT $8, 'checkout', id, $6, 'SUBMITTING', $7 FROM checkout
  ), o AS (
    INSERT INTO orders (id, code, checkout_id, user_id, seller_id, status, subtotal_cents, shipping_cents, total_cents, delivery, shipping_address,
      shipping_offer, return_days)
    SELECT n.id, n.code, checkout.id, $6, n."sellerId", 'PENDING_PAYMENT', n."subtotalCents", n."shippingCents", n."totalCents", 'SHIPPING', n."shippingAddress",
      n."shippingOffer", n."returnDays"
    FROM checkout CROSS JOIN jsonb_to_recordset($9::jsonb) AS n (id uuid, code text, "sellerId" uuid, "subtotalCents" int, "shippingCents" int,
      "totalCents" int, "shippingAddress" jsonb, "shippingOffer" jsonb, "returnDays" int)
    RETURNING id
  ), lines AS (
    INSERT INTO order_lines (id, order_id, product_id, variant_id, name, variant_label, image, quantity, unit_price_cents, commission_bps, commission_cents,
      lead_time_days, age_restricted)
    SELECT n.id, n."orderId", n."productId", n."variantId", n.name, n."variantLabel", n.image, n.quantity, n."unitPriceCents", n."commissionBps", n."commissionCents",
      n."leadTimeDays", n."ageRestricted"
    FROM checkout CROSS JOIN jsonb_to_recordset($10::jsonb) AS n (id uuid, "orderId" uuid, "productId" uuid, "variantId" uuid, name jsonb, "variantLabel" jsonb,
      image text, quantity int, "unitPriceCents" int, "commissionBps" int, "commissionCents" int, "leadTimeDays" int, "ageRestricted" boolean)
  ), events AS (
    INSERT INTO order_events (id, order_id, kind, by, user_id, data) SELECT gen_random_uuid(), o.id, 'PLACED', 'BUYER', $6, '{}' FROM o
  )
  SELECT created_at, hold_expires_at FROM checkout`

/** $1 payment, $2 intent, $3 its secret. */
export const intentSql = `
  WITH paying AS (
    UPDATE payments SET intent_id = $2, client_secret = $3, status = 'REQUIRES_PAYMENT_METHOD', checked_at = now() WHERE id = $1 RETURNING payable_id
  ), checkout AS (
    UPDATE checkouts SET status = 'PENDING', updated_at = now() FROM paying WHERE id = paying.payable_id
  )
  UPDATE orders SET status = 'PENDING', updated_at = now() FROM paying WHERE checkout_id = paying.payable_id`

/** $1 payment, $2 user. With what its orders give to whom. */
export const paymentSql = `
  SELECT p.id, p.status::text AS status, p.intent_id, p.client_secret, p.amount_cents, p.created_at,
    (SELECT json_agg(json_build_object('subjectId', o.id, 'payeeId', o.seller_id, 'priceCents', o.subtotal_cents, 'shippingCents', o.shipping_cents,
        'commissionCents', (SELECT sum(l.commission_cents) FROM order_lines l WHERE l.order_id = o.id)))
      FROM orders o WHERE o.checkout_id = p.payable_id) AS shares
  FROM payments p WHERE p.id = $1 AND p.user_id = $2`

/** Paid, in one statement and one commit. $1 payment, $2 charge, $3 id of the ledger's set, $4 to $10 its entries by column. */
export const settleSql = `
  WITH paid AS (
    UPDATE payments SET status = 'SUCCEEDED', captured_cents = amount_cents, charge_id = $2, succeeded_at = now(), checked_at = now()
    WHERE id = $1 AND status <> 'SUCCEEDED' RETURNING id, payable_id
  ), checkout AS (
    UPDATE checkouts c SET status = 'PAID', paid_at = now(), hold_expires_at = NULL, updated_at = now() FROM paid WHERE c.id = paid.payable_id RETURNING c.id
  ), o AS (
    UPDATE orders o SET status = 'PAID', paid_at = now(), accept_by = now() + interval '48 hours', updated_at = now() FROM checkout
    WHERE o.checkout_id = checkout.id RETURNING o.id, o.total_cents
  ), lines AS MATERIALIZED (SELECT l.id, l.variant_id, l.quantity FROM o JOIN order_lines l ON l.order_id = o.id),
  held AS MATERIALIZED (SELECT v.id FROM product_variants v WHERE v.id IN (SELECT variant_id FROM lines) ORDER BY v.id FOR NO KEY UPDATE),
  moved AS (
    INSERT INTO stock_movements (id, variant_id, kind, quantity, order_line_id) SELECT gen_random_uuid(), variant_id, 'ORDER', -quantity, id FROM lines
  ), sold AS (
    UPDATE product_variants v SET on_hand = v.on_hand - l.quantity, reserved = v.reserved - l.quantity
    FROM (SELECT variant_id, sum(quantity) AS quantity FROM lines GROUP BY variant_id) l JOIN held ON held.id = l.variant_id WHERE v.id = held.id
  ), events AS (
    INSERT INTO order_events (id, order_id, kind, by, data) SELECT gen_random_uuid(), id, 'PAID', 'SYSTEM', jsonb_build_object('amountCents', total_cents) FROM o
  ), made AS (
    INSERT INTO ledger_sets (id, key, kind, payment_id) SELECT $3, 'capture:' || id, 'CAPTURE', id FROM paid RETURNING id
  ), given AS (
    SELECT * FROM unnest($4::uuid[], $5::text[], $6::uuid[], $7::int[], $8::text[], $9::text[], $10::uuid[]) AS g (account_id, kind, owner_id, cents, purpose, subject_type, subject_id)
  ), accounts AS (
    INSERT INTO ledger_accounts (id, kind, owner_id) SELECT DISTINCT account_id, kind::"LedgerAccountKind", owner_id FROM given ORDER BY 1 ON CONFLICT DO NOTHING
  )
  INSERT INTO ledger_entries (set_id, account_id, amount_cents, purpose, subject_type, subject_id)
  SELECT made.id, g.account_id, g.cents, g.purpose, g.subject_type, g.subject_id FROM given g CROSS JOIN made`
