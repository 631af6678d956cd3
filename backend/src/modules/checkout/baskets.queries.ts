/** A basket with everything that is said about it, read by one statement: for the screen, for a quote, for the checkout. */
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { onOffer } from '../experiences/index.ts'
import { onSale } from '../products/index.ts'
import type { DiscountTerms } from './discount.rules.ts'
import type { Rate } from '../../../../contracts/checkout-shipping-offer.ts'

/** Whose basket: a person's, or that of a browser which has not signed in (by the hash of its cookie's token). */
export type CartOwner = { kind: 'person'; userId: string } | { kind: 'browser'; tokenHash: string }

export interface Both {
  es: string
  en: string
}
export interface SellerFacts {
  id: string
  slug: string
  name: string
  town: string
  verified: boolean
  returnDays: number
}
export interface ItemFacts {
  variantId: string
  productId: string
  sellerId: string
  slug: string
  name: Both
  craft: { slug: string; name: Both } | null
  label: Both
  image: string | null
  quantity: number
  seenPriceCents: number
  unitPriceCents: number
  /** 0 for what is not on sale. */
  available: number
  onSale: boolean
  ageRestricted: boolean
  leadTimeDays: number
  weightGrams: number
  seller: SellerFacts
}
export interface SlotFacts {
  slotId: string
  /** As it lies in the basket. */
  asked: { type: string; quantity: number }[]
  party: { type: string; quantity: number; label: Both; unitPriceCents: number }[]
  /** Of its own types only; another one is not sold any more. */
  typesKnown: boolean
  seats: number
  totalCents: number
  seenTotalCents: number
  available: number
  bookable: boolean
  startsAt: string
  endsAt: string
  timeZone: string
  experience: {
    id: string
    slug: string
    title: Both
    category: string
    images: string[]
    host: { id: string; name: string }
  }
}
export interface PickupFacts {
  id: string
  sellerId: string
  kind: 'WORKSHOP' | 'STALL'
  name: Both
  address: string
  lat: number
  lng: number
  openingHours: Both
}
export interface DiscountFacts {
  id: string
  terms: DiscountTerms
  usedByPerson: number
  seller: Omit<SellerFacts, 'returnDays'> | null
}
export interface RateFacts extends Rate {
  sellerId: string
  label: Both
}
/** Something of the basket is held already, by an earlier checkout of the same person. */
export interface OwnHold {
  checkoutId: string
  items: { variantId: string; quantity: number }[]
  slots: { slotId: string; seats: number }[]
}
export interface Basket {
  id: string
  code: string | null
  items: ItemFacts[]
  slots: SlotFacts[]
  pickupPoints: PickupFacts[]
  /** Null without a code, or when nobody knows it any more. */
  discount: DiscountFacts | null
  /** Only when asked for. */
  rates: RateFacts[]
  ownHolds: OwnHold[]
  now: Date
  /** The civil date in Oaxaca. */
  today: string
}

const ownedBy = (owner: CartOwner): Prisma.Sql =>
  owner.kind === 'person'
    ? Prisma.sql`c.user_id = ${owner.userId}::uuid`
    : Prisma.sql`c.token_hash = ${owner.tokenHash}`

const both = (spanish: string, table: string, key: string): Prisma.Sql =>
  Prisma.raw(
    `jsonb_build_object('es', ${spanish}, 'en', coalesce(nullif(${table}.translations -> 'en' ->> '${key}', ''), ${spanish}))`,
  )

const items = Prisma.sql`
  SELECT jsonb_agg(jsonb_build_object('variantId', v.id, 'productId', p.id, 'sellerId', p.seller_id, 'slug', p.slug, 'name', ${both('p.name', 'p', 'name')},
      'craft', CASE WHEN ct.slug IS NOT NULL THEN jsonb_build_object('slug', ct.slug, 'name', ${both('ct.name', 'ct', 'name')}) END,
      'label', ${both('v.label', 'v', 'label')}, 'image', p.images[1], 'quantity', ci.quantity, 'seenPriceCents', ci.seen_price_cents,
      'unitPriceCents', v.price_cents, 'onSale', v.active AND ${onSale('p')},
      'available', CASE WHEN v.active AND ${onSale('p')} THEN v.on_hand - v.reserved ELSE 0 END, 'ageRestricted', p.age_restricted,
      'leadTimeDays', p.lead_time_days, 'weightGrams', coalesce(v.weight_grams, p.weight_grams),
      'seller', jsonb_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'town', s.town, 'verified', s.verified, 'returnDays', s.return_days)
    ) ORDER BY ci.added_at, ci.variant_id)
  FROM cart_items ci JOIN product_variants v ON v.id = ci.variant_id JOIN products p ON p.id = v.product_id JOIN seller_profiles s ON s.id = p.seller_id
  LEFT JOIN craft_types ct ON ct.slug = p.craft
  WHERE ci.cart_id = c.id`

