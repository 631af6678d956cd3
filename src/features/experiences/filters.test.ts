import { expect, test } from 'vitest'
import { filtersOf, narrowings, readExploreSearch } from './filters.rules.ts'

test('a shared address keeps every filter', () => {
  const raw = {
    q: 'mole',
    category: 'CLASE',
    region: 'costa',
    from: '2027-07-19',
    to: '2027-07-26',
    guests: 4,
    priceMin: 10_000,
    priceMax: 90_000,
    sort: 'price',
    vista: 'mapa',
  }
  expect(readExploreSearch(raw)).toEqual(raw)
})

test('what the server would refuse is no filter, the rest stays', () => {
  expect(
    readExploreSearch({
      q: 'x'.repeat(101),
      category: 'CINE',
      region: 'jalisco',
      from: '2027-02-30',
      guests: 0,
      priceMin: -1,
      sort: 'magic',
      vista: 'globo',
      utm_source: 'mail',
      to: '2027-07-26',
    }),
  ).toEqual({ to: '2027-07-26' })
})

test('an end before its beginning is dropped, and defaults leave the address', () => {
  expect(
    readExploreSearch({
      from: '2027-07-26',
      to: '2027-07-19',
      priceMin: 50_000,
      priceMax: 10_000,
      sort: 'recommended',
      q: '  ',
    }),
  ).toEqual({ from: '2027-07-26', priceMin: 50_000 })
})

test('a number in the address is a text when one searches for it', () => {
  expect(readExploreSearch({ q: 2027 })).toEqual({ q: '2027' })
})

test('a link saved last week asks from today on, a range that is over stays over', () => {
  expect(filtersOf({ from: '2027-07-10', to: '2027-07-20', vista: 'mapa' }, '2027-07-15')).toEqual({
    from: '2027-07-15',
    to: '2027-07-20',
  })
  expect(filtersOf({ from: '2027-07-10', to: '2027-07-12' }, '2027-07-15')).toEqual({
    from: '2027-07-10',
    to: '2027-07-12',
  })
})

test('each chip takes its whole filter with it', () => {
  const search = readExploreSearch({
    priceMax: 50_000,
    priceMin: 1000,
    from: '2027-07-19',
    q: 'barro',
    sort: 'price',
    vista: 'mapa',
  })
  expect(narrowings.active(search)).toEqual(['q', 'price', 'dates'])
  expect(narrowings.without(search, 'price')).toEqual({ from: '2027-07-19', q: 'barro', sort: 'price', vista: 'mapa' })
  expect(narrowings.cleared(search)).toEqual({ sort: 'price', vista: 'mapa' })
})
