import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divideWithHost, isSameParty, partyOfDetail, readDetailSearch, youngestGuest } from './detail.rules.ts'

test('a shared link keeps the day, the time and the party', () => {
  const search = readDetailSearch({ dia: '2027-07-19', hora: '16:30', adult: 2, child: '1' })
  expect(search).toEqual({ dia: '2027-07-19', hora: '16:30', adult: 2, child: 1 })
  expect(partyOfDetail(search)).toEqual({ adult: 2, child: 1 })
})

test('a time without its day, and days that no calendar knows, are nothing', () => {
  expect(readDetailSearch({ hora: '16:30' })).toEqual({})
  expect(readDetailSearch({ dia: '2027-02-30', hora: '16:30' })).toEqual({})
  expect(readDetailSearch({ dia: '2027-07-19', hora: '25:00', adult: -1, Adult: 3 })).toEqual({ dia: '2027-07-19' })
})

test('no centavo is lost or made between host and platform', () => {
  expect(divideWithHost({ amount: 65_000, currency: 'MXN' }, 8400).host.amount).toBe(54_600)
  fc.assert(
    fc.property(fc.nat(100_000_000), fc.integer({ min: 0, max: 10_000 }), (amount, bps) => {
      const { host, platform } = divideWithHost({ amount, currency: 'MXN' }, bps)
      expect(host.amount + platform.amount).toBe(amount)
      expect(Math.abs(host.amount - (amount * bps) / 10_000)).toBeLessThanOrEqual(0.5)
      expect(platform.amount).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('the youngest guest is whom the listing names, else its youngest ticket', () => {
  const ticket = (minAge: number | null) => ({
    type: 'adult',
    label: '',
    price: { amount: 0, currency: 'MXN' as const },
    minAge,
    maxAge: null,
  })
  expect(youngestGuest({ minAge: 10, ticketTypes: [ticket(4)] })).toBe(10)
  expect(youngestGuest({ minAge: null, ticketTypes: [ticket(12), ticket(4)] })).toBe(4)
  expect(youngestGuest({ minAge: null, ticketTypes: [ticket(12), ticket(null)] })).toBeNull()
})

test('a party in the basket is the same whatever its order', () => {
  const lines = [
    { type: 'child', quantity: 1 },
    { type: 'adult', quantity: 2 },
  ]
  expect(isSameParty(lines, { adult: 2, child: 1 })).toBe(true)
  expect(isSameParty(lines, { adult: 2 })).toBe(false)
  expect(isSameParty(lines, { adult: 3, child: 1 })).toBe(false)
})
