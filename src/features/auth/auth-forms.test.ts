import { expect, test } from 'vitest'
import { ApiProblem } from '../../lib/http.ts'
import { formFailure, ResetForm, SignInForm, SignUpForm } from './auth-forms.rules.ts'

const firstProblems = (result: ReturnType<typeof SignUpForm.safeParse>) =>
  Object.fromEntries((result.error?.issues ?? []).toReversed().map((issue) => [issue.path.join('.'), issue.message]))

test('each field says what is wrong, most basic first', () => {
  expect(firstProblems(SignUpForm.safeParse({ name: ' ', email: '', password: '' }))).toEqual({
    name: 'nameMissing',
    email: 'emailMissing',
    password: 'passwordMissing',
  })
  expect(firstProblems(SignUpForm.safeParse({ name: 'Ana', email: 'ana@', password: 'corta' }))).toEqual({
    email: 'emailWrong',
    password: 'passwordShort',
  })
})

test('spaces around an address are nobody’s mistake', () => {
  const result = SignUpForm.parse({ name: ' Ana ', email: ' ana@example.com ', password: 'tres palabras tuyas' })
  expect(result).toMatchObject({ name: 'Ana', email: 'ana@example.com' })
})

test('signing in asks nothing about the length of an old password', () => {
  expect(SignInForm.safeParse({ email: 'ana@example.com', password: 'x' }).success).toBe(true)
  expect(ResetForm.safeParse({ password: 'x' }).success).toBe(false)
})

test('refusals become what the form says', () => {
  const refused = (code: string, status = 400, extra = {}) => formFailure(new ApiProblem({ code, status, ...extra }))
  expect(refused('INVALID_EMAIL_OR_PASSWORD', 401)).toEqual({ kind: 'mismatch' })
  expect(refused('ACCOUNT_BANNED', 403)).toEqual({ kind: 'banned' })
  expect(refused('INVALID_TOKEN')).toEqual({ kind: 'dead-link' })
  expect(refused('RATE_LIMITED', 429, { retryAfterSeconds: 42 })).toEqual({ kind: 'wait', seconds: 42 })
  expect(refused('PASSWORD_TOO_COMMON', 400, { detail: 'Muy fácil.' })).toEqual({
    kind: 'password',
    text: 'Muy fácil.',
  })
  expect(refused('NETWORK_ERROR', 0)).toEqual({ kind: 'offline' })
  expect(refused('INTERNAL', 500)).toEqual({ kind: 'failed' })
  expect(formFailure(new Error('boom'))).toEqual({ kind: 'failed' })
})
