/**
 * Requests of somebody's own in which one thing is another's, or oneself where it must be somebody else: each refused, with nothing
 * written, unless it says otherwise. The matrix sends what succeeds as everybody; here the sender stays and the ids cross.
 */
import type { PersonName } from '../demo-people.ts'
import { confirmedBooking, orderIn } from './guests.ts'
import { fileOf, sentFile } from './people.ts'
import type { Ready, World } from './ready.ts'
import { application } from './staff.ts'

interface Crossed {
  route: string
  what: string
  /** As whom, where it is not who may. */
  as?: PersonName
  change?: (ready: Ready, world: World) => Promise<Partial<Ready>> | Partial<Ready>
  /** Only this refusal tells nothing of what is another's. */
  status?: number
  /** Refused, and counted on rows of their own. */
  counts?: true
  /** It succeeds, and this query finds a row: what is another's was left alone. */
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
    route: 'DELETE /api/v1/me/partners/{id}',
    what: 'of a team that one is not in, by somebody who is in others',
    as: 'helper',
    change: async (_, w) => ({ params: { id: await w.id('SELECT id FROM host_profiles WHERE id = :host2Id') } }),
  },
  {
    route: 'POST /api/v1/me/second-factor/disable',
    what: 'with a wrong code',
    counts: true,
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
