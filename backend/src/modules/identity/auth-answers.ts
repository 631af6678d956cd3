/** better-auth's refusals as this API's: problem+json with a stable code, in the language of the request. */
import { passwordMaxLength, passwordMinLength } from '../../../../contracts/identity.ts'
import { type DomainError, platformErrors } from '../../platform/errors.ts'
import { identityErrors } from './identity.errors.ts'

/** One sentence for every reason a link does not work: which one it was helps only a guesser. */
const deadLink = new Set(['INVALID_TOKEN', 'TOKEN_EXPIRED', 'USER_NOT_FOUND', 'INVALID_USER'])

const wrongCode = new Set(['INVALID_CODE', 'INVALID_BACKUP_CODE'])
/** The challenge of the first step ended, or took too many guesses. */
const overStep = new Set(['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'])
const noFactor = new Set(['TOTP_NOT_ENABLED', 'TWO_FACTOR_NOT_ENABLED', 'BACKUP_CODES_NOT_ENABLED'])
/** Why a passkey did not do says nothing that its person could act on. */
const deadPasskey = new Set([
  'USER_NOT_VERIFIED',
  'CHALLENGE_NOT_FOUND',
  'PASSKEY_NOT_FOUND',
  'AUTHENTICATION_FAILED',
  'FAILED_TO_VERIFY_REGISTRATION',
  'PREVIOUSLY_REGISTERED',
  'YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY',
])

function secondFactorRefusal(status: number, code: string): DomainError | null {
  // A backup code that two requests spend at once answers 409.
  if (wrongCode.has(code) || status === 409) return identityErrors.SECOND_FACTOR_WRONG()
  if (overStep.has(code)) return identityErrors.SECOND_FACTOR_OVER()
  if (noFactor.has(code)) return identityErrors.SECOND_FACTOR_OFF()
  if (code === 'TOTP_ALREADY_ENABLED') return identityErrors.SECOND_FACTOR_ALREADY_ON()
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return identityErrors.SECOND_FACTOR_LOCKED({ retryAfterSeconds: 900 })
  return deadPasskey.has(code) ? identityErrors.PASSKEY_REFUSED() : null
}

/** @throws Error for an answer of 500 or more: that is a failure, not a refusal. */
export function refusalOf(status: number, body: unknown): DomainError {
  const code = body && typeof body === 'object' && 'code' in body ? String(body.code) : ''
  // What is no answer of an authenticator breaks better-auth's parser.
  if (code === 'FAILED_TO_VERIFY_REGISTRATION') return identityErrors.PASSKEY_REFUSED()
  if (status >= 500) throw new Error(`better-auth failed with ${status} ${code}`)
  if (code === 'ACCOUNT_BANNED') return platformErrors.ACCOUNT_BANNED()
  if (code === 'INVALID_EMAIL_OR_PASSWORD') return identityErrors.INVALID_EMAIL_OR_PASSWORD()
  if (code === 'PASSWORD_TOO_SHORT') return identityErrors.PASSWORD_TOO_SHORT({ params: { min: passwordMinLength } })
  if (code === 'PASSWORD_TOO_LONG') return identityErrors.PASSWORD_TOO_LONG({ params: { max: passwordMaxLength } })
  if (code === 'INVALID_PASSWORD') return identityErrors.INVALID_PASSWORD()
  const refusal = secondFactorRefusal(status, code)
  if (refusal) return refusal
  if (deadLink.has(code)) return identityErrors.INVALID_TOKEN()
  if (status === 401) return platformErrors.UNAUTHENTICATED()
  if (status === 403) return identityErrors.INVALID_ORIGIN()
  return identityErrors.AUTH_REFUSED()
}
