import { expect, test } from 'vitest'
import { createSlotGate } from './slot-gate.ts'

test('four at once for one slot, in order of arrival, others unhindered, and a failure gives its place on', async () => {
  const gate = createSlotGate()
  const started: number[] = []
  const doors = Array.from({ length: 9 }, () => Promise.withResolvers<void>())
  const done = doors.map((door, n) =>
    gate('slot', async () => {
      started.push(n)
      await door.promise
    }),
  )
  const outcomes = Promise.allSettled(done)
  await gate('another', async () => started.push(100))
  expect(started.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 100])
  doors[1]?.reject(new Error('lost'))
  await expect(done[1]).rejects.toThrow('lost')
  await new Promise((resolve) => setImmediate(resolve))
  expect(started.slice(-1)).toEqual([4])
  for (const door of doors) door.resolve()
  await outcomes
  expect(started.filter((n) => n < 100)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(await gate('slot', async () => 'free again')).toBe('free again')
})
