import { expect, test } from 'vitest'
import { narrowings, readStoreSearch, withCategory } from './filters.rules.ts'

test('a shared address keeps every filter', () => {
  const raw = {
    q: 'jarra',
    category: 'CERAMICA',
    craft: 'barro-negro',
    region: 'valles-centrales',
    town: 'San Bartolo Coyotepec',
    seller: 'taller-cuarzo-y-noche',
    priceMin: 10_000,
    priceMax: 90_000,
    inStock: 'true',
    sort: '-price',
  }
  expect(readStoreSearch(raw)).toEqual(raw)
})

test('what the server would refuse is no filter, the rest stays', () => {
  expect(
    readStoreSearch({
      q: 'x'.repeat(101),
      category: 'CINE',
      craft: 'Barro Negro',
      region: 'jalisco',
      priceMin: -1,
      priceMax: 'mucho',
      inStock: 'quizá',
      sort: 'soonest',
      utm_source: 'mail',
      town: 'Jalieza',
    }),
  ).toEqual({ town: 'Jalieza' })
})

test('what the router reads as a number or a truth is what was written', () => {
  expect(readStoreSearch({ q: 1998, inStock: true })).toEqual({ q: '1998', inStock: 'true' })
})

test('defaults leave the address, and an end before its beginning is dropped', () => {
  expect(
    readStoreSearch({ q: ' ', town: '', inStock: false, sort: 'recommended', priceMin: 50_000, priceMax: 10_000 }),
  ).toEqual({ priceMin: 50_000 })
  expect(readStoreSearch({ priceMin: 0 })).toEqual({})
})

test('each chip takes its whole filter with it', () => {
  const search = readStoreSearch({ priceMax: 50_000, priceMin: 1000, craft: 'mezcal', sort: 'price', inStock: 'true' })
  expect(narrowings.active(search)).toEqual(['craft', 'price', 'inStock'])
  expect(narrowings.without(search, 'price')).toEqual({ craft: 'mezcal', sort: 'price', inStock: 'true' })
  expect(narrowings.cleared(search)).toEqual({ sort: 'price' })
})

test('another category lets the craft go', () => {
  expect(withCategory({ craft: 'mezcal', category: 'MEZCAL', q: 'a' }, 'TEXTIL')).toEqual({
    category: 'TEXTIL',
    q: 'a',
  })
  expect(withCategory({ craft: 'mezcal', category: 'MEZCAL' }, undefined)).toEqual({})
})
