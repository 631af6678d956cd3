/** Accounts, what is one's own, conversations, files and applications. */
import { jpeg, pdf } from '../picture-corpus.ts'
import { demoPassword } from '../../../prisma/seed/index.ts'
import { confirmedBooking } from './guests.ts'
import { fresh, type Ready, type Requests, type World } from './ready.ts'

const own = { by: 'ana', strangers: 'own' } as const
const anybody = { by: 'visitor', strangers: 'own' } as const

/** As a browser's form sends it. */
async function form(purpose: string, file: Buffer, type: string): Promise<Pick<Ready, 'raw'>> {
  const data = new FormData()
  data.set('purpose', purpose)
  data.set('file', new Blob([new Uint8Array(file)], { type }), 'archivo')
  const request = new Request('http://localhost/', { method: 'POST', body: data })
  return {
    raw: { type: request.headers.get('content-type') ?? '', bytes: Buffer.from(await request.arrayBuffer()) },
  }
}
const photo = async (purpose: string) => form(purpose, await jpeg({ width: 64, height: 64 }), 'image/jpeg')

type Purpose = 'LISTING' | 'PROFILE' | 'REVIEW' | 'MESSAGE' | 'DOCUMENT'
/** A file of somebody's that is still being prepared. */
export async function sentFile(world: World, by: Ready['by'], purpose: Purpose): Promise<string> {
  const sent = purpose === 'DOCUMENT' ? await form(purpose, pdf, 'application/pdf') : await photo(purpose)
  const { id } = await world.did('POST /api/v1/media', { by, ...sent })
  return id
}
/** A file of somebody's, ready to be used. */
export async function fileOf(world: World, by: Ready['by'], purpose: Purpose): Promise<string> {
  const id = await sentFile(world, by, purpose)
  await world.work('media.process')
  return id
}

async function thread(world: World): Promise<string> {
  const { thread: begun } = await world.did<{ thread: { id: string } }>('POST /api/v1/threads')
  return begun.id
}
const withThread: Requests[string] = async (w) => ({
  by: 'ana',
  also: ['host', 'manager'],
  params: { id: await thread(w) },
})

const answers = {
  name: 'Cocina de humo',
  ownerName: 'Luis Zárate Olivera',
  phone: '9511234567',
  region: 'costa',
  town: 'Pinotepa',
  offer: 'Un desayuno en el comal, con la historia de cada salsa.',
  story: 'Aprendí de mi abuela, y ella de la suya, a la orilla del río. '.repeat(5),
}
/** The one that luis began, or one that he begins. */
async function draft(w: World, kind: 'HOST' | 'SELLER' = 'HOST'): Promise<{ id: string }> {
  const [begun] = await w.rows<{ id: string }>(
    `SELECT id FROM applications WHERE user_id = :luis AND kind = '${kind}' AND status IN ('DRAFT', 'MORE_NEEDED')`,
  )
  return begun ?? w.did('POST /api/v1/me/applications', { by: 'luis', body: { kind } })
}
export async function completeApplication(w: World, kind: 'HOST' | 'SELLER' = 'HOST'): Promise<string> {
  const { id } = await draft(w, kind)
  const craft = await w.id('SELECT slug FROM craft_types ORDER BY slug')
  const photoIds = [await fileOf(w, 'luis', 'PROFILE')]
  const documentIds = [await fileOf(w, 'luis', 'DOCUMENT')]
  await w.did('PATCH /api/v1/me/applications/{id}', {
    by: 'luis',
    params: { id },
    body: {
      answers: { ...answers, ...(kind === 'HOST' ? { hostType: 'cocina' } : { crafts: [craft] }), photoIds },
      documentIds,
    },
  })
  return id
}

/** In the mail to somebody who was suspended. */
async function appealLink(w: World): Promise<string> {
  const { body, by } = await w.prepare('POST /api/v1/moderation/decisions')
  await w.did('POST /api/v1/moderation/decisions', { by, body: { ...(body as object), action: 'SUSPEND' } })
  await w.work('moderation.decided/notifications')
  await w.work('notifications.mail-about-decision')
  return w.tokenMailedTo('luis')
}

