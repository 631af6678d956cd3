import { expect, test } from 'vitest'
import { addressOf, addressProblems, type AddressForm, emptyForm, isAdult, quoteAddress } from './address.rules.ts'

const whole: AddressForm = {
  ...emptyForm,
  recipient: 'Itzel Ramírez',
  line1: 'Calle 5 de Mayo 12',
  city: 'Puebla',
  state: 'PUE',
  postalCode: '72000',
}
const needs = { address: true, birthDate: false, today: '2026-11-22' }

test('a whole address has no problem; what is left empty is left out', () => {
  expect(addressProblems(whole, needs)).toEqual({})
  expect(addressOf({ ...whole, line2: '  ', phone: ' 222 ' })).toEqual({
    recipient: 'Itzel Ramírez',
    line1: 'Calle 5 de Mayo 12',
    city: 'Puebla',
    state: 'PUE',
    postalCode: '72000',
    country: 'MX',
    phone: '222',
  })
})

test('an empty form names every field that is needed, and none when nothing is sent', () => {
  expect(Object.keys(addressProblems(emptyForm, needs)).sort()).toEqual([
    'city',
    'line1',
    'postalCode',
    'recipient',
    'state',
  ])
  expect(addressProblems(emptyForm, { ...needs, address: false })).toEqual({})
})

test('a Mexican postal code has five digits; abroad they look as they like', () => {
  expect(addressProblems({ ...whole, postalCode: '7200' }, needs)).toEqual({ postalCode: 'postalCodeMx' })
  expect(addressProblems({ ...whole, country: 'CA', state: 'Quebec', postalCode: 'H2X 1Y4' }, needs)).toEqual({})
})

test('eighteen on the day itself', () => {
  expect(isAdult('2008-11-22', '2026-11-22')).toBe(true)
  expect(isAdult('2008-11-23', '2026-11-22')).toBe(false)
  const age = { address: false, birthDate: true, today: '2026-11-22' }
  expect(addressProblems({ ...emptyForm, birthDate: '2010-01-01' }, age)).toEqual({ birthDate: 'adult' })
  expect(addressProblems(emptyForm, age)).toEqual({ birthDate: 'birthDate' })
})

test('a quote needs the state in Mexico and the country elsewhere', () => {
  expect(quoteAddress({ country: 'MX', state: '' })).toBeNull()
  expect(quoteAddress({ country: 'MX', state: 'OAX' })).toMatchObject({ state: 'OAX', country: 'MX' })
  expect(quoteAddress({ country: 'US', state: '' })).toMatchObject({ country: 'US' })
})
