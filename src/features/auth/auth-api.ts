import type { Language } from '../../../contracts/common.ts'
import { http } from '../../lib/http.ts'

export type Credentials = { email: string; password: string }

export function signIn(credentials: Credentials): Promise<unknown> {
  return http.post('/api/auth/sign-in/email', { body: { ...credentials, rememberMe: true } })
}

/** Answers the same for a new address and for one that has an account. */
export function signUp(person: Credentials & { name: string; language: Language }): Promise<unknown> {
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
