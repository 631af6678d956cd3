/** What protects an account besides its password, with an app and a passkey in software. */
import { demoPassword } from '../../../prisma/seed/index.ts'
import { appCode, softPasskey } from '../authenticator.ts'
import type { PersonName } from '../demo-people.ts'
import type { Ready, Requests, World } from './ready.ts'

const own = { by: 'ana', strangers: 'own' } as const
const anybody = { by: 'visitor', strangers: 'own' } as const

interface Kit {
  secret: string
  backupCodes: string[]
}
const begun = (w: World) => w.did<Kit>('POST /api/v1/me/second-factor')
/** On, without the code that gives the session another token. */
async function switchedOn(w: World): Promise<Kit> {
  const kit = await begun(w)
  await w.rows('UPDATE two_factors SET verified = true WHERE user_id = :ana')
  await w.rows('UPDATE users SET two_factor_enabled = true WHERE id = :ana')
  await showedOne(w)
  return kit
}
/** Every session of theirs showed a second factor; once none is left, none has shown it. */
const showedOne = (w: World) => w.rows('UPDATE sessions SET second_factor_at = now() WHERE user_id = :ana')
const shownByNone = {
  leaves: {
    finds: 'SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM sessions WHERE user_id = :ana AND second_factor_at IS NOT NULL)',
  },
}

type Question = { options: Record<string, unknown> }
const key = (w: World) => softPasskey(w.publicUrl)
/** The answer to a question that a cookie remembers. */
async function answered(
  w: World,
  route: string,
  answer: (options: Record<string, unknown>) => unknown,
  by: PersonName = 'ana',
): Promise<Pick<Ready, 'body' | 'headers'>> {
  const { body, cookie } = await w.asked<Question>(route, { by })
  return { body: answer(body.options), headers: { cookie } }
}
const attested = (w: World, by?: PersonName, passkey = key(w)) =>
  answered(
    w,
    'POST /api/v1/me/passkeys/options',
    (options) => ({ name: 'Mi teléfono', credential: passkey.register(options) }),
    by,
  )
async function passkeyOf(w: World, by: PersonName = 'ana') {
  const passkey = key(w)
  const { passkeys } = await w.did<{ passkeys: { id: string }[] }>('POST /api/v1/me/passkeys', {
    by,
    ...(await attested(w, by, passkey)),
  })
  return { passkey, id: passkeys[0]?.id ?? '' }
}
/** What ana is asked to prove who is there, answered with somebody else's passkey. */
export async function answeredByAnother(w: World): Promise<Pick<Ready, 'body' | 'headers'>> {
  await passkeyOf(w)
  const { passkey } = await passkeyOf(w, 'luis')
  return answered(w, 'POST /api/v1/me/step-up/passkey-options', (options) => ({ credential: passkey.show(options) }))
}

export const securityRequests: Requests = {
  'GET /api/v1/me/security': () => own,
  'POST /api/v1/me/second-factor': () => ({ ...own, body: { password: demoPassword } }),
  'POST /api/v1/me/second-factor/confirm': async (w) => ({ ...own, body: { code: appCode((await begun(w)).secret) } }),
  'POST /api/v1/me/second-factor/backup-codes': async (w) => {
    await switchedOn(w)
    return { ...own, body: { password: demoPassword } }
  },
  'POST /api/v1/me/second-factor/disable': async (w) => {
    const { backupCodes } = await switchedOn(w)
    return { ...own, ...shownByNone, body: { password: demoPassword, code: backupCodes[0] } }
  },
  'POST /api/auth/second-factor': async (w) => {
    const { backupCodes } = await switchedOn(w)
    const first = await w.did<{ secondFactor: { challenge: string } }>('POST /api/auth/sign-in/email')
    return { ...anybody, body: { code: backupCodes[1], challenge: first.secondFactor.challenge } }
  },
  'POST /api/v1/me/passkeys/options': () => ({ ...own, proof: true }),
  'POST /api/v1/me/passkeys': async (w) => ({ ...own, proof: true, ...(await attested(w)) }),
  'PATCH /api/v1/me/passkeys/{id}': async (w) => ({
    by: 'ana',
    params: { id: (await passkeyOf(w)).id },
    body: { name: 'La tableta' },
  }),
  'DELETE /api/v1/me/passkeys/{id}': async (w) => {
    const { id } = await passkeyOf(w)
    await showedOne(w)
    return { by: 'ana', ...shownByNone, proof: true, params: { id } }
  },
  'POST /api/v1/me/step-up/passkey-options': async (w) => {
    await passkeyOf(w)
    return own
  },
  'POST /api/auth/passkey/options': () => anybody,
  'POST /api/auth/passkey': async (w) => {
    const { passkey } = await passkeyOf(w)
    const answer = await answered(w, 'POST /api/auth/passkey/options', (options) => ({
      credential: passkey.show(options),
    }))
    return { ...anybody, ...answer }
  },
}
