import { expect, test } from 'vitest'
import { readPayouts, statementAsked, transfersAsked } from './payouts-search.rules.ts'

test('statement and transfers are chosen apart from each other, and the usual order needs no words', () => {
  const search = readPayouts({ mes: '2026-11', tipo: 'REFUNDS', orden: 'newest', envio: 'SENT', envios: 'largest' })
  expect(statementAsked(search)).toEqual({ kind: 'REFUNDS', sort: 'newest' })
  expect(transfersAsked(search)).toEqual({ state: 'SENT', sort: 'largest' })
  expect(readPayouts({ orden: 'oldest', envios: 'newest' })).toEqual({})
})

test('what is not understood is dropped', () => {
  expect(readPayouts({ mes: '2026-13', tipo: 'x', orden: 'largest', envio: 'DUE', envios: 'open' })).toEqual({})
})
