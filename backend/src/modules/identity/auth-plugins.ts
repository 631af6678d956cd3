/** Second factors as better-auth keeps them: authenticator app with backup codes, and passkeys. */
import { passkey } from '@better-auth/passkey'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import type { Config } from '../../platform/config.ts'

export const appName = 'Guelaguetza Connect'
/** How long the second step of signing in may take. */
export const challengeSeconds = 600
/** A device that is trusted is not asked for the code; each sign-in moves the end. */
const trustSeconds = 30 * 86_400
export const backupCodeCount = 10

/** An authenticator that does not look at its person (fingerprint, face, PIN) is one factor, not two. */
function refuseUnverified(isVerified: boolean): void {
  if (!isVerified) throw new APIError('BAD_REQUEST', { code: 'USER_NOT_VERIFIED' })
}

export const secondFactorPlugins = (http: Config['http']) => {
  const { origin, hostname } = new URL(http.publicUrl)
  return [
    twoFactor({
      issuer: appName,
      twoFactorCookieMaxAge: challengeSeconds,
      trustDeviceMaxAge: trustSeconds,
      backupCodeOptions: { amount: backupCodeCount, storeBackupCodes: 'encrypted' },
      // Ten wrong codes in a row, over any number of challenges, close the second step for a quarter of an hour.
      accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
    }),
    passkey({
      rpID: hostname,
      rpName: appName,
      origin: [origin, ...http.corsOrigins],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      registration: {
        afterVerification: async ({ verification }) =>
          refuseUnverified(verification.registrationInfo?.userVerified ?? false),
      },
      authentication: {
        afterVerification: async ({ verification }) => refuseUnverified(verification.authenticationInfo.userVerified),
      },
    }),
  ] as const
}
