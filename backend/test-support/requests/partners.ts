/** Hosts and workshops, each at their own business; `host` and `seller` are the matrix's own. */
import { confirmedBooking, dayOfVisit, orderIn, soon } from './guests.ts'
import { fileOf } from './people.ts'
import { dateIn, fresh, inDays, pesos, type Ready, type Requests, type World } from './ready.ts'

const host = { by: 'host' } as const
/** Bookings and listings say to who hosts nothing that they may not; elsewhere to them there is no such place. */
const hosting = { by: 'host', strangers: 403, peers: 404 } as const
const seller = { by: 'seller' } as const

const experience = `SELECT id FROM experiences WHERE host_id = :hostId AND status = 'ACTIVE' ORDER BY id`
/** A time with a guest in it whom moving or closing would touch. */
const visitedSlot = `SELECT slot_id FROM bookings WHERE id = (${confirmedBooking} LIMIT 1)`
/** Of nobody yet: it may become a group's own. */
const emptySlot = `SELECT s.id FROM slots s JOIN experiences e ON e.id = s.experience_id WHERE e.host_id = :hostId AND s.state = 'OPEN' AND s.taken = 0 AND s.bookable_until > now() + interval '1 day' ORDER BY s.starts_at, s.id`
const rule = (weeks: number) => ({
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  startTimes: ['06:10'],
  durationMinutes: 60,
  capacity: 6,
  validFrom: dateIn(3),
  validUntil: dateIn(3 + weeks * 7),
})

const listing = {
  title: 'Pan de pulque al amanecer',
  description: 'Amasamos, esperamos y comemos: el pan que huele desde la esquina.',
  category: 'TALLER',
  region: 'valles-centrales',
  durationMinutes: 120,
  languages: ['es'],
  meetingPoint: { lat: 17.06, lng: -96.72, address: 'Plaza de la Danza, Oaxaca' },
  cancellationPolicy: 'moderate',
  ticketTypes: [{ type: 'adult', label: 'Adulto', price: pesos(450) }],
  status: 'DRAFT',
}
const piece = () => ({
  name: `Cántaro de barro ${fresh()}`,
  description: 'De una sola pieza, quemado en horno de leña.',
  category: 'CERAMICA',
  price: pesos(380),
  weightGrams: 900,
  stock: 4,
  status: 'DRAFT',
})
const ownProduct = `SELECT p.id FROM products p WHERE p.seller_id = :sellerId AND p.status = 'ACTIVE' ORDER BY p.id`
const withProduct: Requests[string] = async (w) => ({ ...seller, params: { id: await w.id(ownProduct) } })
/** With a bought piece of somebody else's order, an open return of it. */
async function openReturn(w: World): Promise<{ id: string; returnId: string }> {
  const { id } = await w.did<{ id: string }>('POST /api/v1/orders/{id}/returns')
  return { id, returnId: await w.id(`SELECT id FROM order_returns WHERE order_id = '${id}' ORDER BY id DESC`) }
}
const lineOf = (w: World, orderId: string) =>
  w.id(`SELECT id FROM order_lines WHERE order_id = '${orderId}' ORDER BY id`)

function team(kind: 'host' | 'seller'): Requests {
  const by = kind
  const invited = (w: World) => w.did<{ id: string }>(`POST /api/v1/${kind}/team`)
  return {
    [`GET /api/v1/${kind}/team`]: () => ({ by }),
    [`POST /api/v1/${kind}/team`]: (w) => ({ by, body: { email: w.email('luis'), role: 'HELPER' } }),
    [`PATCH /api/v1/${kind}/team/{id}`]: async (w) => ({
      by,
      params: { id: (await invited(w)).id },
      body: { role: 'MANAGER' },
    }),
    [`DELETE /api/v1/${kind}/team/{id}`]: async (w) => ({ by, params: { id: (await invited(w)).id } }),
    [`GET /api/v1/${kind}/profile`]: () => ({ by }),
    [`PATCH /api/v1/${kind}/profile`]: () => ({ by, body: { name: 'Otro nombre' } }),
    [`POST /api/v1/${kind}/profile/pause`]: () => ({ by }),
    [`POST /api/v1/${kind}/profile/resume`]: async (w) => {
      await w.did(`POST /api/v1/${kind}/profile/pause`)
      return { by }
    },
    [`POST /api/v1/${kind}/profile/close`]: () => ({ by }),
    [`GET /api/v1/${kind}/dashboard`]: () => ({ by, query: { by: 'month' } }),
    [`GET /api/v1/${kind}/statement`]: () => ({ by, query: { limit: '10' } }),
    [`GET /api/v1/${kind}/statement.pdf`]: () => ({ by, query: { month: '2026-11' } }),
    [`GET /api/v1/${kind}/payouts/account`]: () => ({ by }),
    [`POST /api/v1/${kind}/payouts/onboarding`]: () => ({ by }),
    [`GET /api/v1/${kind}/payouts/transfers`]: () => ({ by }),
    [`GET /api/v1/${kind}/reviews`]: () => ({ by }),
    [`GET /api/v1/${kind}/questions`]: () => ({ by }),
  }
}

