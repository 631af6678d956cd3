import type { Language } from '../../../contracts/common.ts'
import type { SignedIn } from '../../../contracts/identity.ts'
import type { z } from 'zod'
import type { ConsentGiven } from '../../../contracts/privacy.ts'
import type { PasskeyQuestion } from '../../../contracts/identity-security.ts'
import { http } from '../../lib/http.ts'
import { showPasskey } from '../../lib/webauthn.ts'

export type Credentials = { email: string; password: string }

/** Whoever has an authenticator app is not in yet: the answer says so. */
export function signIn(credentials: Credentials): Promise<SignedIn> {
  return http.post('/api/auth/sign-in/email', { body: { ...credentials, rememberMe: true } })
}

export function secondStep(step: { code: string; trustDevice: boolean }): Promise<SignedIn> {
  return http.post('/api/auth/second-factor', { body: step })
}

/** @throws NoPasskeyShown */
export async function signInWithPasskey(): Promise<SignedIn> {
  const credential = await showPasskey(await http.post<PasskeyQuestion>('/api/auth/passkey/options'))
  return http.post('/api/auth/passkey', { body: { credential } })
}

/** Answers the same for a new address and for one that has an account. */
export function signUp(
  person: Credentials & { name: string; language: Language; consents: z.infer<typeof ConsentGiven> },
): Promise<unknown> {
  return http.post('/api/auth/sign-up/email', { body: person })
}

export function requestPasswordReset(email: string): Promise<unknown> {
  return http.post('/api/auth/request-password-reset', { body: { email } })
}

export function resetPassword(token: string, newPassword: string): Promise<unknown> {
  return http.post('/api/auth/reset-password', { body: { token, newPassword } })
}

export function verifyEmail(token: string, signal: AbortSignal): Promise<unknown> {
  return http.get('/api/auth/verify-email', { query: { token }, signal })
}
