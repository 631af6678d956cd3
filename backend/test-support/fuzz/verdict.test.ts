/** The fuzzer sees what is wrong: each promise broken on purpose once. */
import { expect, test } from 'vitest'
import type { Case } from './cases.ts'
import { writeJson, Fields, Literal } from './json.ts'
import { mismatches, type Schemas } from './schema.ts'
import { answerFaults, writeFaults } from './verdict.ts'
import type { Answer } from './wire.ts'

const schemas: Schemas = {
  Problem: {
    type: 'object',
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      code: { type: 'string' },
      requestId: { type: 'string' },
    },
    required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
    additionalProperties: false,
  },
  Thing: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      n: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] },
    },
    required: ['id'],
    additionalProperties: false,
  },
}
const json = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } }
const problemJson = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
const one = {
  method: 'GET',
  operation: { responses: { 200: { content: json }, 404: { content: problemJson }, 500: { content: problemJson } } },
} as unknown as Case
const id = '01a200cd-ddd9-7211-8467-58fb6374bc3f'
const problem = { type: '/p', title: 'T', status: 404, detail: 'd', code: 'NOT_FOUND', requestId: 'r' }

function answer(status: number, body: unknown, over: Partial<Answer['headers']> = {}): Answer {
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8'
  const headers = { 'content-type': type, 'x-request-id': 'r', ...over }
  return { status, headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), milliseconds: 1 }
}

test.each<[string, Answer | null]>([
  ['no answer', null],
  ['a failure of ours', answer(500, { ...problem, status: 500, code: 'INTERNAL' })],
  ['a refusal as HTML', answer(404, '<h1>no</h1>', { 'content-type': 'text/html' })],
  ['a code that is in no catalogue', answer(404, { ...problem, code: 'WHO_KNOWS' })],
  ['a code with another status', answer(404, { ...problem, code: 'FORBIDDEN' })],
  ['a field of the problem missing', answer(404, { ...problem, detail: undefined })],
  ['another request’s id', answer(404, { ...problem, requestId: 'other' })],
  ['a word about our insides', answer(404, { ...problem, detail: 'SELECT 1 failed at /x/node_modules' })],
  ['a status nobody documented', answer(201, { id })],
  ['a media type nobody documented', answer(200, { id }, { 'content-type': 'text/plain' })],
  ['a body that is no JSON', answer(200, '{"id":')],
  ['a field that is not described', answer(200, { id, password: 'x' })],
  ['a field that is missing', answer(200, { n: 1 })],
  ['a value out of bounds', answer(200, { id, n: 0 })],
  ['a text of no such format', answer(200, { id: 'x' })],
])('noticed: %s', (_what, given) => {
  expect(answerFaults(one, given, schemas)).not.toEqual([])
})

test('an answer as promised has no faults', () => {
  expect(answerFaults(one, answer(200, { id, n: null }), schemas)).toEqual([])
  expect(answerFaults(one, answer(404, problem), schemas)).toEqual([])
})

test('a refusal that wrote something is noticed, but for the evidence of the refusal', () => {
  expect(writeFaults(answer(404, problem), ['bookings'])).toHaveLength(1)
  expect(writeFaults(answer(404, problem), ['idempotency_keys', 'slot_refusals'])).toEqual([])
  expect(writeFaults(answer(200, { id }), ['bookings'])).toEqual([])
})

test('schemas: types, items, alternatives and closed objects', () => {
  const list = { type: 'array', items: { $ref: '#/components/schemas/Thing' }, maxItems: 1 }
  expect(mismatches(list, [{ id }], schemas)).toEqual([])
  expect(mismatches(list, [{ id }, { id: 1 }], schemas)).toEqual(['/: has 2 items', '/1/id: is integer, not string'])
  expect(mismatches({ enum: ['a'] }, 'b', schemas)).toHaveLength(1)
  expect(mismatches({ oneOf: [{ type: 'string' }, { type: 'null' }] }, 1, schemas)).toHaveLength(1)
})

test('JSON that JavaScript cannot hold is written', () => {
  const twice = new Fields([
    ['a', new Literal('1e400')],
    ['a', [null, 'x']],
    ['__proto__', {}],
  ])
  expect(writeJson(twice)).toBe('{"a":1e400,"a":[null,"x"],"__proto__":{}}')
})