const hostRequests: Requests = {
  'GET /api/v1/host/bookings': async (w) => ({ ...hosting, peers: 'own', query: { slotId: await w.id(visitedSlot) } }),
  'POST /api/v1/host/check-ins': async (w) => ({
    ...hosting,
    body: {
      code: await w.id(
        `SELECT t.code FROM tickets t JOIN bookings b ON b.id = t.booking_id WHERE b.host_id = :hostId AND b.status = 'CONFIRMED' AND t.voided_at IS NULL AND t.admitted_at IS NULL ORDER BY t.id`,
      ),
    },
  }),
  'POST /api/v1/host/bookings/{id}/cancel': async (w) => ({
    ...hosting,
    params: { id: await w.id(confirmedBooking) },
    body: { reason: 'El horno se apagó' },
  }),
  'POST /api/v1/host/bookings/{id}/no-show': async (w) => ({
    ...host,
    params: {
      id: await w.id(
        `SELECT b.id FROM bookings b JOIN slots s ON s.id = b.slot_id WHERE b.host_id = :hostId AND b.status = 'COMPLETED' AND s.ends_at < now()
         ORDER BY b.id`,
      ),
    },
    // Guests of the demo came: the mark that nobody did is taken off.
    body: { noShow: false },
  }),
  'GET /api/v1/host/experiences': () => ({ ...hosting, peers: 'own' }),
  'POST /api/v1/host/experiences': async (w) => ({
    ...host,
    // A picture that is the owner's own.
    strangers: 403,
    peers: 404,
    except: { manager: 404 },
    body: { ...listing, imageIds: [await fileOf(w, 'host', 'LISTING')] },
  }),
  'GET /api/v1/host/experiences/{id}': async (w) => ({ ...hosting, params: { id: await w.id(experience) } }),
  'PATCH /api/v1/host/experiences/{id}': async (w) => ({
    ...hosting,
    params: { id: await w.id(experience) },
    body: { title: 'Otro título' },
  }),
  'POST /api/v1/host/experiences/{id}/slots': async (w) => ({
    ...hosting,
    params: { id: await w.id(experience) },
    body: { startsAt: soon.startsAt, capacity: 6 },
  }),
  'GET /api/v1/host/experiences/{id}/schedule-rules': async (w) => ({
    ...host,
    params: { id: await w.id(experience) },
  }),
  'POST /api/v1/host/experiences/{id}/schedule-rules/preview': async (w) => ({
    ...host,
    params: { id: await w.id(experience) },
    body: rule(2),
  }),
  'POST /api/v1/host/experiences/{id}/schedule-rules': async (w) => ({
    ...host,
    params: { id: await w.id(experience) },
    body: rule(2),
  }),
  'PATCH /api/v1/host/schedule-rules/{id}': async (w) => {
    const { rule: made } = await w.did<{ rule: { id: string } }>('POST /api/v1/host/experiences/{id}/schedule-rules')
    return { ...host, params: { id: made.id }, body: { capacity: 8 } }
  },
  'DELETE /api/v1/host/schedule-rules/{id}': async (w) => {
    const { rule: made } = await w.did<{ rule: { id: string } }>('POST /api/v1/host/experiences/{id}/schedule-rules')
    return { ...host, params: { id: made.id } }
  },
  'PATCH /api/v1/host/slots/{id}': async (w) => {
    const [slot] = await w.rows<{ id: string; capacity: number }>(
      `SELECT id, capacity FROM slots WHERE id = (${visitedSlot})`,
    )
    return { ...hosting, params: { id: slot?.id ?? '' }, body: { capacity: (slot?.capacity ?? 0) + 1 } }
  },
  'GET /api/v1/host/slots/{id}/affected': async (w) => ({ ...host, params: { id: await w.id(visitedSlot) } }),
  'GET /api/v1/host/slots/{id}/manifest': async (w) => ({ ...host, params: { id: await w.id(visitedSlot) } }),
  'POST /api/v1/host/slots/{id}/announce': async (w) => ({
    ...host,
    params: { id: await w.id(visitedSlot) },
    body: { text: 'Trae sombrero: habrá sol.' },
  }),
  'POST /api/v1/host/slots/{id}/move': async (w) => ({
    ...host,
    params: { id: await w.id(visitedSlot) },
    body: { startsAt: inDays(9 + Math.random()), message: 'Ese día hay calenda.' },
  }),
  'POST /api/v1/host/slots/{id}/group-link': async (w) => ({ ...host, params: { id: await w.id(emptySlot) } }),
  'DELETE /api/v1/host/slots/{id}/group-link': async (w) => {
    await w.did('POST /api/v1/host/slots/{id}/group-link')
    return { ...host, params: { id: await w.id(emptySlot) } }
  },
  'GET /api/v1/host/calendar': () => ({ ...host, query: { from: soon.from, to: soon.to } }),
  'GET /api/v1/host/calendar/affected': async (w) => ({ ...host, query: { date: await dayOfVisit(w) } }),
  'POST /api/v1/host/calendar/close-day': async (w) => ({ ...host, body: { date: await dayOfVisit(w) } }),
  'GET /api/v1/host/calendar-feed': () => host,
  'POST /api/v1/host/calendar-feed': () => host,
  'DELETE /api/v1/host/calendar-feed': async (w) => {
    await w.did('POST /api/v1/host/calendar-feed')
    return host
  },
  'GET /api/v1/calendar/{file}': async (w) => {
    const { url } = await w.did<{ url: string }>('POST /api/v1/host/calendar-feed')
    return { by: 'visitor', strangers: 'own', params: { file: url.split('/').at(-1) ?? '' } }
  },
  // Of either, by whose it is about.
  'PUT /api/v1/reviews/{id}/answer': async (w) => ({
    ...host,
    also: ['manager'],
    params: { id: await w.id(`SELECT id FROM reviews WHERE payee_id = :hostId ORDER BY answer IS NOT NULL, id`) },
    body: { text: 'Gracias, aquí está su casa.' },
  }),
  'PUT /api/v1/questions/{id}/answer': async (w) => {
    const asked = await w.did('POST /api/v1/experiences/{id}/questions', {
      by: 'ana',
      params: { id: await w.id(experience) },
      body: { text: '¿Hay lugar para una silla de ruedas?' },
    })
    return { ...host, also: ['manager'], params: { id: asked.id }, body: { text: 'Sí: hay una rampa.' } }
  },
}

