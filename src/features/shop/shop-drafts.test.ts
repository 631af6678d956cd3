import { describe, expect, test } from 'vitest'
import {
  type DiscountCode,
  DiscountCodeWrite,
  PickupPointsWrite,
  type ShippingRate,
  ShippingRatesWrite,
} from '../../../contracts/checkout.ts'
import { type SellerProfile, SellerProfilePatch } from '../../../contracts/partners.ts'
import { shippingOffer } from '../../../contracts/checkout-shipping-offer.ts'
import { codeProblems, codeState, codeWrite, emptyCode, lastDay } from './code-draft.rules.ts'
import { newPoint, pointsDraft, pointsProblems, pointsWrite } from './point-draft.rules.ts'
import { profileDraft, profilePatch, profileProblems } from './profile-draft.rules.ts'
import { newRate, ratesDraft, ratesProblems, ratesToTry, ratesWrite, readKilos } from './rate-draft.rules.ts'

const id = '01a200cd-ddd9-7211-8467-58fb6374bc3f'
const mexico: ShippingRate = {
  id,
  zone: 'MEXICO',
  states: [],
  label: 'Paquetería',
  translations: { en: { label: 'Courier' } },
  tiers: [
    { upToGrams: 1500, cents: 9900 },
    { upToGrams: null, cents: 18_950 },
  ],
  freeAbove: { amount: 150_000, currency: 'MXN' },
  minDays: 2,
  maxDays: 6,
}

describe('rates', () => {
  test('come out as they went in, and pass the contract', () => {
    const oaxaca: ShippingRate = {
      ...mexico,
      zone: 'STATES',
      states: ['OAX'],
      tiers: [{ upToGrams: null, cents: 0 }],
      freeAbove: null,
    }
    const draft = ratesDraft([mexico, oaxaca])
    expect(ratesProblems(draft)).toEqual({})
    const written = ratesWrite(draft)
    expect(written).toEqual([mexico, oaxaca].map(({ id: _, ...rate }) => rate))
    expect(ShippingRatesWrite.safeParse({ rates: written }).success).toBe(true)
    // What is shown is what is charged: the state's own rate before that of the whole country.
    const to = (stateCode: string) =>
      shippingOffer(ratesToTry(draft), { country: 'MX', stateCode }, { grams: 1600, goodsCents: 80_000 })?.cents
    expect([to('OAX'), to('YUC')]).toEqual([0, 18_950])
  })

  test('what makes no sense is named where it stands', () => {
    const rate = newRate('a', 'STATES')
    const tier = (upToKg: string, price: string) => ({ key: upToKg, upToKg, price })
    const rates = [
      rate,
      { ...rate, states: ['OAX'], byWeight: true, tiers: [tier('2', '99'), tier('1', 'x'), tier('', '149')] },
      { ...rate, states: ['OAX'], byWeight: true, tiers: [tier('', '99'), tier('3', '120')], minDays: '9' },
    ]
    expect(ratesProblems({ rates })).toEqual({
      '/rates/0/states': 'states',
      '/rates/0/tiers/0/cents': 'price',
      '/rates/1/tiers/1/upToGrams': 'order',
      '/rates/1/tiers/1/cents': 'price',
      '/rates/2/tiers/0/upToGrams': 'kilos',
      '/rates/2/maxDays': 'daysOrder',
    })
    expect(['0.5', '1,25', '0', '-1', 'dos'].map(readKilos)).toEqual([500, 1250, null, null, null])
  })
})

test('points come out as they went in; half written ones are named', () => {
  const point = {
    id,
    kind: 'STALL' as const,
    name: 'Puesto 14',
    address: 'Plaza de la Danza',
    location: { lat: 17.0618, lng: -96.7286 },
    openingHours: '10 a 20 h',
    translations: { en: { openingHours: '10 am to 8 pm' } },
    openFrom: '2027-07-10',
    openUntil: '2027-07-30',
  }
  const draft = pointsDraft([point])
  expect(pointsProblems(draft)).toEqual({})
  expect(pointsWrite(draft)).toEqual([point])
  expect(PickupPointsWrite.safeParse({ points: pointsWrite(draft) }).success).toBe(true)
  const [first] = draft.points
  if (!first) throw new Error('no point')
  expect(pointsProblems({ points: [newPoint('b', 'WORKSHOP'), { ...first, until: '2027-07-09' }] })).toEqual({
    '/points/0/address': 'address',
    '/points/0/location': 'place',
    '/points/0/openingHours': 'hours',
    '/points/1/openUntil': 'days',
  })
})

describe('codes', () => {
  const draft = { ...emptyCode(), code: ' feria-10 ', from: '2027-07-19', until: '2027-07-19', maxUses: '50' }
  test('a day is the whole day in Oaxaca, and passes the contract', () => {
    const written = codeWrite(draft)
    expect(written).toMatchObject({
      code: 'FERIA-10',
      value: 1000,
      startsAt: '2027-07-19T06:00:00.000Z',
      endsAt: '2027-07-20T06:00:00.000Z',
    })
    expect(DiscountCodeWrite.safeParse(written).success).toBe(true)
    expect(lastDay(written.endsAt ?? '')).toBe('2027-07-19')
    expect(codeWrite({ ...draft, kind: 'AMOUNT', value: '$ 80.50' }).value).toBe(8050)
  })
  test('what makes no sense is named', () => {
    expect(codeProblems(draft, '2027-07-19')).toEqual({})
    expect(
      codeProblems({ ...draft, code: 'ñ', value: '101', until: '2027-07-18', maxUses: '0' }, '2027-07-19'),
    ).toEqual({ '/code': 'code', '/value': 'percent', '/endsAt': 'past', '/maxUses': 'uses' })
  })
  test('how one stands', () => {
    const code = { active: true, used: 0, maxUses: 1, startsAt: null, endsAt: null } as unknown as DiscountCode
    const now = Date.parse('2027-07-19T12:00:00Z')
    expect(codeState(code, now)).toBe('WORKS')
    expect(codeState({ ...code, active: false }, now)).toBe('OFF')
    expect(codeState({ ...code, used: 1 }, now)).toBe('USED_UP')
    expect(codeState({ ...code, startsAt: '2027-07-20T06:00:00.000Z' }, now)).toBe('WAITING')
    expect(codeState({ ...code, active: false, endsAt: '2027-07-19T12:00:00.000Z' }, now)).toBe('OVER')
  })
})

test('the page of a workshop comes out as it went in', () => {
  const profile: SellerProfile = {
    id,
    slug: 'taller',
    name: 'Taller Cuarzo y Noche',
    ownerName: 'Eufemia Castellanos',
    town: 'San Bartolo Coyotepec',
    region: 'valles-centrales',
    location: null,
    crafts: ['barro-negro'],
    foundedYear: 1978,
    story: 'Mi abuela bruñía con cuarzo.',
    translations: {},
    images: [],
    pictures: [],
    returnDays: 14,
    verified: true,
    version: 'v',
    state: 'OPEN',
    ordersOpen: 0,
  }
  const draft = profileDraft(profile)
  expect(profileProblems(draft, 2027)).toEqual({})
  expect(profilePatch(draft)).toMatchObject({ foundedYear: 1978, location: null, translations: {}, returnDays: 14 })
  expect(SellerProfilePatch.safeParse(profilePatch(draft)).success).toBe(true)
  expect(profileProblems({ ...draft, name: ' ', place: 'aquí', foundedYear: '2028', returnDays: '6' }, 2027)).toEqual({
    '/name': 'name',
    '/location': 'place',
    '/foundedYear': 'year',
    '/returnDays': 'returnDays',
  })
})
