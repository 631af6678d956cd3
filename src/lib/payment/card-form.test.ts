import { expect, test } from 'vitest'
import { cardProblems, formatCardNumber, formatCvc, formatExpiry, passesLuhn, readExpiry } from './card-form.rules.ts'

const today = new Date(2026, 10, 22)
const good = { number: '4242 4242 4242 4242', expiry: '12/29', cvc: '123', name: 'Ana Ruiz' }

test('a good card has no problems', () => {
  expect(cardProblems(good, today)).toEqual({})
  expect(cardProblems({ ...good, number: '378282246310005', cvc: '1234' }, today)).toEqual({})
})

test('every field says what is missing', () => {
  expect(cardProblems({ number: '', expiry: '', cvc: '', name: '  ' }, today)).toEqual({
    number: 'number-missing',
    expiry: 'expiry-missing',
    cvc: 'cvc-missing',
    name: 'name-missing',
  })
})

test('a mistyped digit is found before it is sent', () => {
  expect(passesLuhn('4242424242424242')).toBe(true)
  expect(passesLuhn('4242424242424241')).toBe(false)
  expect(passesLuhn('2442424242424242')).toBe(false)
  expect(cardProblems({ ...good, number: '4242 4242 4242 4241' }, today).number).toBe('number-wrong')
  expect(cardProblems({ ...good, number: '4242 4242' }, today).number).toBe('number-short')
})

test('a card is good to the end of its month', () => {
  expect(cardProblems({ ...good, expiry: '11/26' }, today).expiry).toBeUndefined()
  expect(cardProblems({ ...good, expiry: '11/26' }, new Date(2026, 11, 1)).expiry).toBe('expiry-past')
  expect(cardProblems({ ...good, expiry: '10/26' }, today).expiry).toBe('expiry-past')
  expect(cardProblems({ ...good, expiry: '13/29' }, today).expiry).toBe('expiry-wrong')
  expect(cardProblems({ ...good, expiry: '1' }, today).expiry).toBe('expiry-wrong')
  expect(readExpiry('02/30')).toEqual({ month: 2, year: 2030 })
})

test('the code has three digits, four on American Express', () => {
  expect(cardProblems({ ...good, cvc: '12' }, today).cvc).toBe('cvc-wrong')
  expect(cardProblems({ ...good, cvc: '1234' }, today).cvc).toBe('cvc-wrong')
  expect(cardProblems({ ...good, number: '378282246310005' }, today).cvc).toBe('cvc-wrong')
  expect(formatCvc('12a345')).toBe('1234')
})

test('numbers group as on the card, pasted or typed', () => {
  expect(formatCardNumber('4242-4242-4242-4242')).toBe('4242 4242 4242 4242')
  expect(formatCardNumber('42424')).toBe('4242 4')
  expect(formatCardNumber('378282246310005')).toBe('3782 822463 10005')
  expect(formatCardNumber('abc')).toBe('')
})

test('the expiry writes its own slash and lets itself be deleted', () => {
  let value = ''
  const seen: string[] = []
  for (const key of '1227') {
    value = formatExpiry(value + key, value)
    seen.push(value)
  }
  expect(seen).toEqual(['1', '12/', '12/2', '12/27'])
  const back: string[] = []
  while (value !== '') {
    value = formatExpiry(value.slice(0, -1), value)
    back.push(value)
  }
  expect(back).toEqual(['12/2', '12', '1', ''])
  expect(formatExpiry('123', '12')).toBe('12/3')
  expect(formatExpiry('3', '')).toBe('03/')
  expect(formatExpiry('12/2027', '')).toBe('12/27')
  expect(formatExpiry('12 / 27', '')).toBe('12/27')
})
