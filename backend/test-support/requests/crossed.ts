/**
 * Requests of somebody's own in which one thing is another's, or oneself where it must be somebody else: each refused, with nothing
 * written, unless it says otherwise. The matrix sends what succeeds as everybody; here the sender stays and the ids cross.
 */
import type { PersonName } from '../demo-people.ts'
import { cartLinesLimit } from '../../../contracts/basket-limits.ts'
import { adults, confirmedBooking, orderIn } from './guests.ts'
import { fileOf, sentFile } from './people.ts'
import type { Ready, World } from './ready.ts'
import { answeredByAnother } from './security.ts'
import { application } from './staff.ts'

interface Crossed {
  route: string
  what: string
  /** As whom, where it is not who may. */
  as?: PersonName
  change?: (ready: Ready, world: World) => Promise<Partial<Ready>> | Partial<Ready>
  /** Only this refusal tells nothing of what is another's. */
  status?: number
  /** Refused, and counted: on rows of their own, or on the key that was shown, whose ever it is. */
  counts?: 'own' | 'shown'
  /** With `finds`: so does the answer. */
  says?: RegExp
  /** It succeeds, reads and writes nothing of others, and this query finds a row. */
  finds?: string
}

const body = (ready: Ready) => ready.body as Record<string, unknown>
const withParams = (sql: string) => async (_: Ready, w: World) => ({ params: { id: await w.id(sql) } })
/** What is arranged in the rows is undone with the rest. */
const arranged = (sql: (ready: Ready) => string) => async (ready: Ready, w: World) => {
  await w.rows(sql(ready))
  return {}
}
const otherLine = `SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.user_id = :luis AND l.refunded_quantity < l.quantity ORDER BY l.id`
const otherReturn = async (ready: Ready, w: World) => ({
  params: {
    ...ready.params,
    returnId: await w.id(
      'SELECT r.id FROM order_returns r JOIN orders o ON o.id = r.order_id WHERE o.user_id = :luis ORDER BY r.id',
    ),
  },
})
const linesOf = (sql: string) => async (ready: Ready, w: World) => ({
  body: { ...body(ready), lines: [{ lineId: await w.id(sql), quantity: 1 }] },
})
const otherSlot = `SELECT s.id FROM slots s JOIN experiences e ON e.id = s.experience_id WHERE e.host_id = :host2Id AND s.state = 'OPEN' AND NOT s.is_private
  AND s.capacity - s.taken >= 4 AND s.bookable_until > now() + interval '1 day' ORDER BY s.id`
const photosOf = (by: PersonName, purpose: 'LISTING' | 'REVIEW' | 'MESSAGE') => async (ready: Ready, w: World) => ({
  body: { ...body(ready), imageIds: [await fileOf(w, by, purpose)] },
})
const fieldOf = (name: string, sql: string) => async (ready: Ready, w: World) => ({
  body: { ...body(ready), [name]: await w.id(sql) },
})
/** The same done by somebody else, who asks first. */
const alsoBy = async (w: World, name: PersonName, route: string): Promise<void> => {
  await w.did(route, { ...(await w.prepare(route)), by: name })
}
/** What a browser gathered before its person signed in, whose basket is full of other things; somebody else has the same. */
async function gathered(w: World): Promise<Partial<Ready>> {
  const [piece, time] = [
    await w.prepare('PUT /api/v1/cart/items/{productId}'),
    await w.prepare('PUT /api/v1/cart/slots/{slotId}'),
  ]
  await w.did('PUT /api/v1/cart/items/{productId}', { ...piece, by: 'luis' })
  await w.did('PUT /api/v1/cart/slots/{slotId}', { ...time, by: 'luis' })
  const { cookie } = await w.asked('PUT /api/v1/cart/items/{productId}', { ...piece, by: 'visitor' })
  await w.did('PUT /api/v1/cart/slots/{slotId}', { ...time, by: 'visitor', headers: { cookie } })
  await w.rows('DELETE FROM carts WHERE user_id = :ana')
  await w.rows(`WITH mine AS (INSERT INTO carts (id, user_id) VALUES (gen_random_uuid(), :ana) RETURNING id)
    INSERT INTO cart_items (cart_id, variant_id, product_id, quantity, seen_price_cents)
    SELECT mine.id, v.id, v.product_id, 1, v.price_cents FROM product_variants v, mine
    WHERE v.product_id <> '${piece.params?.['productId']}' ORDER BY v.id LIMIT ${cartLinesLimit}`)
  return { headers: { cookie } }
}
const linesOfAna = `(SELECT count(*) FROM carts c JOIN cart_items i ON i.cart_id = c.id WHERE c.user_id = :ana)
  + (SELECT count(*) FROM carts c JOIN cart_slots t ON t.cart_id = c.id WHERE c.user_id = :ana)`
