/** The hand-written statements that set the limits: shaped for one question each, with nothing a house needs around them. */

const card = `e.id, e.slug, e.title, e.description, e.category::text AS category, e.region, e.duration_minutes, e.languages,
  e.meeting_lat, e.meeting_lng, e.meeting_address, e.images, e.rating_sum, e.rating_count, e.time_zone, e.price_from_cents,
  h.id AS host_id, h.name AS host_name, h.slug AS host_slug, next.starts_at AS next_starts_at`
const next = `LEFT JOIN LATERAL (
    SELECT s.starts_at FROM slots s
    WHERE s.experience_id = e.id AND s.state = 'OPEN' AND NOT s.is_private AND s.starts_at > now() AND s.bookable_until > now() AND s.taken < s.capacity
    ORDER BY s.starts_at LIMIT 1
  ) next ON true`

const listed = `e.status = 'ACTIVE' AND e.hidden_at IS NULL AND h.paused_at IS NULL AND h.closed_at IS NULL AND h.hidden_at IS NULL`

/** What a page says of its pictures; `of` is the listing's alias. */
export const picturesOf = (of: string): string => `
  coalesce((
    SELECT json_agg(json_build_object('url', i.url, 'alt', coalesce(${of}.image_alts -> i.url ->> 'es', ''), 'blur', m.blur, 'width', m.width, 'height', m.height)
      ORDER BY i.position)
    FROM unnest(${of}.images) WITH ORDINALITY AS i(url, position)
    LEFT JOIN media m ON m.content_hash = substring(i.url FROM '([0-9a-f]{64})-[0-9]+\\.webp$')
  ), '[]') AS pictures`

export const listSql = `
  SELECT ${card}
  FROM (
    SELECT e.id, -e.rating_sum AS sort_key FROM experiences e JOIN host_profiles h ON h.id = e.host_id WHERE ${listed}
    ORDER BY -e.rating_sum, e.id LIMIT $1
  ) page
  JOIN experiences e ON e.id = page.id
  JOIN host_profiles h ON h.id = e.host_id
  ${next}
  ORDER BY page.sort_key, e.id`

export const detailSql = `
  SELECT ${card}, ${picturesOf('e')}, e.cancellation_policy AS policy, e.min_party, e.max_party, e.cutoff_minutes, e.min_age, e.version,
    e.includes, e.bring, e.accessibility, h.kind AS host_kind, h.bio AS host_bio, h.verified AS host_verified, h.image AS host_image,
    (SELECT json_agg(json_build_object('type', t.type, 'label', t.label, 'price', json_build_object('amount', t.price_cents, 'currency', 'MXN'),
      'minAge', t.min_age, 'maxAge', t.max_age) ORDER BY t.sort, t.type) FROM ticket_types t WHERE t.experience_id = e.id) AS ticket_types
  FROM experiences e JOIN host_profiles h ON h.id = e.host_id
  ${next}
  WHERE e.slug = $1 AND ${listed}`

export const slotsSql = `
  SELECT s.id, s.capacity, s.capacity - s.taken AS available, s.starts_at, s.ends_at,
    CASE WHEN s.state <> 'OPEN' THEN s.state::text WHEN s.bookable_until <= now() THEN 'CLOSED'
      WHEN s.taken >= s.capacity THEN 'FULL' ELSE 'OPEN' END AS status
  FROM slots s JOIN experiences e ON e.id = s.experience_id JOIN host_profiles h ON h.id = e.host_id AND ${listed}
  WHERE s.experience_id = $1 AND NOT s.is_private
    AND s.starts_at >= ((now() AT TIME ZONE e.time_zone)::date::timestamp AT TIME ZONE e.time_zone)
    AND s.starts_at < (((now() AT TIME ZONE e.time_zone)::date + 31)::timestamp AT TIME ZONE e.time_zone)
  ORDER BY s.starts_at`

/**
 * Seats, price, booking and payment in one statement and one commit, for one adult.
 * $1 slot, $2 user, $3 booking id, $4 booking code, $5 payment id. No row: it did not fit.
 */
export const bookSql = `
  WITH seat AS (
    UPDATE slots SET taken = taken + 1, version = version + 1
    WHERE id = $1 AND state = 'OPEN' AND taken < capacity AND bookable_until > now()
    RETURNING id, experience_id
  ), held AS (
    INSERT INTO bookings (id, code, user_id, slot_id, experience_id, host_id, status, seats, total_cents, party, cancellation_policy,
      commission_bps, hold_expires_at)
    SELECT $3, $4, $2, seat.id, e.id, e.host_id, 'PENDING_PAYMENT', 1, t.price_cents,
      jsonb_build_array(jsonb_build_object('type', t.type, 'quantity', 1, 'unitPriceCents', t.price_cents, 'label', jsonb_build_object('es', t.label, 'en', t.label))),
      e.cancellation_policy, 1600, now() + interval '15 minutes'
    FROM seat JOIN experiences e ON e.id = seat.experience_id JOIN ticket_types t ON t.experience_id = e.id AND t.type = 'adult'
    RETURNING id, user_id, total_cents
  ), paid AS (
    INSERT INTO payments (id, payable_type, payable_id, user_id, status, amount_cents)
    SELECT $5, 'booking', held.id, held.user_id, 'SUBMITTING', held.total_cents FROM held
  )
  SELECT id, total_cents FROM held`
