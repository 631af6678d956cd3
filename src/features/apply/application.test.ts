import { expect, test } from 'vitest'
import type { ChecklistItem } from '../../../contracts/partners.ts'
import { answersOf, draftOf, mayBeSent, nextStep, shownFirst, standOf } from './application.rules.ts'

const list = (missing: ChecklistItem['key'][]): ChecklistItem[] =>
  (['NAME', 'CONTACT', 'PLACE', 'OFFER', 'STORY', 'PHOTOS', 'DOCUMENTS', 'EMAIL_VERIFIED', 'PAYOUTS'] as const).map(
    (key) => ({ key, done: !missing.includes(key), required: key !== 'PAYOUTS' }),
  )

test('each part says what it lacks, and one goes on at the first that lacks something', () => {
  expect(standOf('who', list(['CONTACT']))).toBe('missing')
  expect(standOf('payouts', list(['PAYOUTS']))).toBe('optional')
  expect(standOf('photos', list([]))).toBe('done')
  expect(nextStep(list(['PHOTOS', 'PLACE', 'PAYOUTS']))).toBe('where')
  expect(nextStep(list(['PAYOUTS']))).toBe('send')
  expect(nextStep(list(['EMAIL_VERIFIED']))).toBe('send')
  expect(mayBeSent(list(['PAYOUTS']))).toBe(true)
  expect(mayBeSent(list(['EMAIL_VERIFIED']))).toBe(false)
})

test('what is half typed waits; the rest is saved', () => {
  expect(answersOf({ name: 'Taller Mendoza', link: 'https://tal', year: '19' })).toEqual({ name: 'Taller Mendoza' })
  expect(answersOf({ link: ' https://taller.mx ', year: '1985' })).toEqual({
    links: ['https://taller.mx'],
    foundedYear: 1985,
  })
  expect(answersOf({ link: '', year: ' ' })).toEqual({ links: [], foundedYear: null })
  expect(answersOf({ link: 'javascript:alert(1)' })).toEqual({})
  expect(draftOf({ name: 'A', links: ['https://a.mx', 'https://b.mx'], foundedYear: null })).toEqual({
    name: 'A',
    year: '',
    link: 'https://a.mx',
  })
})

test('what waits for the person comes first', () => {
  const of = (kind: 'HOST' | 'SELLER', status: string) => ({ kind, status })
  const all = [of('SELLER', 'SUBMITTED'), of('HOST', 'MORE_NEEDED'), of('HOST', 'REFUSED')]
  expect(shownFirst(all, undefined)).toBe(all[1])
  expect(shownFirst(all, 'SELLER')).toBe(all[0])
  expect(shownFirst([of('HOST', 'REFUSED'), of('HOST', 'APPROVED')], 'HOST')?.status).toBe('REFUSED')
  expect(shownFirst([], 'HOST')).toBeNull()
})
