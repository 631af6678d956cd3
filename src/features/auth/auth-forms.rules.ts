import { z } from 'zod'
import { passwordMaxLength, passwordMinLength } from '../../../contracts/identity.ts'
import { isOffline, isProblem } from '../../lib/http.ts'

/** Problems are names of texts in the catalogue, so that they follow the language even after they were found. */
export type FieldProblem =
  | 'nameMissing'
  | 'nameLong'
  | 'emailMissing'
  | 'emailWrong'
  | 'passwordMissing'
  | 'passwordShort'
  | 'passwordLong'

const problem = (name: FieldProblem) => name

const email = z
  .string()
  .trim()
  .min(1, problem('emailMissing'))
  .max(254, problem('emailWrong'))
  .pipe(z.email(problem('emailWrong')))
const newPassword = z
  .string()
  .min(1, problem('passwordMissing'))
  .min(passwordMinLength, problem('passwordShort'))
  .max(passwordMaxLength, problem('passwordLong'))

/** An old password may be shorter than today's rules: only the server knows whether it fits. */
export const SignInForm = z.object({ email, password: z.string().min(1, problem('passwordMissing')) })
export const SignUpForm = z.object({
  name: z.string().trim().min(1, problem('nameMissing')).max(80, problem('nameLong')),
  email,
  password: newPassword,
})
export const ForgotForm = z.object({ email })
export const ResetForm = z.object({ password: newPassword })

export type FormFailure =
  | { kind: 'mismatch' }
  | { kind: 'banned' }
  | { kind: 'dead-link' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'offline' }
  /** The password is not good enough; `text` is the server's, in the visitor's language. */
  | { kind: 'password'; text: string }
  | { kind: 'failed' }

/** What a refused form says. Nothing in it tells whether an address has an account. */
export function formFailure(error: unknown): FormFailure {
  if (isOffline(error)) return { kind: 'offline' }
  if (!isProblem(error)) return { kind: 'failed' }
  switch (error.code) {
    case 'INVALID_EMAIL_OR_PASSWORD':
    case 'UNAUTHENTICATED':
      return { kind: 'mismatch' }
    case 'ACCOUNT_BANNED':
      return { kind: 'banned' }
    case 'INVALID_TOKEN':
      return { kind: 'dead-link' }
    case 'RATE_LIMITED':
      return { kind: 'wait', seconds: error.retryAfterSeconds ?? 60 }
    case 'PASSWORD_TOO_SHORT':
    case 'PASSWORD_TOO_LONG':
    case 'PASSWORD_TOO_COMMON':
      return { kind: 'password', text: error.message }
    default:
      return { kind: 'failed' }
  }
}
