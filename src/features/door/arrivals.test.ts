import { expect, test } from 'vitest'
import type { HostBooking } from '../../../contracts/bookings.ts'
import { ApiProblem } from '../../lib/http.ts'
import { arrivalsOf, refusalOf } from './arrivals.rules.ts'

const booking = (name: string, startsAt: string, status: HostBooking['status'] = 'CONFIRMED') =>
  ({ guest: { name }, startsAt, timeZone: 'America/Mexico_City', status }) as HostBooking

test('today’s confirmed guests, in the order they arrive', () => {
  const list = [
    booking('Zoe', '2027-07-19T16:00:00.000Z'),
    booking('Ana', '2027-07-19T16:00:00.000Z'),
    booking('Eva', '2027-07-19T14:00:00.000Z'),
    booking('held', '2027-07-19T16:00:00.000Z', 'PENDING'),
    booking('tomorrow', '2027-07-20T16:00:00.000Z'),
  ]
  const names = arrivalsOf(list, '2027-07-19', (at) => at.slice(0, 10)).map(({ guest }) => guest.name)
  expect(names).toEqual(['Eva', 'Ana', 'Zoe'])
})

test('a refusal says why, and a lost connection never reads as a refusal of the guest', () => {
  const problem = (code: string, status: number, detail = 'texto') =>
    refusalOf(new ApiProblem({ code, status, detail }))
  expect(problem('ALREADY_ADMITTED', 409, 'Este boleto ya entró a las 10:02.')).toEqual({
    kind: 'told',
    text: 'Este boleto ya entró a las 10:02.',
    isOtherTime: false,
  })
  expect(problem('OUTSIDE_CHECK_IN_HOURS', 409, 'Este boleto es para el 19 de julio.')).toEqual({
    kind: 'told',
    text: 'Este boleto es para el 19 de julio.',
    isOtherTime: true,
  })
  expect(problem('TICKET_INVALID', 409)).toEqual({ kind: 'invalid' })
  expect(problem('NOT_FOUND', 404)).toEqual({ kind: 'not-found' })
  expect(problem('NETWORK_ERROR', 0)).toEqual({ kind: 'undecided' })
  expect(problem('OVERLOADED', 503)).toEqual({ kind: 'undecided' })
  expect(problem('RATE_LIMITED', 429)).toEqual({ kind: 'undecided' })
  expect(problem('UNAUTHENTICATED', 401)).toEqual({ kind: 'undecided' })
  expect(problem('INTERNAL', 500)).toEqual({ kind: 'other' })
})
