import { expect, test } from 'vitest'
import { clockText, holdClock, spokenClock } from './hold-clock.rules.ts'

const end = '2027-07-19T16:15:00.000Z'
const before = (seconds: number) => Date.parse(end) - seconds * 1000

test('quiet until the last two minutes', () => {
  expect(holdClock(end, before(900))).toEqual({ phase: 'quiet' })
  expect(holdClock(end, before(120.5))).toEqual({ phase: 'quiet' })
  expect(holdClock(end, before(120))).toEqual({ phase: 'last-call', seconds: 120 })
})

test('never shows zero while there is time, and is over exactly at the end', () => {
  expect(holdClock(end, before(0.2))).toEqual({ phase: 'last-call', seconds: 1 })
  expect(holdClock(end, before(0))).toEqual({ phase: 'over' })
  expect(holdClock(end, before(-5))).toEqual({ phase: 'over' })
})

test('reads as minutes and seconds', () => {
  expect([120, 65, 60, 9].map(clockText)).toEqual(['2:00', '1:05', '1:00', '0:09'])
})

test('speaks three times in the whole life of a hold', () => {
  const said: (string | null)[] = []
  for (let left = 200; left >= -3; left -= 1) {
    const spoken = spokenClock(holdClock(end, before(left)))
    if (said.at(-1) !== spoken) said.push(spoken)
  }
  expect(said).toEqual([null, 'two-minutes', 'one-minute', 'over'])
})