/** Listed for nobody any more. */
const taken = (table: 'experiences' | 'products', by: string) => async (_: Ready, w: World) => {
  const id = await w.id(`SELECT id FROM ${table} WHERE ${by} AND status = 'ACTIVE' ORDER BY id`)
  await w.rows(`UPDATE ${table} SET status = 'DRAFT' WHERE id = '${id}'`)
  return { params: { id, idOrSlug: id } }
}
const takenSlot = async (_: Ready, w: World) => {
  const id = await w.id(otherSlot)
  await w.rows(
    `UPDATE experiences SET status = 'DRAFT' WHERE id = (SELECT experience_id FROM slots WHERE id = '${id}')`,
  )
  return { params: { id } }
}
/** In a conversation of two others: see others.ts. */
const othersThread = '0199feed-0000-7000-8000-000000000008'
const self = (name: PersonName) => (_: Ready, w: World) => ({ params: { id: w.userId(name) } })

export const crossed: readonly Crossed[] = [
  {
    route: 'POST /api/v1/bookings/{id}/reschedule',
    what: 'to another host’s time',
    change: fieldOf('slotId', otherSlot),
  },
  {
    route: 'POST /api/v1/bookings/{id}/slot-offer',
    what: 'for another host’s time',
    change: async (_, w) => ({ body: { choice: 'ANOTHER_TIME', slotId: await w.id(otherSlot) } }),
  },
  { route: 'POST /api/v1/orders/{id}/returns', what: 'of another’s piece', change: linesOf(otherLine) },
  {
    route: 'POST /api/v1/seller/orders/{id}/refund-lines',
    what: 'of another order’s piece',
    change: linesOf(otherLine),
  },
  { route: 'POST /api/v1/orders/{id}/returns/{returnId}/withdraw', what: 'of another order', change: otherReturn },
  { route: 'POST /api/v1/seller/orders/{id}/returns/{returnId}/decide', what: 'of another order', change: otherReturn },
  {
    route: 'POST /api/v1/seller/orders/{id}/returns/{returnId}/receive',
    what: 'of another order',
    change: otherReturn,
  },
  {
    route: 'POST /api/v1/seller/products/{id}/stock',
    what: 'of another workshop’s variant',
    change: fieldOf(
      'variantId',
      'SELECT v.id FROM product_variants v JOIN products p ON p.id = v.product_id WHERE p.seller_id = :seller2Id ORDER BY v.id',
    ),
  },
  {
    route: 'PATCH /api/v1/seller/products',
    what: 'one’s own and another’s',
    change: async (ready, w) => ({
      body: {
        ...body(ready),
        ids: [
          ...(body(ready)['ids'] as string[]),
          await w.id('SELECT id FROM products WHERE seller_id = :seller2Id ORDER BY id'),
        ],
      },
    }),
  },
  {
    route: 'POST /api/v1/seller/products',
    what: 'by a helper, without the owner’s picture',
    as: 'helper',
    change: (ready) => ({ body: { ...body(ready), imageIds: [] } }),
  },
  { route: 'POST /api/v1/reviews', what: 'with another’s photo', change: photosOf('luis', 'REVIEW') },
  {
    route: 'POST /api/v1/reviews',
    what: 'with another’s photo that is still being prepared',
    status: 404,
    change: async (ready, w) => ({ body: { ...body(ready), imageIds: [await sentFile(w, 'luis', 'REVIEW')] } }),
  },
  {
    route: 'GET /api/v1/experiences/{idOrSlug}',
    what: 'a draft of the team, by its helper',
    as: 'helper',
    status: 404,
    change: taken('experiences', 'host_id = :hostId'),
  },
  {
    route: 'GET /api/v1/products/{idOrSlug}',
    what: 'a draft of the team, by its helper',
    as: 'helper',
    status: 404,
    change: taken('products', 'seller_id = :sellerId'),
  },
  {
    route: 'GET /api/v1/host/bookings',
    what: 'as a table, by the team’s helper: without a column of money',
    as: 'helper',
    change: () => ({ headers: { accept: 'text/csv' } }),
    finds: 'SELECT 1',
    says: /^(?![^]*MXN)/,
  },
  {
    route: 'POST /api/v1/me/applications',
    what: 'after another’s was decided: their story is not carried over',
    change: async (_, w) => {
      await w.rows(`INSERT INTO applications (id, user_id, kind, status, answers, created_at, updated_at)
        SELECT gen_random_uuid(), :ana, kind, 'REFUSED', '{"story": "La de Ana."}', now(), now() FROM unnest(enum_range(NULL::"PartnerKind")) AS kind`)
      return {}
    },
    finds: `SELECT 1 FROM applications WHERE user_id = :luis AND status = 'DRAFT' AND answers = '{}'`,
  },
  {
    route: 'GET /api/v1/threads/{id}',
    what: 'about an order, by the workshop’s helper',
    as: 'helper',
    change: async (_, w) => {
      const about = { subject: { kind: 'ORDER', id: await w.id(orderIn('PAID')) }, text: '¿Ya salió?' }
      const { thread } = await w.did<{ thread: { id: string } }>('POST /api/v1/threads', { by: 'ana', body: about })
      return { params: { id: thread.id } }
    },
  },
  {
    route: 'GET /api/v1/threads/unread',
    what: 'of somebody of a team who asked as a guest: what waits for the team there is not theirs to read',
    as: 'manager',
    finds: `SELECT 1 FROM threads WHERE buyer_id = :manager AND buyer_unread > 0 AND payee_unread > 0`,
    says: /"unreadCount":1\b/,
  },
  {
    route: 'DELETE /api/v1/me/partners/{id}',
    what: 'of a team that one is not in, by somebody who is in others',
    as: 'helper',
    change: async (_, w) => ({ params: { id: await w.id('SELECT id FROM host_profiles WHERE id = :host2Id') } }),
  },
  {
    route: 'GET /api/v1/cart',
    what: 'with what the browser gathered, into a basket that is full',
    change: async (_, w) => gathered(w),
    finds: `SELECT 1 WHERE ${linesOfAna} = ${cartLinesLimit}`,
  },
  {
    route: 'POST /api/v1/bookings',
    what: 'of a time that one waits for: nobody is ahead of themselves',
    change: arranged(
      (ready) => `INSERT INTO waitlist_entries (id, slot_id, user_id, party, seats)
        VALUES (gen_random_uuid(), '${String(body(ready)['slotId'])}', :ana, '[{"type": "adult", "quantity": 2}]', 2)`,
    ),
    finds: `SELECT 1 FROM bookings WHERE user_id = :ana AND status IN ('PENDING_PAYMENT', 'PENDING')`,
  },
  {
    route: 'POST /api/v1/bookings',
    what: 'once more, where others hold seats of the same time',
    change: async (ready, w) => {
      await alsoBy(w, 'luis', 'POST /api/v1/bookings')
      await w.did('POST /api/v1/bookings', ready)
      return {}
    },
    finds: `SELECT 1 FROM bookings b JOIN bookings o ON o.slot_id = b.slot_id WHERE b.user_id = :ana AND o.user_id = :luis AND o.status IN ('PENDING_PAYMENT', 'PENDING') AND b.status IN ('PENDING_PAYMENT', 'PENDING')`,
  },
  {
    route: 'POST /api/v1/checkouts',
    what: 'with a time that one holds alone, and another too',
    change: async (_, w) => {
      const alone = await w.prepare('POST /api/v1/bookings')
      const { params } = await w.prepare('PUT /api/v1/cart/slots/{slotId}')
      await w.did('POST /api/v1/bookings', { ...alone, by: 'luis' })
      await w.did('POST /api/v1/bookings', alone)
      await w.did('PUT /api/v1/cart/slots/{slotId}', {
        by: 'ana',
        ...(params && { params }),
        body: { party: adults(2) },
      })
      return {}
    },
    finds: `SELECT 1 FROM bookings WHERE user_id = :luis AND status IN ('PENDING_PAYMENT', 'PENDING')`,
  },
  {
    route: 'POST /api/v1/checkouts',
    what: 'of nothing, where another’s purchase waits for payment',
    change: async (ready, w) => {
      await alsoBy(w, 'luis', 'PUT /api/v1/cart/items/{productId}')
      await w.did('POST /api/v1/checkouts', { ...ready, by: 'luis' })
      await w.rows('DELETE FROM cart_items WHERE cart_id IN (SELECT id FROM carts WHERE user_id = :ana)')
      await w.rows('DELETE FROM cart_slots WHERE cart_id IN (SELECT id FROM carts WHERE user_id = :ana)')
      return {}
    },
  },
  {
    route: 'POST /api/v1/me/step-up',
    what: 'with another’s password',
    change: async (_, w) => {
      await w.did('POST /api/auth/change-password')
      return {}
    },
  },
  {
    route: 'POST /api/v1/me/step-up',
    what: 'with another’s passkey',
    counts: 'shown',
    change: async (_, w) => answeredByAnother(w),
  },
  {
    route: 'POST /api/v1/reports',
    what: 'about a message in a conversation of others',
    change: async (_, w) => ({
      body: {
        contentKind: 'MESSAGE',
        contentId: await w.id(`SELECT id FROM messages WHERE thread_id = '${othersThread}' ORDER BY id`),
        reason: 'SPAM',
      },
    }),
  },
  {
    route: 'POST /api/v1/threads',
    what: 'about what another asked about before',
    change: async (_, w) => ({
      body: {
        subject: {
          kind: 'EXPERIENCE',
          id: await w.id(`SELECT subject_id FROM threads WHERE id = '${othersThread}'`),
        },
        text: '¿Hay sombra?',
      },
    }),
    finds: `SELECT 1 FROM threads t JOIN threads o ON o.subject_id = t.subject_id WHERE t.buyer_id = :ana AND t.last_seq = 1 AND o.id = '${othersThread}' AND o.last_seq = 2`,
  },
  {
    route: 'POST /api/v1/seller/products/import',
    what: 'of another workshop’s piece',
    change: async (_, w) => ({
      raw: {
        type: 'text/csv',
        bytes: `product,price\n${await w.id('SELECT slug FROM products WHERE seller_id = :seller2Id ORDER BY id')},120\n`,
      },
    }),
  },
  {
    route: 'GET /api/v1/experiences/{id}/reviews',
    what: 'of what another no longer offers',
    status: 404,
    change: taken('experiences', 'host_id = :host2Id'),
  },
  {
    route: 'GET /api/v1/products/{id}/reviews',
    what: 'of what another no longer offers',
    status: 404,
    change: taken('products', 'seller_id = :seller2Id'),
  },
  ...(['/{idOrSlug}', '/{id}/slots', '/{id}/questions'] as const).map((path) => ({
    route: `GET /api/v1/experiences${path}`,
    what: 'of what another no longer offers',
    status: 404,
    change: taken('experiences', 'host_id = :host2Id'),
  })),
  ...(['/{idOrSlug}', '/{id}/questions'] as const).map((path) => ({
    route: `GET /api/v1/products${path}`,
    what: 'of what another no longer offers',
    status: 404,
    change: taken('products', 'seller_id = :seller2Id'),
  })),
  { route: 'GET /api/v1/slots/{id}', what: 'of what another no longer offers', status: 404, change: takenSlot },
  {
    route: 'POST /api/v1/checkouts',
    what: 'to be fetched at another workshop',
    change: async (ready, w) => ({
      body: {
        ...body(ready),
        pickups: [
          {
            sellerId: await w.id(
              'SELECT p.seller_id FROM carts c JOIN cart_items i ON i.cart_id = c.id JOIN products p ON p.id = i.product_id WHERE c.user_id = :ana',
            ),
            pickupPointId: await w.id(
              'SELECT k.id FROM pickup_points k WHERE k.active AND k.seller_id NOT IN (SELECT p.seller_id FROM carts c JOIN cart_items i ON i.cart_id = c.id JOIN products p ON p.id = i.product_id WHERE c.user_id = :ana) ORDER BY k.id',
            ),
          },
        ],
      },
    }),
  },
  {
    route: 'POST /api/v1/reports',
    what: 'about what one wrote',
    change: async (ready, w) => ({
      body: {
        ...body(ready),
        contentId: await w.id('SELECT id FROM reviews WHERE user_id = :ana AND hidden_at IS NULL ORDER BY id'),
      },
    }),
  },
  {
    route: 'GET /api/v1/calendar/{file}',
    what: 'of one’s own times alone',
    as: 'host',
    finds: 'SELECT 1',
  },
  {
    route: 'POST /api/v1/me/second-factor/disable',
    what: 'with a wrong code',
    counts: 'own',
    change: (ready) => ({ body: { ...body(ready), code: '000000' } }),
  },
  { route: 'PATCH /api/v1/reviews/{id}', what: 'with another’s photo', change: photosOf('luis', 'REVIEW') },
  { route: 'POST /api/v1/threads/{id}/messages', what: 'with another’s photo', change: photosOf('luis', 'MESSAGE') },
  {
    route: 'PATCH /api/v1/host/experiences/{id}',
    what: 'with another host’s photo',
    change: photosOf('host2', 'LISTING'),
  },
  {
    route: 'PATCH /api/v1/seller/products/{id}',
    what: 'with another workshop’s photo',
    change: photosOf('seller2', 'LISTING'),
  },
  {
    route: 'POST /api/v1/seller/orders/{id}/process',
    what: 'of another workshop',
    change: withParams(`SELECT id FROM orders WHERE seller_id = :seller2Id AND status = 'PAID' ORDER BY id`),
  },
  {
    route: 'POST /api/v1/host/bookings/{id}/cancel',
    what: 'of another host',
    change: withParams(`SELECT id FROM bookings WHERE host_id = :host2Id AND status = 'CONFIRMED' ORDER BY id`),
  },
  {
    route: 'PUT /api/v1/reviews/{id}/helpful',
    what: 'one’s own',
    change: withParams('SELECT id FROM reviews WHERE user_id = :ana AND hidden_at IS NULL ORDER BY id'),
  },
  {
    route: 'POST /api/v1/experiences/{id}/questions',
    what: 'about one’s own',
    as: 'host',
    change: withParams(`SELECT id FROM experiences WHERE host_id = :hostId AND status = 'ACTIVE' ORDER BY id`),
  },
  {
    route: 'POST /api/v1/products/{id}/questions',
    what: 'about one’s own',
    as: 'seller',
    change: withParams(`SELECT id FROM products WHERE seller_id = :sellerId AND status = 'ACTIVE' ORDER BY id`),
  },
  {
    route: 'POST /api/v1/reviews',
    what: 'of one’s own business',
    change: arranged(
      () => `UPDATE host_profiles SET user_id = :ana WHERE user_id IN (SELECT h.user_id FROM host_profiles h JOIN bookings b ON b.host_id = h.id
        WHERE b.user_id = :ana AND b.status = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.booking_id = b.id) ORDER BY b.id LIMIT 1)`,
    ),
  },
  {
    route: 'POST /api/v1/moderation/decisions',
    what: 'about oneself',
    change: arranged(
      (ready) => `UPDATE reviews SET user_id = :moderator WHERE id = '${String(body(ready)['contentId'])}'`,
    ),
  },
  {
    route: 'POST /api/v1/moderation/decisions/{id}/appeal',
    what: 'of oneself',
    change: arranged((ready) => `UPDATE decisions SET reported_user_id = :admin WHERE id = '${ready.params?.['id']}'`),
  },
  {
    route: 'POST /api/v1/admin/applications/{id}/approve',
    what: 'one’s own',
    change: arranged((ready) => `UPDATE applications SET user_id = :admin WHERE id = '${ready.params?.['id']}'`),
  },
  {
    route: 'POST /api/v1/admin/applications/{id}/approve',
    what: 'of a host, beside another who closed their profile',
    change: async (_, w) => ({ params: await application(w, 'HOST') }),
    finds: 'SELECT 1 FROM host_profiles WHERE user_id = :luis',
  },
  {
    route: 'POST /api/v1/admin/refunds',
    what: 'to oneself',
    change: arranged(() => `UPDATE bookings SET user_id = :admin WHERE id = (${confirmedBooking} LIMIT 1)`),
  },
  {
    route: 'POST /api/v1/admin/refunds',
    what: 'for one’s own business',
    change: arranged(() => 'UPDATE host_profiles SET user_id = :admin WHERE id = :hostId'),
  },
  { route: 'POST /api/v1/admin/refunds/{id}/confirm', what: 'what one asked for oneself', as: 'admin2' },
  {
    route: 'POST /api/v1/admin/refunds/{id}/confirm',
    what: 'to oneself',
    change: arranged(
      (ready) =>
        `UPDATE bookings SET user_id = :admin WHERE id = (SELECT subject_id FROM staff_refunds WHERE id = '${ready.params?.['id']}')`,
    ),
  },
  {
    route: 'POST /api/v1/admin/refunds/{id}/confirm',
    what: 'for one’s own business',
    change: arranged(
      (ready) =>
        `UPDATE host_profiles SET user_id = :admin WHERE id = (SELECT host_id FROM bookings WHERE id = (SELECT subject_id FROM staff_refunds WHERE id = '${ready.params?.['id']}'))`,
    ),
  },
  { route: 'POST /api/v1/admin/users/{id}/ban', what: 'oneself', change: self('moderator') },
  { route: 'POST /api/v1/admin/users/{id}/ban', what: 'an administrator, by a moderator', change: self('admin2') },
  {
    route: 'POST /api/v1/admin/users/{id}/ban',
    what: 'oneself, by an administrator',
    as: 'admin',
    change: self('admin'),
  },
  {
    route: 'POST /api/v1/admin/users/{id}/unban',
    what: 'an administrator, by a moderator',
    change: async (_, w) => {
      await w.rows('UPDATE users SET banned = true WHERE id = :admin2')
      return { params: { id: w.userId('admin2') } }
    },
  },
  { route: 'PUT /api/v1/admin/users/{id}/role', what: 'one’s own', change: self('admin') },
]