const sellerRequests: Requests = {
  'GET /api/v1/seller/products': () => seller,
  'GET /api/v1/seller/products.csv': () => seller,
  'POST /api/v1/seller/products': async (w) => ({
    ...seller,
    peers: 404,
    except: { manager: 404 },
    body: { ...piece(), imageIds: [await fileOf(w, 'seller', 'LISTING')] },
  }),
  'PATCH /api/v1/seller/products': async (w) => ({
    ...seller,
    peers: 404,
    body: { ids: [await w.id(ownProduct)], change: { leadTimeDays: 9 } },
  }),
  'POST /api/v1/seller/products/import': () => ({
    ...seller,
    raw: {
      type: 'text/csv',
      bytes: `name,description,category,price,stock,grams\nComal ${fresh()},De barro rojo,CERAMICA,120,3,900\n`,
    },
  }),
  'GET /api/v1/seller/products/{id}': withProduct,
  'PATCH /api/v1/seller/products/{id}': async (w) => ({
    ...seller,
    params: { id: await w.id(ownProduct) },
    body: { name: 'Otro nombre' },
  }),
  'POST /api/v1/seller/products/{id}/stock': async (w) => {
    const id = await w.id(ownProduct)
    const variantId = await w.id(`SELECT id FROM product_variants WHERE product_id = '${id}' ORDER BY id`)
    return { ...seller, params: { id }, body: { variantId, quantity: 2, reason: 'Conté de nuevo' } }
  },
  'GET /api/v1/seller/products/{id}/movements': withProduct,
  'POST /api/v1/seller/stock-corrections': async (w) => ({
    ...seller,
    peers: 404,
    body: {
      reason: 'Inventario de julio',
      corrections: [
        {
          variantId: await w.id(
            'SELECT v.id FROM product_variants v JOIN products p ON p.id = v.product_id WHERE p.seller_id = :sellerId AND v.active ORDER BY v.id',
          ),
          quantity: 1,
        },
      ],
    },
  }),
  'GET /api/v1/seller/pickup-points': () => seller,
  'PUT /api/v1/seller/pickup-points': async (w) => ({
    ...seller,
    peers: 404,
    body: {
      points: [
        {
          id: await w.id('SELECT id FROM pickup_points WHERE seller_id = :sellerId ORDER BY id'),
          kind: 'WORKSHOP',
          name: 'El taller',
          address: 'Calle del Telar 5, Teotitlán',
          location: { lat: 17.03, lng: -96.52 },
          openingHours: 'Todos los días, de 9 a 18',
        },
      ],
    },
  }),
  'GET /api/v1/seller/orders': () => seller,
  'GET /api/v1/seller/orders.csv': () => seller,
  'GET /api/v1/seller/orders/{id}': async (w) => sold(await w.id(orderIn('PAID'))),
  'POST /api/v1/seller/orders/{id}/process': async (w) => sold(await w.id(orderIn('PAID'))),
  'POST /api/v1/seller/orders/{id}/ship': async (w) => ({
    ...sold(await w.id(orderIn('PROCESSING', `AND o.delivery = 'SHIPPING'`))),
    body: { carrier: 'Estafeta', trackingNumber: 'EST123456' },
  }),
  'POST /api/v1/seller/orders/{id}/deliver': async (w) => sold(await w.id(orderIn('SHIPPED'))),
  'POST /api/v1/seller/orders/{id}/cancel': async (w) => ({
    ...sold(await w.id(orderIn('PAID'))),
    ...staffProve,
    body: { reason: 'Se rompió en el horno' },
  }),
  'POST /api/v1/seller/orders/{id}/refund-lines': async (w) => {
    const id = await w.id(orderIn('PAID'))
    const lines = [{ lineId: await lineOf(w, id), quantity: 1 }]
    return { ...sold(id), ...staffProve, body: { lines, reason: 'Salió con una grieta' } }
  },
  'POST /api/v1/seller/orders/{id}/returns/{returnId}/decide': async (w) => ({
    ...returned(await openReturn(w)),
    body: { accept: true },
  }),
  'POST /api/v1/seller/orders/{id}/returns/{returnId}/receive': async (w) => {
    const params = await openReturn(w)
    await w.did('POST /api/v1/seller/orders/{id}/returns/{returnId}/decide', {
      by: 'admin',
      params,
      body: { accept: true },
    })
    return { ...returned(params), ...staffProve, body: { restock: true } }
  },
  'GET /api/v1/seller/shipping-rates': () => seller,
  'PUT /api/v1/seller/shipping-rates': () => ({
    ...seller,
    body: {
      rates: [
        {
          zone: 'MEXICO',
          label: 'Paquetería',
          tiers: [{ upToGrams: null, cents: 16_000 }],
          freeAbove: null,
          minDays: 3,
          maxDays: 7,
        },
      ],
    },
  }),
  'GET /api/v1/seller/discount-codes': () => seller,
  'GET /api/v1/seller/discount-codes.csv': () => seller,
  'POST /api/v1/seller/discount-codes': () => ({
    ...seller,
    body: { code: `TALLER${fresh().toUpperCase()}`, kind: 'PERCENT', value: 1000 },
  }),
  'PATCH /api/v1/seller/discount-codes/{id}': async (w) => ({
    ...seller,
    params: { id: await w.id('SELECT id FROM discount_codes WHERE seller_id = :sellerId') },
    body: { active: false },
  }),
}
/** What gives money back asks staff again who they are. */
const staffProve = { proof: true }
/** Staff may act for any workshop. */
const sold = (id: string): Ready => ({ ...seller, also: ['admin', 'unproved'], params: { id } })
const returned = (params: { id: string; returnId: string }): Ready => ({
  ...seller,
  also: ['admin', 'unproved'],
  params,
})

export const partnerRequests: Requests = { ...team('host'), ...team('seller'), ...hostRequests, ...sellerRequests }
