import { expect, test } from 'vitest'
import type { ActingFor } from '../../contracts/partners.ts'
import { actFor, actingOn } from './acting-choice.ts'
import { actingOf, mayDo, workplaceOf } from './acting.rules.ts'
import { apiUrl } from './http.ts'

const partner = (partnerId: string, facts: Partial<ActingFor> = {}): ActingFor => ({
  partnerId,
  kind: 'HOST',
  name: partnerId,
  slug: partnerId,
  role: 'OWNER',
  state: 'OPEN',
  actions: ['check-in', 'schedule'],
  ...facts,
})

test('the chosen one as long as they may, else their own; never one of the other kind', () => {
  const partners = [partner('own'), partner('helped', { role: 'HELPER' }), partner('shop', { kind: 'SELLER' })]
  expect(actingOf(partners, 'HOST', null)?.partnerId).toBe('own')
  expect(actingOf(partners, 'HOST', 'helped')?.partnerId).toBe('helped')
  expect(actingOf(partners, 'HOST', 'shop')?.partnerId).toBe('own')
  expect(actingOf(partners, 'HOST', 'left long ago')?.partnerId).toBe('own')
  expect(actingOf([], 'SELLER', 'shop')).toBeNull()
})

test('nobody begins at a door that is closed to them', () => {
  expect(workplaceOf(partner('a'))).toBe('/anfitrion/calendario')
  expect(workplaceOf(partner('a', { actions: ['check-in', 'bookings'] }))).toBe('/anfitrion/puerta')
  expect(workplaceOf(partner('a', { kind: 'SELLER', actions: ['orders'] }))).toBe('/vender/pedidos')
  expect(workplaceOf(partner('a', { kind: 'SELLER', actions: ['orders', 'insights'] }))).toBe('/vender')
  expect(workplaceOf(partner('a', { actions: ['schedule', 'insights'] }))).toBe('/anfitrion')
  expect(mayDo(null, 'orders')).toBe(false)
})

test('requests and downloads of one side say for whom; nothing else does', () => {
  actFor('HOST', 'h1')
  expect(actingOn('/host/bookings')).toBe('h1')
  expect(actingOn('/seller/orders')).toBeNull()
  expect(actingOn('/hosts/somebody')).toBeNull()
  expect(apiUrl('/host/slots/1/manifest', { format: 'csv' })).toBe(
    '/api/v1/host/slots/1/manifest?format=csv&actingFor=h1',
  )
  expect(apiUrl('/experiences')).toBe('/api/v1/experiences')
  actFor('HOST', null)
  expect(apiUrl('/host/bookings')).toBe('/api/v1/host/bookings')
})
