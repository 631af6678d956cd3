/** The booking house with schedules: rules, offers and waiting lists on a database of the test's own. */
import { createSchedules, type ScheduleDeps, type Schedules } from '../src/modules/schedules/index.ts'
import type { BookingHouse } from './build-booking-house.ts'
import { bookingHouse } from './booking-house.ts'

export interface ScheduleHouse extends BookingHouse {
  schedules: Schedules
  deps: ScheduleDeps
  /** What schedules told, oldest first. */
  told: { type: string; facts: Record<string, unknown> }[]
  /** Names of the jobs that schedules sent. */
  sent: { name: string; data: unknown }[]
}

export async function scheduleHouse(): Promise<ScheduleHouse> {
  const house = await bookingHouse()
  const told: ScheduleHouse['told'] = []
  const sent: ScheduleHouse['sent'] = []
  const deps: ScheduleDeps = {
    database: house.database,
    bookings: house.bookings,
    events: {
      async publish(_, event, facts) {
        told.push({ type: event.type, facts: event.schema.parse(facts) as Record<string, unknown> })
      },
    },
    jobs: {
      async send(_, job, data) {
        sent.push({ name: job.name, data })
      },
    },
    logger: { info: () => {}, error: () => {} },
    publicUrl: 'http://localhost:3001',
    hostOf: (userId) => house.database.read.hostProfile.findUnique({ where: { userId }, select: { id: true } }),
  }
  const schedules = createSchedules(deps)
  const bookingViolations = house.violations
  return {
    ...house,
    schedules,
    deps,
    told,
    sent,
    async violations() {
      const broken = await bookingViolations()
      for (const { name, sql } of schedules.guarantees ?? []) {
        const rows = await house.db.query(sql)
        if (rows.length > 0) broken.push(`${name}: ${JSON.stringify(rows)}`)
      }
      return broken
    },
  }
}
