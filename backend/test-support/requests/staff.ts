/** Moderators and administrators. `admin2` is the second pair of eyes. */
import { confirmedBooking } from './guests.ts'
import { completeApplication } from './people.ts'
import { fresh, inDays, pesos, type Requests, type World } from './ready.ts'

const admin = { by: 'admin' } as const
const moderator = { by: 'moderator' } as const

async function reported(w: World): Promise<string> {
  const [open] = await w.rows<{ id: string }>(
    `SELECT x.content_id AS id FROM reports x JOIN reviews r ON r.id = x.content_id WHERE x.decision_id IS NULL AND r.user_id = :luis AND r.hidden_at IS NULL`,
  )
  if (open) return open.id
  await w.did('POST /api/v1/reports')
  return w.id(`SELECT content_id FROM reports ORDER BY id DESC`)
}
export async function application(w: World, kind: 'HOST' | 'SELLER' = 'HOST'): Promise<{ id: string }> {
  const [sent] = await w.rows<{ id: string }>(
    `SELECT id FROM applications WHERE user_id = :luis AND kind = '${kind}' AND status = 'SUBMITTED'`,
  )
  if (sent) return sent
  const id = await completeApplication(w, kind)
  await w.did('POST /api/v1/me/applications/{id}/submit', { by: 'luis', params: { id } })
  return { id }
}
const waitingRefund = async (w: World) => ({
  id: (await w.did('POST /api/v1/admin/refunds', { by: 'admin2', body: await refundOf(w, 'above') })).id,
})
/** Something was paid for it, so that something can be given back. */
async function refundOf(w: World, size: 'below' | 'above') {
  const subjectId = await w.id(
    size === 'below'
      ? confirmedBooking
      : `SELECT b.id FROM bookings b WHERE b.status IN ('CONFIRMED', 'COMPLETED') AND b.checkout_id IS NULL AND b.total_cents >= 200100 ORDER BY b.total_cents DESC, b.id`,
  )
  const amount = size === 'below' ? pesos(10) : pesos(2001)
  return { subjectType: 'booking', subjectId, amount, reason: 'Llovió todo el día' }
}
async function task(w: World): Promise<string> {
  await w.did('POST /api/v1/admin/users/{id}/ban', {
    by: 'admin',
    params: {
      id: await w.id(
        `SELECT h.user_id FROM host_profiles h WHERE h.id NOT IN (:hostId, :host2Id) AND EXISTS (SELECT 1 FROM bookings b WHERE b.host_id = h.id AND b.status = 'CONFIRMED') ORDER BY h.id`,
      ),
    },
    body: { reason: 'Anuncios falsos' },
  })
  return w.id('SELECT id FROM staff_tasks WHERE resolved_at IS NULL ORDER BY id DESC')
}
const event = async (w: World) => {
  await w.did('POST /api/v1/webhooks/stripe')
  return w.id('SELECT id FROM webhook_events ORDER BY received_at DESC')
}

/** Not one of those as whom the matrix asks. */
const someGuest = `SELECT id FROM users WHERE email LIKE '%@visitantes.guelaguetza.test' AND NOT banned ORDER BY id`

