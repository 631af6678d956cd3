import { expect, test } from 'vitest'
import { mapLink } from './map-link.ts'

const place = { lat: 17.0654321, lng: -96.7236 }

test('each device opens its own map', () => {
  expect(mapLink(place, 'Santo Domingo (atrio)', 'Linux; Android 15')).toBe(
    'geo:17.065432,-96.723600?q=17.065432,-96.723600(Santo%20Domingo%20(atrio))',
  )
  expect(mapLink(place, 'Atrio', 'iPhone')).toContain('maps.apple.com/?ll=17.065432,-96.723600&q=Atrio')
  expect(mapLink(place, 'Atrio', 'X11; Linux x86_64')).toContain('mlat=17.065432')
})