const slots = Prisma.sql`
  SELECT jsonb_agg(jsonb_build_object('slotId', s.id, 'asked', cs.party, 'party', coalesce(t.party, '[]'), 'typesKnown', t.found = t.wanted, 'seats', coalesce(t.seats, 0),
      'totalCents', coalesce(t.total_cents, 0), 'seenTotalCents', cs.seen_total_cents, 'available', greatest(0, s.capacity - s.taken),
      'bookable', s.state = 'OPEN' AND NOT s.is_private AND s.bookable_until > app_now() AND ${onOffer('e')},
      'startsAt', to_char(s.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char(s.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'timeZone', e.time_zone, 'experience', jsonb_build_object('id', e.id, 'slug', e.slug, 'title', ${both('e.title', 'e', 'title')}, 'category', e.category,
        'images', to_jsonb(e.images), 'host', jsonb_build_object('id', h.id, 'name', h.name))
    ) ORDER BY s.starts_at, s.id)
  FROM cart_slots cs JOIN slots s ON s.id = cs.slot_id JOIN experiences e ON e.id = s.experience_id JOIN host_profiles h ON h.id = e.host_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS wanted, count(tt.type) AS found, sum(a.quantity)::int AS seats, sum(a.quantity * tt.price_cents)::int AS total_cents,
      jsonb_agg(jsonb_build_object('type', tt.type, 'quantity', a.quantity, 'unitPriceCents', tt.price_cents,
        'label', jsonb_build_object('es', tt.label, 'en', coalesce(e.translations -> 'en' -> 'ticketLabels' ->> tt.type, tt.label))) ORDER BY tt.sort, tt.type)
        FILTER (WHERE tt.type IS NOT NULL) AS party
    FROM jsonb_to_recordset(cs.party) AS a (type text, quantity int) LEFT JOIN ticket_types tt ON tt.experience_id = e.id AND tt.type = a.type
  ) t
  WHERE cs.cart_id = c.id`

const today = Prisma.sql`(app_now() AT TIME ZONE 'America/Mexico_City')::date`
const sellersInCart = Prisma.sql`
  SELECT p.seller_id FROM cart_items ci JOIN products p ON p.id = ci.product_id WHERE ci.cart_id = c.id`

const pickupPoints = Prisma.sql`
  SELECT jsonb_agg(jsonb_build_object('id', pp.id, 'sellerId', pp.seller_id, 'kind', pp.kind, 'name', ${both('pp.name', 'pp', 'name')}, 'address', pp.address,
      'lat', pp.lat, 'lng', pp.lng, 'openingHours', ${both('pp.opening_hours', 'pp', 'openingHours')}) ORDER BY pp.kind, pp.name, pp.id)
  FROM pickup_points pp
  WHERE pp.active AND pp.seller_id IN (${sellersInCart}) AND coalesce(pp.open_until, ${today}) >= ${today}`

const discount = (owner: CartOwner): Prisma.Sql => Prisma.sql`
  SELECT jsonb_build_object('id', d.id, 'terms', jsonb_build_object('kind', d.kind, 'value', d.value, 'minimumCents', d.minimum_cents, 'startsAt', d.starts_at,
      'endsAt', d.ends_at, 'maxUses', d.max_uses, 'maxPerUser', d.max_per_user, 'used', d.used, 'active', d.active, 'sellerId', d.seller_id),
    'usedByPerson', ${
      owner.kind === 'person'
        ? Prisma.sql`(SELECT count(*) FROM discount_uses u WHERE u.code_id = d.id AND u.user_id = ${owner.userId}::uuid AND u.released_at IS NULL)`
        : Prisma.sql`0`
    },
    'seller', CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'town', s.town, 'verified', s.verified) END)
  FROM discount_codes d LEFT JOIN seller_profiles s ON s.id = d.seller_id WHERE d.code = c.discount_code`

const rates = Prisma.sql`
  SELECT jsonb_agg(jsonb_build_object('id', r.id, 'sellerId', r.seller_id, 'zone', r.zone, 'states', to_jsonb(r.states), 'label', ${both('r.label', 'r', 'label')},
    'tiers', r.tiers, 'freeAboveCents', r.free_above_cents, 'minDays', r.min_days, 'maxDays', r.max_days))
  FROM shipping_rates r WHERE r.active AND r.seller_id IN (${sellersInCart})`

const ownHolds = Prisma.sql`
  SELECT jsonb_agg(jsonb_build_object('checkoutId', k.id,
      'items', coalesce((SELECT jsonb_agg(jsonb_build_object('variantId', l.variant_id, 'quantity', l.quantity)) FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.checkout_id = k.id), '[]'),
      'slots', coalesce((SELECT jsonb_agg(jsonb_build_object('slotId', b.slot_id, 'seats', b.seats)) FROM bookings b WHERE b.checkout_id = k.id), '[]')) ORDER BY k.created_at)
  FROM checkouts k
  WHERE k.user_id = c.user_id AND k.status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED')`

interface Row {
  id: string
  code: string | null
  items: ItemFacts[] | null
  slots: SlotFacts[] | null
  pickupPoints: PickupFacts[] | null
  discount:
    | (Omit<DiscountFacts, 'terms'> & {
        terms: Omit<DiscountTerms, 'startsAt' | 'endsAt'> & { startsAt: string | null; endsAt: string | null }
      })
    | null
  rates: RateFacts[] | null
  ownHolds: OwnHold[] | null
  now: Date
  today: string
}

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** Null when there is none: nothing was ever put into it. */
export async function findBasket(
  db: Reader | Tx,
  owner: CartOwner,
  { forCheckout = false } = {},
): Promise<Basket | null> {
  const more = forCheckout ? Prisma.sql`(${rates}) AS rates, (${ownHolds}) AS "ownHolds",` : Prisma.empty
  const [row] = await db.$queryRaw<Row[]>`
    SELECT c.id, c.discount_code AS code, (${items}) AS items, (${slots}) AS slots, (${pickupPoints}) AS "pickupPoints", (${discount(owner)}) AS discount, ${more}
      app_now() AS now, ${today}::text AS today
    FROM carts c WHERE ${ownedBy(owner)}`
  if (!row) return null
  return {
    ...row,
    items: row.items ?? [],
    slots: row.slots ?? [],
    pickupPoints: row.pickupPoints ?? [],
    rates: row.rates ?? [],
    ownHolds: row.ownHolds ?? [],
    discount: row.discount && {
      ...row.discount,
      terms: {
        ...row.discount.terms,
        startsAt: instant(row.discount.terms.startsAt),
        endsAt: instant(row.discount.terms.endsAt),
      },
    },
  }
}
