import { expect, test } from 'vitest'
import type { TicketType } from '../../contracts/experiences.ts'
import {
  mostOf,
  partyEntries,
  partyFor,
  partyProblem,
  priceLines,
  readParty,
  totalOf,
  withQuantity,
} from './party.rules.ts'

const type = (key: string, pesos: number): TicketType => ({
  type: key,
  label: key,
  price: { amount: pesos * 100, currency: 'MXN' },
  minAge: null,
  maxAge: null,
})
const limits = { minParty: 2, maxParty: 6, ticketTypes: [type('adult', 650), type('child', 325), type('infant', 0)] }

test('the address bar is read kindly and never believed', () => {
  expect(readParty({ adult: 2, child: '1', infant: 0, senior: -1, other: 1.5, X: 3, many: 900, name: 'ana' })).toEqual({
    adult: 2,
    child: 1,
  })
  expect(partyFor({ adult: 2, ghost: 4 }, limits)).toEqual({ adult: 2 })
  expect(partyFor({}, limits)).toEqual({ adult: 2 })
})

test('prices add up in centavos, line by line', () => {
  const lines = priceLines({ child: 1, adult: 2, infant: 1 }, limits.ticketTypes)
  expect(lines.map((line) => [line.type, line.quantity, line.subtotal.amount])).toEqual([
    ['adult', 2, 130_000],
    ['child', 1, 32_500],
    ['infant', 1, 0],
  ])
  expect(totalOf(lines)).toEqual({ amount: 162_500, currency: 'MXN' })
})

test('limits: the smallest party, the largest, and the room that is left', () => {
  expect(partyProblem({}, limits, 10)).toEqual({ kind: 'nobody' })
  expect(partyProblem({ adult: 1 }, limits, 10)).toEqual({ kind: 'too-few', min: 2 })
  expect(partyProblem({ adult: 7 }, limits, 10)).toEqual({ kind: 'too-many', max: 6 })
  expect(partyProblem({ adult: 3, child: 1 }, limits, 3)).toEqual({ kind: 'no-room', available: 3 })
  expect(partyProblem({ adult: 3, child: 3 }, limits, 6)).toBeNull()
})

test('a stepper stops where the party or the slot is full, and never below what is chosen', () => {
  expect(mostOf('adult', { adult: 2, child: 1 }, limits, 20)).toBe(5)
  expect(mostOf('adult', { adult: 2, child: 1 }, limits, 4)).toBe(3)
  expect(mostOf('adult', { adult: 4 }, limits, 1)).toBe(4)
})

test('the same party is the same request, however it was chosen', () => {
  const one = withQuantity(withQuantity({}, 'child', 1), 'adult', 2)
  const other = withQuantity(withQuantity({}, 'adult', 2), 'child', 1)
  expect(JSON.stringify(partyEntries(one))).toBe(JSON.stringify(partyEntries(other)))
  expect(withQuantity(one, 'child', 0)).toEqual({ adult: 2 })
})
