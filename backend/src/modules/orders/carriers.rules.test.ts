import { expect, test } from 'vitest'
import { carriers } from '../../../../contracts/orders.ts'
import { normaliseCarrier, normaliseTracking, trackingOf } from './carriers.rules.ts'

test.each([
  ['Estafeta', 'estafeta'],
  ['D.H.L. Express', 'dhl'],
  [' fed-ex ', 'fedex'],
  ['Paquete Express', 'paquetexpress'],
  ['Correos de México', 'correos'],
  ['UPS', 'ups'],
  ['  Camión de   don Beto ', 'Camión de don Beto'],
])('%s is kept as %s', (written, kept) => expect(normaliseCarrier(written)).toBe(kept))

test('every carrier of the contract is known by its own name', () => {
  for (const carrier of carriers) expect(normaliseCarrier(carrier)).toBe(carrier)
})

test('a link carries the number and nothing a number could smuggle in', () => {
  expect(trackingOf('dhl', 'AB12').trackingUrl).toBe('https://www.dhl.com/mx-es/home/rastreo.html?tracking-id=AB12')
  expect(trackingOf('ups', '1Z&x=/../').trackingUrl).toContain('1Z%26x%3D%2F..%2F')
  expect(trackingOf('dhl', '$&').trackingUrl).toContain('%24%26')
})

test('every known carrier has a page to follow a parcel on; others have none', () => {
  for (const carrier of carriers) {
    const { trackingUrl } = trackingOf(carrier, 'EE1MX')
    if (carrier === 'otro') expect(trackingUrl).toBeNull()
    else expect(URL.canParse(trackingUrl ?? '') && trackingUrl?.startsWith('https://')).toBe(true)
  }
  expect(trackingOf('Camión de don Beto', '7')).toEqual({ carrierName: 'Camión de don Beto', trackingUrl: null })
})

test('a number is kept as it is looked up', () => expect(normaliseTracking(' 12 34-ab ')).toBe('1234AB'))
