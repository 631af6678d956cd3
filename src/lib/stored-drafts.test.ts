import { beforeEach, expect, test } from 'vitest'
import { forgetDrafts, keepDraft, keepDraftsOnlyOf, readDraft } from './stored-drafts.ts'

beforeEach(() => localStorage.clear())
const day = 86_400_000

test('each thing has its own, until it is sent or nothing is left of it', () => {
  keepDraft('ana', 'message:a', { text: 'Hola, ¿' }, 1000)
  keepDraft('ana', 'review:b', { text: '', rating: 4 }, 2000)
  expect(readDraft('ana', 'message:a', 3000)).toEqual({ text: 'Hola, ¿' })
  expect(readDraft('ana', 'review:b', 3000)).toEqual({ text: '', rating: 4 })
  keepDraft('ana', 'message:a', null, 3000)
  keepDraft('ana', 'review:b', { text: ' ', rating: null }, 3000)
  expect(readDraft('ana', 'message:a', 3000)).toBeNull()
  expect({ ...localStorage }).toEqual({})
})

test('another person never sees it, and ends it', () => {
  keepDraft('ana', 'message:a', { text: 'secreto' }, 1000)
  expect(readDraft('luis', 'message:a', 1000)).toBeNull()
  keepDraftsOnlyOf(undefined)
  keepDraftsOnlyOf('ana')
  expect(readDraft('ana', 'message:a', 1000)).toEqual({ text: 'secreto' })
  keepDraft('luis', 'message:a', { text: 'mío' }, 1000)
  expect(JSON.stringify({ ...localStorage })).not.toContain('secreto')
  keepDraftsOnlyOf('ana')
  expect({ ...localStorage }).toEqual({})
})

test('signing out leaves nothing; neither does the server when it says that nobody is signed in', () => {
  keepDraft('ana', 'message:a', { text: 'secreto' }, 1000)
  forgetDrafts()
  expect({ ...localStorage }).toEqual({})
  keepDraft('ana', 'message:a', { text: 'secreto' }, 1000)
  keepDraftsOnlyOf(null)
  expect({ ...localStorage }).toEqual({})
})

test('after a month it is gone, and of very many the latest stay', () => {
  keepDraft('ana', 'message:old', { text: 'hace mucho' }, 0)
  expect(readDraft('ana', 'message:old', 30 * day)).toEqual({ text: 'hace mucho' })
  expect(readDraft('ana', 'message:old', 30 * day + 1)).toBeNull()
  for (let n = 1; n <= 31; n += 1) keepDraft('ana', `message:${n}`, { text: `${n}` }, 31 * day + n)
  expect(readDraft('ana', 'message:1', 32 * day)).toBeNull()
  expect(readDraft('ana', 'message:2', 32 * day)).toEqual({ text: '2' })
  expect(JSON.stringify({ ...localStorage })).not.toContain('hace mucho')
})

test('what cannot be read is as if nothing were kept', () => {
  for (const text of ['{"version":1', '{"version":2,"userId":"ana","drafts":{}}', '7']) {
    localStorage.setItem('gc.drafts', text)
    expect(readDraft('ana', 'message:a', 0)).toBeNull()
  }
})
