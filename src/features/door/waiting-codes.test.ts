import { expect, test } from 'vitest'
import { isPartyCode, readWaiting, shownCode, withCode } from './waiting-codes.rules.ts'

const one = { code: 'K6A52177R9T5', duringHours: true, key: 'a', at: 1 }

test('what was kept is read again, and anything else is nothing', () => {
  expect(readWaiting(JSON.stringify([one]))).toEqual([one])
  expect(readWaiting('{}')).toEqual([])
  expect(readWaiting('{')).toEqual([])
  expect(readWaiting(null)).toEqual([])
})

test('the same ticket held up again waits once, with the key of its first time', () => {
  expect(withCode([one], { ...one, key: 'b', at: 2 })).toEqual([one])
  expect(withCode([one], { ...one, code: 'x', key: 'b' })).toHaveLength(2)
})

test('a booking’s code lets in one person each time it is given', () => {
  const party = { ...one, code: '93pk 4e21' }
  expect(withCode([party], { ...party, key: 'b' })).toHaveLength(2)
})

test('a QR is called by the code printed under it', () => {
  const payload = Buffer.from(JSON.stringify({ t: 'K6A52177R9T5', s: 'ñ' })).toString('base64url')
  expect(shownCode(`GC1.abc.${payload}.firma`)).toBe('K6A52177R9T5')
  expect(shownCode('k6a521')).toBe('K6A521')
  expect(shownCode('https://example.com/menu.pdf')).toBe('QR')
})

test('a booking’s code is told from a ticket’s by its length', () => {
  expect(isPartyCode('93pk 4e21', '93PK4E21')).toBe(true)
  expect(isPartyCode('K6A521-77R9T5', '93PK4E21')).toBe(false)
})
