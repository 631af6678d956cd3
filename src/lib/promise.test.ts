import { expect, test } from 'vitest'
import { splitPromise } from './promise.rules.ts'

test('the first sentence promises, the rest tells', () => {
  expect(splitPromise('Tejes un tapete. Te llevas lo tejido.')).toEqual({
    promise: 'Tejes un tapete.',
    rest: 'Te llevas lo tejido.',
  })
  expect(splitPromise('Cruz de Piedra, Sta. Lucía y el Zócalo')).toEqual({
    promise: 'Cruz de Piedra, Sta. Lucía y el Zócalo',
    rest: '',
  })
  expect(splitPromise('Verás ponerse el sol. Después hay café.').promise).toBe('Verás ponerse el sol.')
  expect(splitPromise('¿Sabes tejer? Aquí aprendes.').promise).toBe('¿Sabes tejer?')
})
