import { expect, test } from 'vitest'
import { ScheduleRuleWrite } from '../../../contracts/schedules.ts'
import { newRule, ruleProblems, ruleWrite, weekdaysOf } from './rule-draft.rules.ts'

test('a week passes the contract and is read back', () => {
  const draft = { ...newRule('2026-12-01'), days: ['SA' as const, 'TU' as const], hours: ['16:00', '10:00', '10:00'] }
  expect(ruleProblems(draft)).toEqual([])
  const write = ScheduleRuleWrite.parse(ruleWrite(draft))
  expect(write).toMatchObject({ rrule: 'FREQ=WEEKLY;BYDAY=TU,SA', startTimes: ['10:00', '16:00'], validUntil: null })
  expect(weekdaysOf(write.rrule)).toEqual(['TU', 'SA'])
})

test('what the form could not say is left alone', () => {
  expect([null, 'FREQ=DAILY', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'FREQ=MONTHLY;BYDAY=1SA'].map(weekdaysOf)).toEqual([
    null,
    null,
    null,
    null,
  ])
  expect(ruleProblems({ ...newRule(''), hours: [''], capacity: '0' })).toEqual(['day', 'hour', 'capacity', 'from'])
})
