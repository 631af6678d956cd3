/** Tourists and shoppers: browsing, basket, bookings, orders, reviews. */
import { dateIn, inDays, type Requests, type World } from './ready.ts'

const address = {
  recipient: 'Ana Beltrán',
  line1: 'Reforma 1',
  city: 'Oaxaca',
  state: 'OAX',
  postalCode: '68000',
  country: 'MX',
  phone: '9511234567',
}
/** At the host of the matrix, paid by itself, with days to spare. */
export const confirmedBooking = `SELECT b.id FROM bookings b JOIN slots s ON s.id = b.slot_id
  WHERE b.user_id = :ana AND b.host_id = :hostId AND b.status = 'CONFIRMED' AND b.checkout_id IS NULL AND s.starts_at > now() + interval '2 days'
  ORDER BY s.starts_at, b.id`
const openSlot = `SELECT s.id FROM slots s JOIN experiences e ON e.id = s.experience_id JOIN ticket_types t ON t.experience_id = e.id AND t.type = 'adult'
  WHERE e.status = 'ACTIVE' AND s.state = 'OPEN' AND s.bookable_until > now() + interval '1 day' AND s.capacity - s.taken >= 6 AND e.min_party <= 2 AND NOT s.is_private
  AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id AND b.user_id IN (:ana, :luis)) ORDER BY s.starts_at DESC, s.id`
const fullSlot = `SELECT s.id FROM slots s JOIN experiences e ON e.id = s.experience_id JOIN ticket_types t ON t.experience_id = e.id AND t.type = 'adult'
  WHERE e.status = 'ACTIVE' AND s.state = 'OPEN' AND s.bookable_until > now() AND s.taken = s.capacity AND e.min_party = 1 AND NOT s.is_private
  AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id AND b.user_id = :ana AND b.status <> 'CANCELLED') ORDER BY s.id`
const product = `SELECT p.id FROM products p JOIN product_variants v ON v.product_id = p.id JOIN seller_profiles s ON s.id = p.seller_id
  WHERE p.status = 'ACTIVE' AND v.active AND v.on_hand - v.reserved >= 3 AND NOT p.age_restricted AND s.paused_at IS NULL AND s.closed_at IS NULL ORDER BY p.id`
export const orderIn = (status: string, more = '') =>
  `SELECT o.id FROM orders o WHERE o.user_id = :ana AND o.seller_id = :sellerId AND o.status = '${status}' ${more} ORDER BY o.id`
const someReview = `SELECT id FROM reviews WHERE user_id NOT IN (:ana, :luis) AND hidden_at IS NULL
  AND payee_id NOT IN (SELECT id FROM host_profiles WHERE user_id = :ana) ORDER BY id`

export const adults = (quantity: number) => [{ type: 'adult', quantity }]
const own = { by: 'ana', strangers: 'own' } as const

async function withBasket(world: World): Promise<void> {
  await world.did('PUT /api/v1/cart/items/{productId}')
}

