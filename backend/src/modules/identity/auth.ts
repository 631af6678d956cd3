/** better-auth as this house runs it: sessions in the database, argon2id, no answer that tells whether an address is known. */
import { prismaAdapter } from '@better-auth/prisma-adapter'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { bearer } from 'better-auth/plugins'
import { passwordMaxLength, passwordMinLength } from '../../../../contracts/identity.ts'
import { newId } from '../../platform/ids.ts'
import { appName, secondFactorPlugins } from './auth-plugins.ts'
import type { IdentityDeps, MailLater } from './deps.ts'
import { markEmailVerified } from './identity.repository.ts'
import { forgetTrustedDevices } from './second-factor.repository.ts'
import { findUser } from './identity.queries.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { isBanned } from './staff.rules.ts'

export const authBasePath = '/api/auth'
const hourSeconds = 3600
/** A day: people read the first mail when they read it. */
export const verificationSeconds = 24 * hourSeconds
export const resetSeconds = hourSeconds

/** A field of the person that clients neither set nor see through better-auth. */
const internal = (type: 'string' | 'boolean' | 'date') =>
  ({ type, required: false, input: false, returned: false }) as const

export function createAuth(deps: IdentityDeps, mailLater: MailLater) {
  const { config, database } = deps
  const mail = (kind: Parameters<MailLater>[0]['kind'], email: string) =>
    mailLater({ kind, email, requestedAt: deps.now().toISOString() })

  return betterAuth({
    appName,
    baseURL: config.http.publicUrl,
    basePath: authBasePath,
    secret: deps.secret,
    telemetry: { enabled: false },
    // Its warnings name addresses; what matters of them reaches the log through the error handler.
    logger: { disabled: true },
    database: prismaAdapter(database.read, { provider: 'postgresql', transaction: true }),
    // The edge limits sign-in, sign-up and mails, across processes.
    rateLimit: { enabled: false },
    trustedOrigins: [config.http.publicUrl],
    emailAndPassword: {
      enabled: true,
      // Signing in at once would tell a new address from a known one; the PWA signs in with a second request.
      autoSignIn: false,
      minPasswordLength: passwordMinLength,
      maxPasswordLength: passwordMaxLength,
      password: { hash: hashPassword, verify: verifyPassword },
      revokeSessionsOnPasswordReset: true,
      onExistingUserSignUp: ({ user }) => mail('already-registered', user.email),
      // Whoever followed the link reads that mailbox.
      onPasswordReset: async ({ user }) => {
        await database.transaction(async (tx) => {
          await markEmailVerified(tx, user.id)
          await forgetTrustedDevices(tx, user.id)
        })
        await deps.sessionsChanged(user.id, { reason: 'password-changed' })
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: verificationSeconds,
      sendVerificationEmail: ({ user }) => mail('welcome', user.email),
      afterEmailVerification: (user) => deps.sessionsChanged(user.id),
    },
    session: {
      expiresIn: config.auth.sessionDays * 24 * hourSeconds,
      updateAge: 24 * hourSeconds,
      // What has to be recent is asked for again by our own step-up.
      freshAge: 0,
      // A signed copy of the session in the cookie would outlive a ban.
      cookieCache: { enabled: false },
    },
    verification: { storeIdentifier: 'hashed' },
    user: {
      additionalFields: {
        language: { type: 'string', required: false, input: true, defaultValue: 'es' },
        role: internal('string'),
        banned: internal('boolean'),
        banReason: internal('string'),
        banExpires: internal('date'),
        homeRegion: internal('string'),
      },
    },
    databaseHooks: {
      session: {
        create: {
          // After the password was right: a ban is told to its owner only.
          before: async (session) => {
            const user = await findUser(database.read, session.userId)
            if (user && isBanned(user, deps.now())) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_BANNED' })
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'guelaguetza',
      useSecureCookies: config.http.publicUrl.startsWith('https:'),
      database: { generateId: () => newId() },
      // Set by our own route from the address that the edge trusts, never by the client.
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] },
    },
    plugins: [bearer(), ...secondFactorPlugins(config.http)],
  })
}
export type Auth = ReturnType<typeof createAuth>
