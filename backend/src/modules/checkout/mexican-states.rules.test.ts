import { expect, test } from 'vitest'
import { mexicanStateCode, mexicanStateCodes } from './mexican-states.rules.ts'

test('there are thirty-two, each known by its own code', () => {
  expect(mexicanStateCodes).toHaveLength(32)
  for (const code of mexicanStateCodes) {
    expect(mexicanStateCode(code)).toBe(code)
    expect(mexicanStateCode(` mx-${code.toLowerCase()} `)).toBe(code)
  }
})

test.each([
  ['Oaxaca', 'OAX'],
  ['OAXACA DE JUÁREZ', 'OAX'],
  ['Estado de Oaxaca', 'OAX'],
  ['Ciudad de México', 'CMX'],
  ['CDMX', 'CMX'],
  ['D.F.', 'CMX'],
  ['México', 'MEX'],
  ['Edo. de México', 'MEX'],
  ['Estado de México', 'MEX'],
  ['Michoacán de Ocampo', 'MIC'],
  ['Nuevo León', 'NLE'],
  ['Q. Roo', 'ROO'],
  ['yucatan', 'YUC'],
  ['Querétaro', 'QUE'],
  ['San Luis Potosí', 'SLP'],
  ['Texas', null],
  ['', null],
])('%s: %s', (text, code) => {
  expect(mexicanStateCode(text)).toBe(code)
})
