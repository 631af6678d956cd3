import { expect, test } from 'vitest'
import { readPlace } from './read-place.ts'

test.each([
  ['17.0654, -96.7236', { lat: 17.0654, lng: -96.7236 }],
  ['https://www.google.com/maps/@17.0654,-96.7236,15z', { lat: 17.0654, lng: -96.7236 }],
  ['https://maps.apple.com/?ll=17.0654%2C-96.7236', { lat: 17.0654, lng: -96.7236 }],
  ['https://maps.app.goo.gl/abc', null],
  ['Zócalo', null],
  ['117.5, 1.2', null],
  ['100% 17.0654,-96.7236', { lat: 17.0654, lng: -96.7236 }],
])('%s', (text, place) => {
  expect(readPlace(text)).toEqual(place)
})
