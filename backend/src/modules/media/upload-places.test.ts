import { expect, test } from 'vitest'
import { createUploadPlaces } from './upload-places.ts'

test('what is announced fits, or has to wait; who leaves makes room', () => {
  const { enter } = createUploadPlaces({ mostBytes: 100, mostOfOne: 9 })
  const leave = enter('ana', 60)
  expect(enter('luis', 41)).toBeNull()
  expect(enter('luis', 40)).not.toBeNull()
  expect(enter('eva', 1)).toBeNull()
  leave?.()
  expect(enter('eva', 60)).not.toBeNull()
})

test('whoever holds theirs open keeps nobody else out', () => {
  const { enter } = createUploadPlaces({ mostBytes: 100, mostOfOne: 2 })
  const own = [enter('ana', 10), enter('ana', 10)]
  expect(enter('ana', 10)).toBeNull()
  expect(enter('luis', 10)).not.toBeNull()
  own[0]?.()
  expect(enter('ana', 10)).not.toBeNull()
  expect(enter('ana', 10)).toBeNull()
})
