/** Refuses a password that the rules refuse. Costs the same for every address: it asks nothing of the database. */
import { passwordMaxLength, passwordMinLength } from '../../../../contracts/identity.ts'
import { isCommonPassword } from './common-passwords.ts'
import { identityErrors } from './identity.errors.ts'
import { passwordProblem } from './password.rules.ts'

/** @throws PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_TOO_COMMON */
export function assertGoodPassword(password: string, email: string | null): void {
  const problem = passwordProblem({ password, email, isCommon: isCommonPassword })
  if (problem) throw identityErrors[problem]({ params: { min: passwordMinLength, max: passwordMaxLength } })
}
