/** Every name that the server writes down for staff has words: a new one without them is found here. */
import { expect, test } from 'vitest'
import { actions, factWord, isTechnical, jobWord, refundWord, wordOf } from './event-words.rules.ts'

const sources = Object.values(
  import.meta.glob<string>(['../../../backend/src/modules/**/*.ts', '!../../../backend/**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n')
/** The first group of every match. */
const found = (pattern: RegExp) => [...new Set([...sources.matchAll(pattern)].map((match) => match[1] as string))]
const withoutWord = (group: Parameters<typeof wordOf>[0], names: string[]) =>
  names.filter((name) => wordOf(group, name) === undefined)

test('what staff did', () => {
  const written = found(/action: (?:\w+ \? )?'([a-z]+(?:-[a-z]+)*\.[a-z-]+)'/g)
  expect(written.length).toBeGreaterThan(20)
  expect(written.filter((action) => !actions.includes(action))).toEqual([])
  expect(withoutWord('acts', actions)).toEqual([])
})

test('what happened to an order and in the books', () => {
  const orders = found(/orderId: [\w.]+, kind: '([A-Z_]+)'/g)
  expect(orders.length).toBeGreaterThan(4)
  expect(
    withoutWord(
      'orders',
      [...orders, 'PLACED', 'PAID', 'REFUNDED'].map((kind) => kind.toLowerCase()),
    ),
  ).toEqual([])
  const books = found(/key: `[^`]+`, kind: '([A-Z_]+)'/g)
  expect(books.length).toBeGreaterThan(8)
  expect(
    withoutWord(
      'books',
      books.map((kind) => kind.toLowerCase()),
    ),
  ).toEqual([])
})

test('what checks found', () => {
  const filed = 'file(?:Open)?Finding\\(tx, \\{\\s+key: `[^`]+`,\\s+kind: '
  const kinds = [
    `${filed}(?:\\w+ \\? )?'([A-Z_]+)'`,
    `${filed}\\w+ \\? '[A-Z_]+' : '([A-Z_]+)'`,
    "await found\\('([A-Z_]+)'",
  ]
    .flatMap((pattern) => found(new RegExp(pattern, 'g')))
    .map((kind) => kind.toLowerCase())
  expect(kinds.length).toBeGreaterThan(12)
  expect(withoutWord('findings', kinds)).toEqual([])
})

test('what the provider told', () => {
  const sandbox = Object.values(
    import.meta.glob<string>('../../../sandbox/**/*.ts', { query: '?raw', import: 'default', eager: true }),
  ).join('\n')
  const types = new Set([...sandbox.matchAll(/'((?:payment_intent|charge|refund|transfer|account)\.[a-z_.]+[a-z])'/g)])
  const told = [...types].map((match) => match[1] as string)
  expect(told.length).toBeGreaterThan(5)
  expect(withoutWord('said', told)).toEqual([])
})

test('why money went back', () => {
  const keys = found(/reasonKey: [`']([a-z-]+)[:'`]/g)
  expect(keys.length).toBeGreaterThan(4)
  expect(keys.filter((key) => key !== 'entry' && refundWord(`${key}:01a2`) === undefined)).toEqual([])
})

test('jobs that know of a booking, an order or a payment', () => {
  for (const queue of [
    'booking.cancelled/notifications',
    'order.paid/insights',
    'payments.submit-refund',
    'orders.later',
  ])
    expect(jobWord(queue), queue).toBeDefined()
  expect(jobWord('unheard.of')).toBeUndefined()
})

test('numbers of machines are told apart from facts', () => {
  expect(isTechnical('refundId', 're_1')).toBe(true)
  expect(isTechnical('who', '019b76da-a800-7697-8f84-9d673f6c8f96')).toBe(true)
  expect(isTechnical('before', { role: 'user' })).toBe(true)
  expect(isTechnical('seats', 2)).toBe(false)
})

test('what stands beside an act in the audit log', () => {
  const beside = ['amountCents', 'bearer', 'bps', 'startsAt', 'sessions', 'es', 'en', 'level', 'about', 'from', 'to']
  expect(beside.filter((key) => factWord(key) === undefined)).toEqual([])
  expect(factWord('amountCents')).toBe(factWord('amount'))
})
