/** Which passwords are refused, and why. Length first; then what a guesser tries first. */
import { passwordMaxLength, passwordMinLength } from '../../../../contracts/identity.ts'

export type PasswordProblem = 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_TOO_COMMON'

/** Words that do not become a password by adding digits and signs to them. */
const weakWords = [
  'guelaguetza',
  'guelaguetzaconnect',
  'oaxaca',
  'mexico',
  'méxico',
  'password',
  'contraseña',
  'contrasena',
  'qwerty',
  'welcome',
  'bienvenido',
  'bienvenida',
  'administrador',
  'letmein',
  'iloveyou',
  'teamo',
]
const keyboardRows = ['1234567890', 'qwertyuiop', 'asdfghjklñ', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz']

/** Letters only: what remains when digits, spaces and signs are dropped. */
const lettersOf = (text: string) => text.replaceAll(/[^\p{L}]/gu, '')

/** True for `aaaaaaaaaa` and `abcabcabcabc`: a unit of at most 4 characters over and over. */
function isRepeated(text: string): boolean {
  for (let unit = 1; unit <= 4; unit += 1) {
    const repeated = text
      .slice(0, unit)
      .repeat(Math.ceil(text.length / unit))
      .slice(0, text.length)
    if (repeated === text) return true
  }
  return new Set(text).size <= 3
}

/** True when nearly every character is the neighbour of the one before it, in the alphabet or on a keyboard row. */
function isSequential(text: string): boolean {
  const neighbours = new Set(
    keyboardRows.flatMap((row) =>
      [...row].flatMap((char, index) => {
        const next = row[(index + 1) % row.length]
        return [`${char}${next}`, `${next}${char}`]
      }),
    ),
  )
  const pairs = [...text].slice(1).map((char, index) => neighbours.has(`${text[index]}${char}`))
  return pairs.filter(Boolean).length >= pairs.length * 0.8
}

/**
 * Why `password` is refused, or null. `isCommon` answers for the list of common passwords, given lower case.
 * A password that is only the address's local part or a weak word, with digits and signs around it, counts as common.
 */
export function passwordProblem(input: {
  password: string
  email: string | null
  isCommon: (lowerCase: string) => boolean
}): PasswordProblem | null {
  if (input.password.length < passwordMinLength) return 'PASSWORD_TOO_SHORT'
  if (input.password.length > passwordMaxLength) return 'PASSWORD_TOO_LONG'
  const lower = input.password.normalize('NFKC').toLowerCase()
  const local = input.email?.toLowerCase().split('@')[0] ?? ''
  const letters = lettersOf(lower)
  const guessable =
    input.isCommon(lower) ||
    input.isCommon(lower.replace(/[^\p{L}\p{N}]+$/u, '')) ||
    /^\p{N}+$/u.test(lower) ||
    weakWords.includes(letters) ||
    (local.length >= 4 &&
      (lower.includes(local) ? lettersOf(lower.replace(local, '')) === '' : letters === lettersOf(local))) ||
    isRepeated(lower) ||
    isSequential(lower)
  return guessable ? 'PASSWORD_TOO_COMMON' : null
}
