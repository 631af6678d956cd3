/** better-auth's refusals as this API's: problem+json with a stable code, in the language of the request. */
import { passwordMaxLength, passwordMinLength } from '../../../../contracts/identity.ts'
import { type DomainError, platformErrors } from '../../platform/errors.ts'
import { identityErrors } from './identity.errors.ts'

/** One sentence for every reason a link does not work: which one it was helps only a guesser. */
const deadLink = new Set(['INVALID_TOKEN', 'TOKEN_EXPIRED', 'USER_NOT_FOUND', 'INVALID_USER'])

/** @throws Error for an answer of 500 or more: that is a failure, not a refusal. */
export function refusalOf(status: number, body: unknown): DomainError {
  const code = body && typeof body === 'object' && 'code' in body ? String(body.code) : ''
  if (status >= 500) throw new Error(`better-auth failed with ${status} ${code}`)
  if (code === 'ACCOUNT_BANNED') return platformErrors.ACCOUNT_BANNED()
  if (code === 'INVALID_EMAIL_OR_PASSWORD') return identityErrors.INVALID_EMAIL_OR_PASSWORD()
  if (code === 'PASSWORD_TOO_SHORT') return identityErrors.PASSWORD_TOO_SHORT({ params: { min: passwordMinLength } })
  if (code === 'PASSWORD_TOO_LONG') return identityErrors.PASSWORD_TOO_LONG({ params: { max: passwordMaxLength } })
  if (code === 'INVALID_PASSWORD') return identityErrors.INVALID_PASSWORD()
  if (deadLink.has(code)) return identityErrors.INVALID_TOKEN()
  if (status === 401) return platformErrors.UNAUTHENTICATED()
  if (status === 403) return identityErrors.INVALID_ORIGIN()
  return identityErrors.AUTH_REFUSED()
}
