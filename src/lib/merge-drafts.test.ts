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

test('where both changed the same, what is being written stays, and it is said', () => {
  const longer = { ...start, tickets: [...start.tickets, { key: 'baby', price: '0' }] }
  for (const [mine, theirs] of [
    [
      { ...start, price: '90' },
      { ...start, price: '120' },
    ],
    [
      { ...start, days: ['MO'] },
      { ...start, days: ['MO', 'WE', 'FR'] },
    ],
    [longer, { ...start, tickets: start.tickets.slice(1) }],
  ] as const)
    expect(mergeDrafts<unknown>(start, mine, theirs)).toEqual({ draft: mine, clashes: true })
})

test('who wrote the same as they did has nothing left to save', () => {
  const mine = { ...start, price: '90' }
  expect(mergeDrafts(start, mine, structuredClone(mine))).toEqual({ draft: mine, clashes: false })
})
