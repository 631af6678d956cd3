import { expect, test } from 'vitest'
import { z } from 'zod'
import type { InvalidInput } from '../invalid-input.ts'
import { validatorCompiler } from './validation.ts'

const schema = z.object({ name: z.string(), party: z.array(z.int()).max(8).optional() }).strict()
function refuse(body: unknown): InvalidInput {
  const validate = validatorCompiler({ schema, method: 'POST', url: '/', httpPart: 'body' })
  const { error } = validate(body) as { error?: InvalidInput }
  if (!error) throw new Error('it was accepted')
  return error
}

test('each unknown field is named by its pointer, in both languages', () => {
  expect(refuse({ name: 'Ana', 'a/b': 1, role: 'admin' }).fields).toEqual({
    es: [
      { pointer: '/a~1b', message: 'Este campo no existe aquí.' },
      { pointer: '/role', message: 'Este campo no existe aquí.' },
    ],
    en: [
      { pointer: '/a~1b', message: 'There is no such field here.' },
      { pointer: '/role', message: 'There is no such field here.' },
    ],
  })
})

// Fifteen thousand unknown fields once were an answer of gigabytes.
test.each([
  ['unknown fields', { name: 'Ana', ...Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`k${n}`, n])) }],
  ['wrong items', { name: 'Ana', party: Array.from({ length: 60_000 }, () => 'x') }],
  ['one field of a giant name', { name: 'Ana', ['x'.repeat(200_000)]: 1 }],
])('a body wrong in thousands of places gets a short answer: %s', (_what, body) => {
  const { fields } = refuse(body)
  for (const errors of [fields.es, fields.en]) {
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.length).toBeLessThanOrEqual(50)
    expect(JSON.stringify(errors).length).toBeLessThan(40_000)
  }
})
