import { expect, test } from 'vitest'
import type { ScheduleRuleWrite } from '../../../../contracts/schedules.ts'
import { scheduleHouse } from '../../../test-support/schedule-house.ts'
import { moveTime } from './change-times.ts'
import { changeRule, createRule, endRuleOf, previewRule } from './keep-rules.ts'
import { addDays } from './schedule.rules.ts'

const house = await scheduleHouse()
const today = new Date().toISOString().slice(0, 10)
const inDays = (days: number) => addDays(today, days)
const body = (given: Partial<ScheduleRuleWrite> = {}): ScheduleRuleWrite => ({
  rrule: 'FREQ=DAILY',
  dates: [],
  startTimes: ['10:00'],
  capacity: 6,
  validFrom: inDays(5),
  validUntil: inDays(9),
  exceptions: [],
  ...given,
})
async function experience(timeZone = 'America/Mexico_City') {
  const made = await house.slot({ daysAhead: 200 })
  await house.db.query(`UPDATE experiences SET time_zone = $2 WHERE id = $1`, [made.experienceId, timeZone])
  await house.db.query(`DELETE FROM slots WHERE id = $1`, [made.slotId])
  return made
}
const local = async (experienceId: string) =>
  (
    await house.db.query<{ at: string }>(
      `SELECT to_char(s.starts_at AT TIME ZONE e.time_zone, 'YYYY-MM-DD HH24:MI') AS at FROM slots s JOIN experiences e ON e.id = s.experience_id
       WHERE e.id = $1 AND s.state <> 'CANCELLED' ORDER BY s.starts_at`,
      [experienceId],
    )
  ).map(({ at }) => at)

test('a rule makes its times at once and never twice, side by side either; the preview says the same', async () => {
  const { experienceId, hostId } = await experience()
  const asked = { experienceId, hostId, language: 'es' as const, body: body({ exceptions: [inDays(7)] }) }
  const shown = await previewRule(house.deps, asked)
  expect(shown).toMatchObject({ total: 4, timeZone: 'America/Mexico_City' })
  const { made } = await createRule(house.deps, asked)
  expect(made).toBe(4)
  expect(await local(experienceId)).toEqual([5, 6, 8, 9].map((days) => `${inDays(days)} 10:00`))
  await Promise.all([house.schedules.makeAhead(), house.schedules.makeAhead()])
  expect(await local(experienceId)).toHaveLength(4)
  expect((await previewRule(house.deps, asked)).items.every(({ exists }) => exists)).toBe(true)
})

test('at ten it is ten on either side of a change of clocks; an hour that is skipped starts as much later', async () => {
  const { experienceId, hostId } = await experience('America/Tijuana')
  const rule = body({ dates: ['2027-03-13', '2027-03-14', '2027-03-15'], rrule: null, startTimes: ['02:30', '10:00'] })
  await createRule(house.deps, {
    experienceId,
    hostId,
    language: 'es' as const,
    body: { ...rule, validFrom: '2027-03-01', validUntil: null },
  })
  expect(await local(experienceId)).toEqual([
    '2027-03-13 02:30',
    '2027-03-13 10:00',
    '2027-03-14 03:30',
    '2027-03-14 10:00',
    '2027-03-15 02:30',
    '2027-03-15 10:00',
  ])
})

test('a change moves what nobody booked; guests stay and are answered; a moved time is not made again', async () => {
  const { experienceId, hostId } = await experience()
  const { ruleId } = await createRule(house.deps, { experienceId, hostId, language: 'es' as const, body: body() })
  const slots = await house.db.query<{ id: string }>(
    'SELECT id FROM slots WHERE experience_id = $1 ORDER BY starts_at',
    [experienceId],
  )
  const [booked, moved] = slots
  await house.bookings.hold({
    slotId: booked?.id ?? '',
    userId: await house.guest(),
    party: [{ type: 'adult', quantity: 2 }],
  })
  await moveTime(house.deps, {
    slotId: moved?.id ?? '',
    hostId,
    startsAt: new Date(`${inDays(6)}T23:00:00Z`),
    message: '',
    language: 'es',
  })
  expect(await house.schedules.makeAhead()).toBe(0)

  const done = await changeRule(house.deps, {
    ruleId,
    hostId,
    version: 1,
    language: 'es' as const,
    body: { startTimes: ['12:00'], capacity: 4 },
  })
  expect(done).toMatchObject({ made: 5, removed: 3, kept: [{ slotId: booked?.id, seats: 2 }] })
  expect(await local(experienceId)).toEqual([
    `${inDays(5)} 10:00`,
    `${inDays(5)} 12:00`,
    `${inDays(6)} 12:00`,
    `${inDays(6)} 17:00`,
    ...[7, 8, 9].map((days) => `${inDays(days)} 12:00`),
  ])
  await expect(
    changeRule(house.deps, { ruleId, hostId, version: 1, language: 'es' as const, body: {} }),
  ).rejects.toMatchObject({
    code: 'VERSION_CONFLICT',
  })
  await expect(
    changeRule(house.deps, { ruleId, hostId: experienceId, version: null, language: 'es' as const, body: {} }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await endRuleOf(house.deps, { ruleId, hostId })).toMatchObject({ removed: 5 })
  expect(await house.schedules.makeAhead()).toBe(0)
  expect(await house.violations()).toEqual([])
})

test('a time that is being booked while its rule changes is never taken from under the guest', async () => {
  const { experienceId, hostId } = await experience()
  const { ruleId } = await createRule(house.deps, { experienceId, hostId, language: 'es' as const, body: body() })
  const slots = await house.db.query<{ id: string }>('SELECT id FROM slots WHERE experience_id = $1', [experienceId])
  const guests = await Promise.all(slots.map(() => house.guest()))
  const [, ...holds] = await Promise.allSettled([
    changeRule(house.deps, { ruleId, hostId, version: null, language: 'es' as const, body: { startTimes: ['13:00'] } }),
    ...slots.map(({ id }, index) =>
      house.bookings.hold({ slotId: id, userId: guests[index] ?? '', party: [{ type: 'adult', quantity: 1 }] }),
    ),
  ])
  const left = await house.db.query<{ id: string }>(`SELECT s.id FROM slots s WHERE s.id = ANY($1) ORDER BY s.id`, [
    slots.map(({ id }) => id),
  ])
  expect(left).toHaveLength(holds.filter(({ status }) => status === 'fulfilled').length)
  expect(await house.violations()).toEqual([])
})

test('a host who closed is made no times, by the job or by a change; whose profile is opened again is', async () => {
  const { experienceId, hostId } = await experience()
  const { ruleId } = await createRule(house.deps, { experienceId, hostId, language: 'es', body: body() })
  const close = (at: string | null) =>
    house.db.query('UPDATE host_profiles SET closed_at = $2 WHERE id = $1', [hostId, at])
  const longer = (days: number) =>
    changeRule(house.deps, { ruleId, hostId, version: null, language: 'es', body: { validUntil: inDays(days) } })
  await close(new Date().toISOString())
  expect(await longer(12)).toMatchObject({ made: 0 })
  expect(
    await createRule(house.deps, { experienceId, hostId, language: 'es', body: body({ startTimes: ['16:00'] }) }),
  ).toMatchObject({ made: 0 })
  await house.schedules.makeAhead()
  expect(await local(experienceId)).toHaveLength(5)
  await close(null)
  await house.schedules.makeAhead()
  expect(await local(experienceId)).toHaveLength(8 + 5)
})
