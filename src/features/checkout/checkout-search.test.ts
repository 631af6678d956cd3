import { expect, test } from 'vitest'
import { checkoutPath, partyOfSearch, readCheckoutSearch } from './checkout-search.rules.ts'

const reserva = '01a200cd-ddd9-7211-8467-58fb6374bc3f'

test('the choice survives the way to sign-in and back', () => {
  const search = readCheckoutSearch({ adult: 2, child: '1', experiencia: 'mole-negro', dia: '2027-07-19' })
  const path = checkoutPath('slot', search)
  const again = readCheckoutSearch(Object.fromEntries(new URL(path, 'http://x').searchParams))
  expect(again).toEqual(search)
  expect(partyOfSearch(again)).toEqual({ adult: 2, child: 1 })
})

test('a group’s secret survives sign-in, and nothing that is none passes for one', () => {
  const clave = `${'a1-_'.repeat(10)}xyz`
  const search = readCheckoutSearch({ clave, adult: 2 })
  expect(search).toEqual({ clave, adult: 2 })
  expect(partyOfSearch(search)).toEqual({ adult: 2 })
  expect(new URL(checkoutPath('slot', search), 'http://x').searchParams.get('clave')).toBe(clave)
  expect(readCheckoutSearch({ clave: 'short' })).toEqual({})
})

test('what the provider appends does not stay in the address', () => {
  const search = readCheckoutSearch({
    reserva,
    vuelta: 1,
    payment_intent: 'pi_1',
    payment_intent_client_secret: 'pi_1_secret_2',
    redirect_status: 'succeeded',
  })
  expect(search).toEqual({ reserva, vuelta: 1 })
  expect(partyOfSearch(search)).toEqual({})
})

test('nonsense is dropped', () => {
  expect(readCheckoutSearch({ reserva: '../etc', experiencia: 'a b', dia: 'mañana', vuelta: 7, adult: 'x' })).toEqual(
    {},
  )
})
