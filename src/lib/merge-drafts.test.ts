import { expect, test } from 'vitest'
import { mergeDrafts } from './merge-drafts.rules.ts'

const start = {
  title: { es: 'Barro', en: '' },
  price: '100',
  days: ['MO', 'WE'],
  tickets: [
    { key: 'adult', price: '100' },
    { key: 'child', price: '50' },
  ],
}

test('what each of them changed stays', () => {
  const mine = { ...start, title: { es: 'Barro', en: 'Clay' } }
  const theirs = { ...start, title: { es: 'Barro negro', en: '' }, price: '120' }
  expect(mergeDrafts(start, mine, theirs)).toEqual({
    draft: { ...start, title: { es: 'Barro negro', en: 'Clay' }, price: '120' },
    clashes: false,
  })
})

test('of the same rows each is merged', () => {
  const [adult, child] = start.tickets
  const mine = { ...start, tickets: [adult, { key: 'child', price: '60' }] }
  const theirs = { ...start, tickets: [{ key: 'adult', price: '110' }, child] }
  const { draft, clashes } = mergeDrafts<unknown>(start, mine, theirs)
  expect(draft).toEqual({
    ...start,
    tickets: [
      { key: 'adult', price: '110' },
      { key: 'child', price: '60' },
    ],
  })
  expect(clashes).toBe(false)
})

test('rows that came or went on either side are not lost', () => {
  const row = (key: string, price: string) => ({ key, price })
  const [a, b, c] = [row('a', '1'), row('b', '2'), row('c', '3')]
  const merged = (mine: object[], theirs: object[]) => mergeDrafts<unknown>([a, b, c], mine, theirs)
  // I add one and take one away; they change one and add one.
  expect(merged([a, c, row('mine', '9')], [a, b, row('c', '4'), row('theirs', '8')])).toEqual({
    draft: [a, row('c', '4'), row('mine', '9'), row('theirs', '8')],
    clashes: false,
  })
  // They take away what I did not touch.
  expect(merged([row('a', '7'), b, c], [a, c])).toEqual({ draft: [row('a', '7'), c], clashes: false })
  // One takes away what the other changes.
  expect(merged([row('a', '7'), b, c], [b, c])).toEqual({ draft: [row('a', '7'), b, c], clashes: true })
  expect(merged([b, c], [row('a', '7'), b, c])).toEqual({ draft: [b, c, row('a', '7')], clashes: true })
})

test('where both changed the same, what is being written stays, and it is said', () => {
  for (const [mine, theirs] of [
    [
      { ...start, price: '90' },
      { ...start, price: '120' },
    ],
    [
      { ...start, days: ['MO'] },
      { ...start, days: ['MO', 'WE', 'FR'] },
    ],
  ] as const)
    expect(mergeDrafts<unknown>(start, mine, theirs)).toEqual({ draft: mine, clashes: true })
})

test('who wrote the same as they did has nothing left to save', () => {
  const mine = { ...start, price: '90' }
  expect(mergeDrafts(start, mine, structuredClone(mine))).toEqual({ draft: mine, clashes: false })
})
