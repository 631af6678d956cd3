import { expect, test } from 'vitest'
import { isNarrowed, narrowings, readSold, soldAsked } from './sold-search.rules.ts'

test('the address says what is shown; what waits longest comes first where somebody waits', () => {
  const search = readSold({ ver: 'to-ship', q: ' ', entrega: 'PICKUP', desde: '2027-07-01', hasta: 'ayer', orden: 'x' })
  expect(search).toEqual({ ver: 'to-ship', entrega: 'PICKUP', desde: '2027-07-01' })
  expect(narrowings(search)).toBe(2)
  expect([search, readSold({ q: 'x' }), readSold({ ver: 'done' })].map(isNarrowed)).toEqual([true, true, false])
  expect(soldAsked(search, 'to-ship')).toEqual({
    delivery: 'PICKUP',
    from: '2027-07-01',
    to: undefined,
    q: undefined,
    view: 'to-ship',
    sort: 'oldest',
  })
  expect(soldAsked(readSold({ q: 'jarra' }), 'done')).toMatchObject({ q: 'jarra', sort: 'newest' })
  expect(soldAsked(readSold({ orden: 'newest' }), 'new').sort).toBe('newest')
})