export const peopleRequests: Requests = {
  'POST /api/auth/sign-up/email': () => ({
    ...anybody,
    body: { name: 'Nadia', email: `nadia.${fresh()}@guelaguetza.test`, password: 'hilo-de-algodon-47' },
  }),
  'POST /api/auth/sign-in/email': (w) => ({ ...anybody, body: { email: w.email('ana'), password: demoPassword } }),
  'POST /api/auth/sign-out': () => anybody,
  'GET /api/auth/get-session': () => anybody,
  'POST /api/auth/send-verification-email': (w) => ({ ...anybody, body: { email: w.email('unverified') } }),
  'POST /api/auth/request-password-reset': (w) => ({ ...anybody, body: { email: w.email('luis') } }),
  'GET /api/auth/verify-email': async (w) => {
    await w.did('POST /api/auth/send-verification-email')
    await w.work('identity.mail-account-link')
    return { ...anybody, query: { token: await w.tokenMailedTo('unverified') } }
  },
  'POST /api/auth/reset-password': async (w) => {
    await w.did('POST /api/auth/request-password-reset')
    await w.work('identity.mail-account-link')
    return { ...anybody, body: { token: await w.tokenMailedTo('luis'), newPassword: 'hilo-de-algodon-48' } }
  },
  'POST /api/auth/change-password': () => ({
    ...own,
    body: { currentPassword: demoPassword, newPassword: 'hilo-de-algodon-49', revokeOtherSessions: false },
  }),

  'GET /api/v1/me': () => own,
  'PATCH /api/v1/me': () => ({ ...own, body: { name: 'Ana B.', language: 'en', homeRegion: 'costa' } }),
  'POST /api/v1/me/step-up': () => ({ ...own, body: { password: demoPassword } }),
  'GET /api/v1/me/sessions': () => own,
  'DELETE /api/v1/me/sessions/{id}': async (w) => {
    await w.did('POST /api/auth/sign-in/email')
    return { by: 'ana', params: { id: await w.id('SELECT id FROM sessions WHERE user_id = :ana ORDER BY id DESC') } }
  },
  'POST /api/v1/me/sessions/revoke-others': () => own,
  'GET /api/v1/notifications': () => own,
  'GET /api/v1/notifications/unread-count': () => own,
  'POST /api/v1/notifications/read': async (w) => ({
    ...own,
    body: { ids: [await w.id('SELECT id FROM notifications WHERE user_id = :ana AND read_at IS NULL ORDER BY id')] },
  }),

  'GET /api/v1/threads': async (w) => {
    await thread(w)
    return own
  },
  'GET /api/v1/threads/unread': () => own,
  'POST /api/v1/threads': async (w) => ({
    by: 'ana',
    // Whoever is paid for it may begin as well.
    also: ['host', 'manager'],
    body: { subject: { kind: 'BOOKING', id: await w.id(confirmedBooking) }, text: '¿Dónde nos vemos?' },
  }),
  'GET /api/v1/threads/{id}': withThread,
  'GET /api/v1/threads/{id}/messages': withThread,
  'POST /api/v1/threads/{id}/messages': async (w) => ({
    by: 'ana',
    also: ['host', 'manager'],
    params: { id: await thread(w) },
    body: { text: 'Ya voy en camino.' },
  }),
  'POST /api/v1/threads/{id}/read': async (w) => {
    const id = await thread(w)
    // Something that waits to be read, on the side whose it is not to say so.
    await w.did('POST /api/v1/threads/{id}/messages', { by: 'host', params: { id }, body: { text: 'Junto al pozo.' } })
    return { by: 'ana', also: ['host', 'manager'], params: { id } }
  },
  'POST /api/v1/threads/{id}/block': withThread,
  'POST /api/v1/threads/{id}/unblock': async (w) => {
    const id = await thread(w)
    await w.did('POST /api/v1/threads/{id}/block', { by: 'ana', params: { id } })
    // Of one's blocks one is taken back.
    await w.rows('INSERT INTO user_blocks (blocker_id, blocked_id) VALUES (:ana, :luis)')
    const leaves = {
      finds: `SELECT 1 FROM user_blocks WHERE blocker_id = :ana GROUP BY 1 HAVING bool_or(blocked_id = :luis)
        AND NOT bool_or(blocked_id = (SELECT payee_user_id FROM threads WHERE id = '${id}'))`,
    }
    return { by: 'ana', also: ['host', 'manager'], leaves, params: { id } }
  },

  'POST /api/v1/media': async () => ({ ...own, ...(await photo('REVIEW')) }),
  'POST /api/v1/media/uploads': () => ({ ...own, body: { purpose: 'REVIEW', contentType: 'image/jpeg', bytes: 2000 } }),
  'POST /api/v1/media/{id}/complete': async (w) => {
    const file = await jpeg({ width: 64, height: 64 })
    const { media, upload } = await w.did<{
      media: { id: string }
      upload: { url: string; headers: Record<string, string> }
    }>('POST /api/v1/media/uploads', {
      by: 'ana',
      body: { purpose: 'REVIEW', contentType: 'image/jpeg', bytes: file.length },
    })
    await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: new Uint8Array(file) })
    return { by: 'ana', params: { id: media.id } }
  },
  'GET /api/v1/media/{id}': async (w) => ({ by: 'ana', params: { id: await fileOf(w, 'ana', 'REVIEW') } }),
  'GET /api/v1/media/{id}/file': async (w) => ({
    by: 'ana',
    also: ['admin', 'unproved'],
    // Whoever opens another's is on record.
    leaves: {
      as: ['admin', 'unproved'],
      finds: `SELECT 1 FROM audit_entries WHERE action = 'document.opened' AND subject = 'user:' || :ana AND actor_id IN (:admin, :unproved)`,
    },
    params: { id: await fileOf(w, 'ana', 'DOCUMENT') },
  }),
  'DELETE /api/v1/media/{id}': async (w) => ({ by: 'ana', params: { id: await fileOf(w, 'ana', 'REVIEW') } }),

  'GET /api/v1/me/applications': async (w) => {
    await draft(w)
    return { by: 'luis', strangers: 'own' }
  },
  'POST /api/v1/me/applications': () => ({ by: 'luis', strangers: 'own', body: { kind: 'HOST' } }),
  'GET /api/v1/me/applications/{id}': async (w) => ({ by: 'luis', params: { id: (await draft(w)).id } }),
  'PATCH /api/v1/me/applications/{id}': async (w) => ({
    by: 'luis',
    params: { id: (await draft(w)).id },
    body: { answers: { name: 'Cocina de humo' } },
  }),
  'POST /api/v1/me/applications/{id}/submit': async (w) => ({
    by: 'luis',
    params: { id: await completeApplication(w) },
  }),
  'POST /api/v1/me/applications/{id}/payouts': async (w) => ({ by: 'luis', params: { id: (await draft(w)).id } }),
  'POST /api/v1/team-invitations/look': async (w) => {
    await w.did('POST /api/v1/host/team')
    await w.work('partners.mail-invitation')
    return { ...anybody, body: { token: await w.tokenMailedTo('luis') } }
  },
  'GET /api/v1/me/partners': () => ({ by: 'host', strangers: 'own' }),
  'POST /api/v1/me/partners/accept': async (w) => {
    await w.did('POST /api/v1/host/team')
    await w.work('partners.mail-invitation')
    return { by: 'luis', strangers: 409, body: { token: await w.tokenMailedTo('luis') } }
  },
  'DELETE /api/v1/me/partners/{id}': async (w) => {
    const { partnerId } = await w.did<{ partnerId: string }>('POST /api/v1/me/partners/accept')
    return { by: 'luis', also: ['helper', 'manager'], params: { id: partnerId } }
  },

  'POST /api/v1/reports': async (w) => ({
    ...own,
    body: {
      contentKind: 'REVIEW',
      contentId: await w.id(
        'SELECT r.id FROM reviews r WHERE r.user_id = :luis AND r.hidden_at IS NULL AND NOT EXISTS (SELECT 1 FROM reports x WHERE x.content_id = r.id) ORDER BY r.id',
      ),
      reason: 'SPAM',
    },
  }),
  'GET /api/v1/me/decisions': async (w) => {
    await w.did('POST /api/v1/moderation/decisions')
    return { by: 'luis', strangers: 'own' }
  },
  'POST /api/v1/appeals/open': async (w) => ({ ...anybody, body: { token: await appealLink(w) } }),
  'POST /api/v1/appeals': async (w) => ({
    ...anybody,
    body: { token: await appealLink(w), text: 'No es publicidad: así me fue a mí.' },
  }),
  'POST /api/v1/me/decisions/{id}/appeal': async (w) => ({
    by: 'luis',
    params: { id: (await w.did('POST /api/v1/moderation/decisions')).id },
    body: { text: 'No es publicidad: así me fue a mí.' },
  }),
}
