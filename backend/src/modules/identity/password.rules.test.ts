import { describe, expect, test } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'
import { passwordProblem } from './password.rules.ts'

const problem = (password: string, email = 'ana.beltran@example.com') =>
  passwordProblem({ password, email, isCommon: isCommonPassword })

describe('length', () => {
  test.each([
    ['nueve car', 'PASSWORD_TOO_SHORT'],
    ['diez caras', null],
    ['comal y petate '.repeat(9).slice(0, 128), null],
    ['comal y petate '.repeat(9).slice(0, 129), 'PASSWORD_TOO_LONG'],
  ])('%s', (password, expected) => {
    expect(problem(password)).toBe(expected)
  })
})

describe('what a guesser tries first', () => {
  test.each([
    ['a common one', 'qwertyuiop'],
    ['a common one in capitals', 'QwertyUiop'],
    ['a common one with a sign at the end', 'Password123!'],
    ['a weak word with digits and signs', 'Contraseña.2027'],
    ['the name of the product', 'Guelaguetza2027'],
    ['the name of the product in two words', 'guelaguetza-connect'],
    ['only digits', '9512847730'],
    ['the address before the @', 'ana.beltran'],
    ['the address before the @ with digits', 'ana.beltran99'],
    ['one character again and again', 'zzzzzzzzzzzz'],
    ['three characters again and again', 'abcabcabcabc'],
    ['the alphabet', 'efghijklmnop'],
    ['a row of the keyboard, backwards', 'poiuytrewq!'],
  ])('%s: %s', (_why, password) => {
    expect(problem(password)).toBe('PASSWORD_TOO_COMMON')
  })

  test.each(['tres palabras tuyas', 'guelaguetza-demo', 'mezcal con naranja', 'x7K$mm2q!Lw', 'ana.beltran en Huautla'])(
    'takes %s',
    (password) => {
      expect(problem(password)).toBeNull()
    },
  )

  test('a short local part is no reason to refuse', () => {
    expect(problem('lo que sea 1234', 'lo@example.com')).toBeNull()
  })
})