export const guestRequests: Requests = {
  'GET /health/live': () => own,
  'GET /health/ready': () => own,
  'GET /metrics': () => own,
  'GET /api/v1/client-config': () => own,
  'GET /api/v1/announcements': () => own,
  'GET /api/v1/features': () => own,
  'GET /api/v1/group-link': async (w) => {
    const { url } = await w.did<{ url: string }>('POST /api/v1/host/slots/{id}/group-link')
    return { ...own, query: { token: /[\w-]{43}/.exec(url)?.[0] ?? '' } }
  },
  'GET /api/v1/regions': () => own,
  'GET /api/v1/venues': () => own,
  'GET /api/v1/crafts': () => own,
  'GET /api/v1/tickets/key': () => own,
  'GET /api/v1/suggestions': () => ({ ...own, query: { q: 'barro' } }),
  'GET /api/v1/experiences': () => ({ ...own, query: { limit: '5', sort: 'soonest' } }),
  'GET /api/v1/experiences/{idOrSlug}': async (w) => ({
    ...own,
    params: { idOrSlug: await w.id(`SELECT slug FROM experiences WHERE status = 'ACTIVE' ORDER BY id`) },
  }),
  'GET /api/v1/experiences/{id}/slots': async (w) => ({
    ...own,
    params: { id: await w.id(`SELECT id FROM experiences WHERE status = 'ACTIVE' ORDER BY id`) },
  }),
  'GET /api/v1/experiences/{id}/reviews': async (w) => ({
    ...own,
    params: { id: await w.id(`SELECT listing_id FROM reviews WHERE listing_kind = 'EXPERIENCE' ORDER BY id`) },
  }),
  'GET /api/v1/experiences/{id}/questions': async (w) => ({
    ...own,
    params: { id: await w.id(`SELECT listing_id FROM questions WHERE listing_kind = 'EXPERIENCE' ORDER BY id`) },
  }),
  'GET /api/v1/slots/{id}': async (w) => ({ ...own, params: { id: await w.id(openSlot) } }),
  'GET /api/v1/products': () => ({ ...own, query: { limit: '5' } }),
  'GET /api/v1/products/{idOrSlug}': async (w) => ({ ...own, params: { idOrSlug: await w.id(product) } }),
  'GET /api/v1/products/{id}/related': async (w) => ({ ...own, params: { id: await w.id(product) } }),
  'GET /api/v1/products/{id}/reviews': async (w) => ({
    ...own,
    params: { id: await w.id(`SELECT listing_id FROM reviews WHERE listing_kind = 'PRODUCT' ORDER BY id`) },
  }),
  'GET /api/v1/products/{id}/questions': async (w) => ({
    ...own,
    params: { id: await w.id(`SELECT listing_id FROM questions WHERE listing_kind = 'PRODUCT' ORDER BY id`) },
  }),
  'GET /api/v1/sellers': () => own,
  'GET /api/v1/sellers/{idOrSlug}': async (w) => ({
    ...own,
    params: { idOrSlug: await w.id('SELECT slug FROM seller_profiles WHERE id = :sellerId') },
  }),

  'GET /api/v1/hosts/{idOrSlug}': async (w) => ({
    ...own,
    params: { idOrSlug: await w.id('SELECT slug FROM host_profiles WHERE id = :hostId') },
  }),

  'GET /api/v1/cart': async (w) => {
    await withBasket(w)
    return own
  },
  'PUT /api/v1/cart/items/{productId}': async (w) => ({
    ...own,
    params: { productId: await w.id(product) },
    body: { quantity: 1 },
  }),
  'DELETE /api/v1/cart/items/{productId}': async (w) => {
    await withBasket(w)
    return { ...own, params: { productId: await w.id(product) } }
  },
  'PUT /api/v1/cart/slots/{slotId}': async (w) => ({
    ...own,
    params: { slotId: await w.id(openSlot) },
    body: { party: adults(2) },
  }),
  'DELETE /api/v1/cart/slots/{slotId}': async (w) => {
    await w.did('PUT /api/v1/cart/slots/{slotId}')
    return { ...own, params: { slotId: await w.id(openSlot) } }
  },
  'PUT /api/v1/cart/code': async (w) => ({
    ...own,
    body: { code: await w.id(`SELECT code FROM discount_codes WHERE seller_id IS NULL AND active ORDER BY code`) },
  }),
  'DELETE /api/v1/cart/code': async (w) => {
    await w.did('PUT /api/v1/cart/code')
    return own
  },
  'POST /api/v1/cart/acknowledge': async (w) => {
    await withBasket(w)
    return own
  },
  'POST /api/v1/checkouts/quote': async (w) => {
    await withBasket(w)
    return { ...own, body: { shippingAddress: address } }
  },
  'POST /api/v1/checkouts': async (w) => {
    await withBasket(w)
    return { ...own, body: { shippingAddress: address } }
  },
  'GET /api/v1/checkouts/{id}': async (w) => ({
    by: 'ana',
    params: { id: await w.id(`SELECT id FROM checkouts WHERE user_id = :ana ORDER BY (status = 'PAID') DESC, id`) },
  }),
  'POST /api/v1/checkouts/{id}/cancel': async (w) => {
    const { checkout } = await w.did<{ checkout: { id: string } }>('POST /api/v1/checkouts')
    return { by: 'ana', params: { id: checkout.id } }
  },

  'GET /api/v1/bookings': () => ({ ...own, query: { when: 'past' } }),
  'POST /api/v1/bookings': async (w) => ({ ...own, body: { slotId: await w.id(openSlot), party: adults(2) } }),
  'GET /api/v1/bookings/{id}': async (w) => ({ by: 'ana', params: { id: await w.id(confirmedBooking) } }),
  'GET /api/v1/bookings/{id}/cancellation-quote': async (w) => ({
    by: 'ana',
    params: { id: await w.id(confirmedBooking) },
  }),
  'GET /api/v1/bookings/{id}/tickets': async (w) => ({ by: 'ana', params: { id: await w.id(confirmedBooking) } }),
  'GET /api/v1/bookings/{id}/calendar.ics': async (w) => ({ by: 'ana', params: { id: await w.id(confirmedBooking) } }),
  'POST /api/v1/bookings/{id}/cancel': async (w) => ({
    by: 'ana',
    params: { id: await w.id(confirmedBooking) },
    body: { reason: 'Ya no puedo ir' },
  }),
  'POST /api/v1/bookings/{id}/reschedule': async (w) => {
    const [found] = await w.rows<{ booking: string; slot: string }>(
      `SELECT b.id AS booking, o.id AS slot FROM bookings b JOIN slots s ON s.id = b.slot_id JOIN slots o ON o.experience_id = s.experience_id AND o.id <> s.id
       WHERE b.user_id = :ana AND b.status = 'CONFIRMED' AND b.checkout_id IS NULL AND s.starts_at > now() + interval '2 days'
         AND o.state = 'OPEN' AND NOT o.is_private AND o.capacity - o.taken >= b.seats AND o.bookable_until > now() + interval '2 days' ORDER BY b.id, o.id LIMIT 1`,
    )
    return { by: 'ana', params: { id: found?.booking ?? '' }, body: { slotId: found?.slot } }
  },
  'GET /api/v1/me/slot-offers': async (w) => {
    await w.did('POST /api/v1/host/slots/{id}/move')
    return own
  },
  'POST /api/v1/bookings/{id}/slot-offer': async (w) => {
    await w.did('POST /api/v1/host/slots/{id}/move')
    const id = await w.id(
      `SELECT b.id FROM slot_offers o JOIN bookings b ON b.id = o.booking_id WHERE b.user_id = :ana AND o.status = 'OPEN' ORDER BY o.id DESC`,
    )
    return { by: 'ana', params: { id }, body: { choice: 'KEEP' } }
  },
  'GET /api/v1/me/waitlist': async (w) => {
    await w.did('POST /api/v1/slots/{id}/waitlist')
    return own
  },
  'POST /api/v1/slots/{id}/waitlist': async (w) => ({
    ...own,
    params: { id: await w.id(fullSlot) },
    body: { party: adults(1) },
  }),
  'DELETE /api/v1/slots/{id}/waitlist': async (w) => {
    const { slotId } = await w.did<{ slotId: string }>('POST /api/v1/slots/{id}/waitlist')
    return { by: 'ana', params: { id: slotId } }
  },

  'GET /api/v1/payments/{id}': async (w) => ({
    by: 'ana',
    params: {
      id: await w.id(
        `SELECT id FROM payments WHERE user_id = :ana AND intent_id IS NOT NULL ORDER BY status IN ('SUCCEEDED', 'CANCELED'), id`,
      ),
    },
  }),
  'POST /api/v1/webhooks/stripe': (w) => {
    const event = {
      id: `evt_ready_${Date.now()}`,
      object: 'event',
      type: 'customer.created',
      created: Math.floor(Date.now() / 1000),
      livemode: false,
      data: { object: { id: 'cus_ready', object: 'customer' } },
    }
    return { ...own, body: event, headers: w.signed(event) }
  },

  'GET /api/v1/orders': () => own,
  'GET /api/v1/orders/{id}': async (w) => ({ by: 'ana', params: { id: await w.id(orderIn('PAID')) } }),
  'POST /api/v1/orders/{id}/cancel': async (w) => ({
    by: 'ana',
    params: { id: await w.id(orderIn('PAID')) },
    body: { reason: 'Me equivoqué' },
  }),
  'POST /api/v1/orders/{id}/returns': async (w) => {
    const id = await w.id(
      `SELECT o.id FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.user_id = :ana AND o.status = 'DELIVERED'
         AND o.delivered_at > now() - make_interval(days => o.return_days) + interval '1 hour' AND l.refunded_quantity < l.quantity
         AND NOT EXISTS (SELECT 1 FROM order_returns r WHERE r.order_id = o.id AND r.status IN ('REQUESTED', 'ACCEPTED')) ORDER BY (o.seller_id = :sellerId) DESC, o.id`,
    )
    const lineId = await w.id(
      `SELECT id FROM order_lines WHERE order_id = '${id}' AND refunded_quantity < quantity ORDER BY id`,
    )
    return { by: 'ana', params: { id }, body: { lines: [{ lineId, quantity: 1 }], reason: 'Llegó con una grieta' } }
  },
  'POST /api/v1/orders/{id}/returns/{returnId}/withdraw': async (w) => {
    const order = await w.did<{ id: string }>('POST /api/v1/orders/{id}/returns')
    const returnId = await w.id(`SELECT id FROM order_returns WHERE order_id = '${order.id}' AND status = 'REQUESTED'`)
    return { by: 'ana', params: { id: order.id, returnId } }
  },

  'GET /api/v1/me/reviewable': () => own,
  'GET /api/v1/me/reviews': () => own,
  'POST /api/v1/reviews': async (w) => ({
    by: 'ana',
    body: {
      bookingId: await w.id(
        `SELECT b.id FROM bookings b WHERE b.user_id = :ana AND b.status = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.booking_id = b.id) ORDER BY b.id`,
      ),
      rating: 5,
      text: 'Una mañana para recordar.',
    },
  }),
  'PATCH /api/v1/reviews/{id}': async (w) => ({
    by: 'ana',
    params: { id: await w.id(`SELECT id FROM reviews WHERE user_id = :ana AND editable_until > now() ORDER BY id`) },
    body: { rating: 4, text: 'Lo pensé mejor: cuatro.' },
  }),
  'PUT /api/v1/reviews/{id}/helpful': async (w) => ({ ...own, params: { id: await w.id(someReview) } }),
  'DELETE /api/v1/reviews/{id}/helpful': async (w) => {
    await w.did('PUT /api/v1/reviews/{id}/helpful')
    return { ...own, params: { id: await w.id(someReview) } }
  },
  'POST /api/v1/experiences/{id}/questions': async (w) => ({
    ...own,
    verified: true,
    params: {
      id: await w.id(
        `SELECT id FROM experiences WHERE status = 'ACTIVE' AND host_id NOT IN (:hostId, :host2Id) ORDER BY id`,
      ),
    },
    body: { text: '¿Hay lugar para una silla de ruedas?' },
  }),
  'POST /api/v1/products/{id}/questions': async (w) => ({
    ...own,
    verified: true,
    params: {
      id: await w.id(
        `SELECT id FROM products WHERE status = 'ACTIVE' AND seller_id NOT IN (:sellerId, :seller2Id) ORDER BY id`,
      ),
    },
    body: { text: '¿Se puede lavar a máquina?' },
  }),
}

/** Of a day on which a guest comes to the host of the matrix. */
export const dayOfVisit = async (world: World): Promise<string> =>
  world.id(
    `SELECT to_char(s.starts_at AT TIME ZONE 'America/Mexico_City', 'YYYY-MM-DD') FROM slots s WHERE s.id = (SELECT slot_id FROM bookings WHERE id = (${confirmedBooking} LIMIT 1))`,
  )

export const soon = { from: dateIn(0), to: dateIn(30), startsAt: inDays(20) }
