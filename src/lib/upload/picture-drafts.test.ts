import { describe, expect, test } from 'vitest'
import { mostUploadBytes, pictureTypes } from '../../../contracts/media.ts'
import {
  changeDraft,
  isSettled,
  isWorthShrinking,
  knownRefusal,
  moveDraft,
  newDraft,
  type PictureDraft,
  pictureWrite,
  problemOfAnswer,
  savedDraft,
} from './picture-drafts.rules.ts'

const saved = (id: string, es = '') =>
  savedDraft({ id, url: `/media/${id}-640.webp`, sizes: [], width: 640, height: 320, blur: '', alt: { es, en: '' } })
const keys = (drafts: PictureDraft[]) => drafts.map(({ key }) => key).join('')

describe('order', () => {
  const drafts = ['a', 'b', 'c'].map((id) => saved(id))
  test.each([
    ['a', 1, 'bac'],
    ['a', 2, 'bca'],
    ['c', 0, 'cab'],
    ['b', 1, 'abc'],
    ['b', 9, 'acb'],
    ['b', -1, 'bac'],
    ['x', 0, 'abc'],
  ])('%s to %i', (key, to, expected) => {
    expect(keys(moveDraft(drafts, key, to))).toBe(expected)
  })
})

describe('what is saved', () => {
  test('only what is ready, in order, with the words that somebody wrote', () => {
    const sending = newDraft('s', { name: 'foto.jpg' }, 'blob:x')
    const drafts = changeDraft([saved('b', ' Telar '), sending, saved('a')], 'a', { alt: { es: '', en: ' ' } })
    expect(isSettled(drafts)).toBe(false)
    expect(pictureWrite(drafts)).toEqual({ imageIds: ['b', 'a'], imageAlts: { b: { es: 'Telar', en: '' } } })
    const ready = changeDraft(drafts, 's', { id: 'c', state: 'ready' })
    expect(isSettled(ready)).toBe(true)
    expect(pictureWrite(ready).imageIds).toEqual(['b', 'c', 'a'])
  })

  test('a failed one keeps the form from being saved unseen', () => {
    expect(isSettled(changeDraft([saved('a')], 'a', { state: 'failed' }))).toBe(false)
  })
})

describe('what is said of a refusal', () => {
  test.each([
    ['what the file is', 415, 'MEDIA_TYPE_REFUSED', { kind: 'refused', reason: 'TYPE' }],
    ['how large it is', 413, 'MEDIA_TOO_LARGE', { kind: 'refused', reason: 'TOO_LARGE' }],
    ['how many pixels', 413, 'MEDIA_TOO_MANY_PIXELS', { kind: 'refused', reason: 'TOO_MANY_PIXELS' }],
    ['that it is damaged', 400, 'MEDIA_UNREADABLE', { kind: 'refused', reason: 'UNREADABLE' }],
    ['how many came', 429, 'UPLOADS_PER_HOUR', { kind: 'too-many-today' }],
    ['something else of ours', 409, 'UPLOAD_SPACE_FULL', { kind: 'said', text: 'words' }],
    ['a storage’s number', 403, 'HTTP_403', { kind: 'failed' }],
    ['our own trouble', 503, 'OVERLOADED', { kind: 'failed' }],
  ])('%s', (_, status, code, expected) => {
    expect(problemOfAnswer({ status, code, text: 'words' })).toEqual(expected)
  })
})

describe('before it is sent', () => {
  const small = { width: 1000, height: 800 }
  test.each([
    ['a small JPEG', { size: 400_000, type: 'image/jpeg' }, small, false],
    ['a heavy one', { size: 4_000_000, type: 'image/jpeg' }, small, true],
    ['a large one', { size: 400_000, type: 'image/jpeg' }, { width: 4000, height: 3000 }, true],
    ['a HEIC', { size: 400_000, type: 'image/heic' }, small, true],
  ])('%s is made smaller: %s', (_, file, size, expected) => {
    expect(isWorthShrinking(file, size, pictureTypes)).toBe(expected)
  })

  test('what the server would refuse is not sent; what the device does not know is', () => {
    expect(knownRefusal({ size: 100, type: 'image/svg+xml' }, pictureTypes)).toBe('TYPE')
    expect(knownRefusal({ size: mostUploadBytes + 1, type: 'image/png' }, pictureTypes)).toBe('TOO_LARGE')
    expect(knownRefusal({ size: mostUploadBytes, type: 'image/png' }, pictureTypes)).toBeNull()
    expect(knownRefusal({ size: 100, type: '' }, pictureTypes)).toBeNull()
  })
})
