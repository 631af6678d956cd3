/** Signing in with more than a password: the code that follows it, or a passkey in its place. */
import { SignedIn } from '../../../../contracts/identity.ts'
import type { PasskeyAssertion, PasskeyQuestion } from '../../../../contracts/identity-security.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import { challengeSeconds } from './auth-plugins.ts'
import type { Asked, Caller, CallerReply } from './auth-gateway.ts'
import { identityErrors } from './identity.errors.ts'
import { deleteSessionByToken } from './identity.repository.ts'
import { type FactorDeps, hashOfCode, pathOfCode, tokenOf } from './second-factor.ts'
import { markProved, markShown, notePasskeyUse, takeCode } from './second-factor.repository.ts'

const cookieEnd = 'guelaguetza.two_factor'

/** The value of the step's cookie, for clients without cookies. */
function challengeIn({ cookies }: Asked): string {
  const cookie = cookies.find((one) => one.split('=')[0]?.endsWith(cookieEnd)) ?? ''
  return cookie.slice(cookie.indexOf('=') + 1).split(';')[0] ?? ''
}

/** The first step's answer names the token of a session that is gone again. */
export const withoutToken = (asked: Asked): Asked => ({ ...asked, token: null })

/** The answer of the first step: whoever has an app is not in yet. A trusted device shows a factor by being there. */
export async function firstStep({ deps }: FactorDeps, asked: Asked): Promise<SignedIn> {
  const said = asked.answer as {
    token?: string
    user?: { twoFactorEnabled?: boolean | null }
    twoFactorRedirect?: true
  }
  if (said.twoFactorRedirect) {
    const expiresAt = addSeconds(deps.now(), challengeSeconds).toISOString()
    return { token: null, user: null, secondFactor: { challenge: challengeIn(asked), expiresAt } }
  }
  const token = String(said.token)
  if (said.user?.twoFactorEnabled) await deps.database.transaction((tx) => markShown(tx, { token }, deps.now()))
  return signedIn(token, said.user)
}

const signedIn = (token: string, user: unknown): SignedIn => ({
  token,
  user: SignedIn.shape.user.parse(user),
  secondFactor: null,
})

/** The request's cookies without any session: whoever is signed in here must not vouch for the person who signs in. */
function stepCookies(request: Caller, challenge: string | undefined, secure: string): string {
  if (challenge !== undefined) return `${secure}${cookieEnd}=${challenge}`
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.filter((pair) => !pair.includes('.session_token=')).join('; ')
}

/** @throws SECOND_FACTOR_WRONG, SECOND_FACTOR_OVER, SECOND_FACTOR_LOCKED, ACCOUNT_BANNED */
export async function secondStep(
  { deps, gateway }: FactorDeps,
  request: Caller,
  reply: CallerReply,
  step: { code: string; challenge?: string | undefined; trustDevice?: boolean | undefined },
): Promise<SignedIn> {
  const secure = deps.config.http.publicUrl.startsWith('https:') ? '__Secure-' : ''
  const { code, challenge, trustDevice } = step
  const asked = await gateway.ask(
    request,
    pathOfCode(code),
    { code, ...(trustDevice && challenge === undefined ? { trustDevice } : {}) },
    { cookie: stepCookies(request, challenge, secure) },
  )
  const token = tokenOf(asked)
  const { user } = asked.answer as { user: { id: string } }
  const isTaken = await deps.database.transaction(async (tx) => {
    // Of two sign-ins with the same code, one is in.
    if (await takeCode(tx, user.id, hashOfCode(code), deps.now())) {
      await markProved(tx, token, deps.now())
      return true
    }
    await deleteSessionByToken(tx, token)
    return false
  })
  if (!isTaken) throw identityErrors.SECOND_FACTOR_WRONG()
  gateway.pass(reply, asked)
  return signedIn(token, user)
}

/** The question for the browser; with nobody signed in, any passkey that it has for this site will do. */
export async function askForPasskey(
  { gateway }: FactorDeps,
  request: Caller,
  reply: CallerReply,
  { anybody }: { anybody: boolean },
): Promise<PasskeyQuestion> {
  const asked = await gateway.ask(
    request,
    '/passkey/generate-authenticate-options',
    null,
    anybody ? { cookie: '' } : {},
  )
  gateway.pass(reply, asked)
  return { options: { ...(asked.answer as Record<string, unknown>), userVerification: 'required' } }
}

/** The library wants what browsers add and nobody needs. */
export const asBrowserSays = (credential: { id: string }) => ({ ...credential, clientExtensionResults: {} })

/** A passkey looks at its person: it is two factors in one. @throws PASSKEY_REFUSED, ACCOUNT_BANNED */
export async function passkeySignIn(
  { deps, gateway }: FactorDeps,
  request: Caller,
  reply: CallerReply,
  credential: PasskeyAssertion,
): Promise<SignedIn> {
  const asked = await gateway.ask(
    request,
    '/passkey/verify-authentication',
    { response: asBrowserSays(credential) },
    { cookie: stepCookies(request, undefined, '') },
  )
  const { session, user } = asked.answer as { session: { token: string }; user: { id: string } }
  await deps.database.transaction(async (tx) => {
    await markProved(tx, session.token, deps.now())
    await notePasskeyUse(tx, credential.id, deps.now())
  })
  gateway.pass(reply, asked)
  return signedIn(session.token, user)
}
