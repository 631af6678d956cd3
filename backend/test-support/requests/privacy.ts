/** What people agreed to, the copy of their data, and the end of their account. */
import { documentVersions } from '../../../contracts/privacy.ts'
import type { Requests } from './ready.ts'

const own = { by: 'ana', strangers: 'own' } as const

export const privacyRequests: Requests = {
  'GET /api/v1/me/consents': () => own,
  'PUT /api/v1/me/consents': () => ({
    ...own,
    body: { document: 'MARKETING', version: documentVersions.MARKETING, given: true },
  }),
  'GET /api/v1/me/export': () => ({ ...own, proof: true }),
  'GET /api/v1/me/closure': () => own,
  // Everybody else has plans, orders, guests, money on its way or a role.
  'POST /api/v1/me/closure': () => ({ by: 'unverified', also: ['helper', 'manager'], proof: true, strangers: 409 }),
  'DELETE /api/v1/me/closure': async (w) => {
    await w.rows(
      `INSERT INTO account_closures (user_id, requested_at, effective_at) VALUES (:ana, now(), now() + interval '14 days') ON CONFLICT DO NOTHING`,
    )
    return { by: 'ana', strangers: 409 }
  },
}