export const staffRequests: Requests = {
  'GET /api/v1/moderation/cases': async (w) => {
    await reported(w)
    return moderator
  },
  'GET /api/v1/moderation/cases/{kind}/{id}': async (w) => ({
    ...moderator,
    params: { kind: 'REVIEW', id: await reported(w) },
  }),
  'GET /api/v1/moderation/decisions': () => moderator,
  'POST /api/v1/moderation/decisions': async (w) => ({
    ...moderator,
    body: { contentKind: 'REVIEW', contentId: await reported(w), action: 'HIDE', reason: 'Es publicidad' },
  }),
  'POST /api/v1/moderation/decisions/{id}/appeal': async (w) => ({
    by: 'admin',
    // Whoever decided does not answer the appeal.
    except: { moderator: 409 },
    params: { id: (await w.did('POST /api/v1/me/decisions/{id}/appeal')).id },
    body: { outcome: 'OVERTURNED', answer: 'Tienes razón' },
  }),

  'GET /api/v1/admin/users': () => ({ ...moderator, query: { q: 'ana' } }),
  'GET /api/v1/admin/users.csv': () => ({ ...admin, query: { reason: 'Revisión anual' } }),
  'GET /api/v1/admin/audit-log.csv': () => ({ ...admin, query: { reason: 'Revisión anual' } }),
  'GET /api/v1/admin/features': () => admin,
  'PUT /api/v1/admin/features/{feature}': () => ({
    ...admin,
    proof: true,
    params: { feature: 'MESSAGE_PHOTOS' },
    body: { open: false, reason: 'Mantenimiento esta noche' },
  }),
  'GET /api/v1/admin/case-files': () => admin,
  'GET /api/v1/admin/case-files.csv': () => ({ ...admin, query: { kind: 'BOOKING', reason: 'Revisión anual' } }),
  'GET /api/v1/admin/checkouts/{id}': async (w) => ({
    ...admin,
    params: { id: await w.id('SELECT id FROM checkouts ORDER BY id') },
  }),
  'GET /api/v1/admin/jobs': () => admin,
  'GET /api/v1/admin/users/{id}': (w) => ({ ...admin, params: { id: w.userId('ana') } }),
  'POST /api/v1/admin/users/{id}/ban': async (w) => ({
    ...moderator,
    proof: true,
    params: { id: await w.id(someGuest) },
    body: { reason: 'Insultos repetidos' },
  }),
  'POST /api/v1/admin/users/{id}/unban': async (w) => {
    const { id } = await w.did('POST /api/v1/admin/users/{id}/ban')
    return { ...moderator, proof: true, params: { id } }
  },
  'PUT /api/v1/admin/users/{id}/role': (w) => ({
    ...admin,
    proof: true,
    params: { id: w.userId('luis') },
    body: { role: 'moderator' },
  }),
  'POST /api/v1/admin/users/{id}/end-sessions': (w) => ({
    ...admin,
    params: { id: w.userId('luis') },
    body: { reason: 'Perdió el teléfono' },
    // Theirs, and nobody else's.
    leaves: {
      finds: `SELECT 1 FROM sessions WHERE user_id = :ana AND NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = :luis)`,
    },
  }),
  'GET /api/v1/admin/audit-log': () => admin,
  'GET /api/v1/admin/audit-log/{id}': async (w) => {
    await w.did('POST /api/v1/admin/announcements')
    return { ...admin, params: { id: await w.id('SELECT id FROM audit_entries ORDER BY id DESC') } }
  },
  'GET /api/v1/admin/bookings/{id}': async (w) => ({ ...admin, params: { id: await w.id(confirmedBooking) } }),
  'POST /api/v1/admin/bookings/{id}/cancel': async (w) => ({
    ...admin,
    proof: true,
    params: { id: await w.id(confirmedBooking) },
    body: { reason: 'El lugar cerró' },
  }),
  'GET /api/v1/admin/orders/{id}': async (w) => ({
    ...admin,
    params: { id: await w.id('SELECT id FROM orders WHERE user_id = :ana ORDER BY id') },
  }),
  'GET /api/v1/admin/payments/{id}': async (w) => ({
    ...admin,
    params: { id: await w.id(`SELECT id FROM payments WHERE user_id = :ana AND status = 'SUCCEEDED' ORDER BY id`) },
  }),
  'GET /api/v1/admin/refunds': () => admin,
  'POST /api/v1/admin/refunds': async (w) => ({ ...admin, proof: true, body: await refundOf(w, 'below') }),
  'POST /api/v1/admin/refunds/{id}/confirm': async (w) => ({
    ...admin,
    proof: true,
    params: await waitingRefund(w),
    body: { reason: 'De acuerdo' },
  }),
  'POST /api/v1/admin/refunds/{id}/refuse': async (w) => ({
    ...admin,
    proof: true,
    params: await waitingRefund(w),
    body: { reason: 'Ya se le devolvió' },
  }),
  'GET /api/v1/admin/webhook-events': () => admin,
  'POST /api/v1/admin/webhook-events/{id}/replay': async (w) => ({ ...admin, params: { id: await event(w) } }),
  'GET /api/v1/admin/commission-rates': () => admin,
  'POST /api/v1/admin/commission-rates': () => ({
    ...admin,
    proof: true,
    body: { kind: 'BOOKING', bps: 1200, startsAt: inDays(30 + Math.random()), reason: 'Nueva temporada' },
  }),
  'GET /api/v1/admin/announcements': () => admin,
  'POST /api/v1/admin/announcements': () => ({
    ...admin,
    body: { text: { es: 'Mañana hay calenda.', en: 'A procession tomorrow.' } },
  }),
  'DELETE /api/v1/admin/announcements/{id}': async (w) => ({
    ...admin,
    params: { id: (await w.did('POST /api/v1/admin/announcements')).id },
  }),
  'GET /api/v1/admin/tasks': () => admin,
  'POST /api/v1/admin/tasks/{id}/resolve': async (w) => ({
    ...admin,
    params: { id: await task(w) },
    body: { note: 'Hablé con cada huésped' },
  }),
  'GET /api/v1/admin/findings': () => admin,
  'POST /api/v1/admin/findings/{id}/resolve': async (w) => ({
    ...admin,
    params: { id: await w.id('SELECT id FROM findings WHERE resolved_at IS NULL ORDER BY id') },
    body: { note: 'Era la prueba de ayer' },
  }),
  'GET /api/v1/admin/dead-letters': () => admin,
  'POST /api/v1/admin/dead-letters/{id}/discard': async (w) => ({
    ...admin,
    params: {
      id: await w.id(`SELECT id FROM pgboss.job WHERE name = 'dead-letters' AND state = 'created' ORDER BY id`),
    },
    body: { reason: 'Ya no hace falta' },
  }),
  'POST /api/v1/admin/dead-letters/{id}/replay': async (w) => ({
    ...admin,
    params: {
      id: await w.id(`SELECT id FROM pgboss.job WHERE name = 'dead-letters' AND state = 'created' ORDER BY id`),
    },
  }),
  'GET /api/v1/admin/applications': async (w) => {
    await application(w)
    return admin
  },
  'GET /api/v1/admin/applications/{id}': async (w) => ({ ...admin, params: await application(w) }),
  'POST /api/v1/admin/applications/{id}/approve': async (w) => ({
    ...admin,
    // The other kind: whoever is a host cannot ask to be one.
    params: await application(w, 'SELLER'),
    leaves: { finds: 'SELECT 1 FROM seller_profiles WHERE user_id = :luis' },
    body: { verified: true },
  }),
  'POST /api/v1/admin/applications/{id}/ask': async (w) => ({
    ...admin,
    params: await application(w),
    body: { reason: 'Falta una foto del lugar' },
  }),
  'POST /api/v1/admin/applications/{id}/refuse': async (w) => ({
    ...admin,
    params: await application(w),
    body: { reason: 'No es de Oaxaca' },
  }),
  'PUT /api/v1/admin/hosts/{id}/verified': async (w) => ({
    ...admin,
    params: { id: await w.id('SELECT id FROM host_profiles ORDER BY id') },
    body: { verified: false, reason: 'Cambió de dueño' },
  }),
  'PUT /api/v1/admin/sellers/{id}/verified': async (w) => ({
    ...admin,
    params: { id: await w.id('SELECT id FROM seller_profiles ORDER BY id') },
    body: { verified: false, reason: 'Cambió de dueño' },
  }),
  'GET /api/v1/admin/discount-codes': () => admin,
  'POST /api/v1/admin/discount-codes': () => ({
    ...admin,
    proof: true,
    body: { code: `FIESTA${fresh().toUpperCase()}`, kind: 'AMOUNT', value: 5000 },
  }),
  'PATCH /api/v1/admin/discount-codes/{id}': async (w) => ({
    ...admin,
    proof: true,
    params: { id: await w.id('SELECT id FROM discount_codes WHERE seller_id IS NULL ORDER BY id') },
    body: { active: false },
  }),
  'POST /api/v1/admin/cache/flush': () => admin,
}
