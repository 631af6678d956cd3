import { describe, expect, test } from 'vitest'
import { inboxAsked, isNarrowed, readInbox } from './inbox-search.rules.ts'

describe('what is to be answered', () => {
  test('the address says which, and nonsense says nothing', () => {
    const search = { ver: 'questions', pendiente: 'true', orden: 'oldest', estrellas: '3' }
    expect(readInbox(search)).toEqual({ ver: 'questions', pendiente: true, orden: 'oldest', estrellas: 3 })
    expect(readInbox({ ver: 'x', pendiente: 'yes', orden: 'price', estrellas: '6' })).toEqual({})
    // The usual order needs no words.
    expect(readInbox({ orden: 'open' })).toEqual({})
  })

  test('questions have no stars', () => {
    const search = readInbox({ pendiente: 'true', orden: 'worst', estrellas: '1' })
    expect(inboxAsked('reviews', search)).toEqual({ answered: 'false', sort: 'worst', stars: 1 })
    expect(inboxAsked('questions', search)).toEqual({ answered: 'false' })
    expect(inboxAsked('questions', readInbox({ orden: 'oldest' }))).toEqual({ sort: 'oldest' })
  })

  test('an order alone leaves nothing out', () => {
    expect(isNarrowed(inboxAsked('reviews', readInbox({ orden: 'best' })))).toBe(false)
    expect(isNarrowed(inboxAsked('reviews', readInbox({ estrellas: '2' })))).toBe(true)
  })
})
