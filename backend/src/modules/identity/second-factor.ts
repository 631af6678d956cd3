/** The authenticator app: switched on with a first code, asked for at sign-in, switched off with password and code. */
import { hash } from 'node:crypto'
import type { Security, SecondFactorSecret } from '../../../../contracts/identity-security.ts'
import { DomainError } from '../../platform/errors.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import type { Auth } from './auth.ts'
import type { Asked, AuthGateway, CallerReply, SignedInCaller } from './auth-gateway.ts'
import type { IdentityDeps } from './deps.ts'
import { identityErrors } from './identity.errors.ts'
import { mailSecurityChange, type SecurityChange } from './identity.jobs.ts'
import { findUser } from './identity.queries.ts'
import { insertAuditEntry } from './identity.repository.ts'
import {
  countWrongCode,
  findApp,
  forgetShown,
  forgetTrustedDevices,
  listPasskeys,
  markProved,
  takeCode,
} from './second-factor.repository.ts'

export interface FactorDeps {
  deps: IdentityDeps
  auth: Auth
  gateway: AuthGateway
}

const mostWrong = 10
const lockSeconds = 900
export const hashOfCode = (code: string) => hash('sha256', code, 'base64url')

export async function showSecurity({ deps, auth }: FactorDeps, viewer: SignedInCaller['viewer']): Promise<Security> {
  const { read } = deps.database
  const [app, passkeys, user, session] = await Promise.all([
    findApp(read, viewer.userId),
    listPasskeys(read, viewer.userId),
    findUser(read, viewer.userId),
    read.session.findUnique({ where: { id: viewer.sessionId }, select: { secondFactorAt: true } }),
  ])
  const codes = app ? await auth.api.viewBackupCodes({ body: { userId: viewer.userId } }) : null
  return {
    app: app && { since: app.createdAt.toISOString(), backupCodesLeft: codes?.backupCodes.length ?? 0 },
    passkeys: passkeys.map((passkey) => ({
      id: passkey.id,
      name: passkey.name ?? '',
      synced: passkey.backedUp,
      createdAt: (passkey.createdAt ?? deps.now()).toISOString(),
      lastUsedAt: passkey.lastUsedAt?.toISOString() ?? null,
    })),
    required: deps.config.auth.staffSecondFactor && user?.role !== 'user',
    shown: session?.secondFactorAt != null,
  }
}

/** What the person is told by mail and what stands in the audit log, together. */
export async function recordChange(
  deps: IdentityDeps,
  request: SignedInCaller,
  change: SecurityChange,
  also?: (tx: Parameters<typeof insertAuditEntry>[0]) => Promise<void>,
): Promise<void> {
  const { userId } = request.viewer
  await deps.database.transaction(async (tx) => {
    await also?.(tx)
    await insertAuditEntry(tx, {
      actorId: userId,
      action: `user.${change}`,
      subject: `user:${userId}`,
      details: {},
      ipAddress: request.ip,
    })
    await deps.jobs.send(tx, mailSecurityChange, { userId, change, at: deps.now().toISOString() })
  })
  await deps.sessionsChanged(userId)
}

/** A new secret and new backup codes; nothing is asked at sign-in until the first code was right. */
export async function startApp(
  { gateway }: FactorDeps,
  request: SignedInCaller,
  reply: CallerReply,
  password: string,
): Promise<SecondFactorSecret> {
  const answer = await gateway.call(request, reply, '/two-factor/enable', { password })
  const { totpURI, backupCodes } = answer as { totpURI: string; backupCodes: string[] }
  return { uri: totpURI, secret: new URL(totpURI).searchParams.get('secret') ?? '', backupCodes }
}

/** The session goes on under another token, in the cookie and in `set-auth-token`. @throws SECOND_FACTOR_WRONG */
export async function confirmApp(
  factor: FactorDeps,
  request: SignedInCaller,
  reply: CallerReply,
  code: string,
): Promise<void> {
  const { deps, gateway } = factor
  if (await findApp(deps.database.read, request.viewer.userId)) throw identityErrors.SECOND_FACTOR_ALREADY_ON()
  const asked = await gateway.ask(request, '/two-factor/verify-totp', { code })
  gateway.pass(reply, asked)
  await recordChange(deps, request, 'second-factor-on', async (tx) => {
    await takeCode(tx, request.viewer.userId, hashOfCode(code), deps.now())
    await markProved(tx, newTokenOf(asked), deps.now())
    await forgetTrustedDevices(tx, request.viewer.userId)
  })
}

/** Six digits are the app's, five signs and five are a backup code. */
export const pathOfCode = (code: string) =>
  code.includes('-') ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp'

/**
 * A code from within a session. Wrong ones are counted with those of the sign-in.
 * @throws SECOND_FACTOR_WRONG, SECOND_FACTOR_OFF, SECOND_FACTOR_LOCKED
 */
export async function checkCode({ deps, gateway }: FactorDeps, request: SignedInCaller, code: string): Promise<void> {
  const { userId } = request.viewer
  const app = await findApp(deps.database.read, userId)
  if (!app) throw identityErrors.SECOND_FACTOR_OFF()
  const now = deps.now()
  if (app.lockedUntil && app.lockedUntil > now)
    throw identityErrors.SECOND_FACTOR_LOCKED({ retryAfterSeconds: lockSeconds })
  try {
    await gateway.ask(request, pathOfCode(code), { code })
  } catch (error) {
    if (error instanceof DomainError && error.code === 'SECOND_FACTOR_WRONG')
      await deps.database.transaction((tx) =>
        countWrongCode(tx, userId, { most: mostWrong, lockedUntil: addSeconds(now, lockSeconds) }),
      )
    throw error
  }
  const isTaken = await deps.database.transaction((tx) => takeCode(tx, userId, hashOfCode(code), now))
  if (!isTaken) throw identityErrors.SECOND_FACTOR_WRONG()
}

/** @throws INVALID_PASSWORD, and what `checkCode` throws */
export async function endApp(
  factor: FactorDeps,
  request: SignedInCaller,
  reply: CallerReply,
  proof: { password: string; code: string },
): Promise<void> {
  const { deps, gateway } = factor
  await checkCode(factor, request, proof.code)
  const { cookies, token } = await gateway.ask(request, '/two-factor/disable', { password: proof.password })
  gateway.pass(reply, { answer: null, cookies, token })
  await recordChange(deps, request, 'second-factor-off', async (tx) => {
    await forgetShown(tx, request.viewer.userId)
    await forgetTrustedDevices(tx, request.viewer.userId)
  })
}

/** The old ones are good for nothing any more. @throws INVALID_PASSWORD, SECOND_FACTOR_OFF */
export async function renewBackupCodes(
  { deps, gateway }: FactorDeps,
  request: SignedInCaller,
  reply: CallerReply,
  password: string,
): Promise<string[]> {
  if (!(await findApp(deps.database.read, request.viewer.userId))) throw identityErrors.SECOND_FACTOR_OFF()
  const answer = await gateway.call(request, reply, '/two-factor/generate-backup-codes', { password })
  await recordChange(deps, request, 'backup-codes-renewed')
  return (answer as { backupCodes: string[] }).backupCodes
}

/** A session that went on under another token: the answer's body still names the old one. */
function newTokenOf({ token }: Asked): string {
  const signed = decodeURIComponent(token ?? '')
  return signed.slice(0, signed.lastIndexOf('.'))
}

/** The bare token of the session that an answer began. */
export const tokenOf = ({ answer }: Pick<Asked, 'answer'>) => (answer as { token: string }).token
