/** The door of schedules: when experiences take place, what hosts change about it, and who waits for a seat. */
import type { Tx } from '../../platform/database/index.ts'
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import { sweepOffers } from './answer-offer.ts'
import type { ScheduleDeps } from './deps.ts'
import { guestScheduleRoutes } from './guest-schedules.routes.ts'
import { hostCalendarRoutes } from './host-calendar.routes.ts'
import { makeAhead } from './keep-rules.ts'
import { schedulesPersonalData } from './personal-data.repository.ts'
import { scheduleGuarantees } from './schedules.guarantees.ts'
import { makeAheadJob, prepareSeatJob, sweepOffersJob } from './schedules.jobs.ts'
import { seatQueue, sweepWaitlist } from './waitlist.ts'

export type { ScheduleDeps } from './deps.ts'
export * from './schedules.events.ts'

export interface Schedules extends Module {
  /** Fills every rule's calendar up to the horizon; answers how many times were made. */
  makeAhead(): Promise<number>
  /** Offers whose time to answer is over. */
  sweepOffers(): ReturnType<typeof sweepOffers>
  sweepWaitlist(): Promise<void>
  /** The same once this is committed, not at the next turn of the clock. */
  offerSoon(tx: Tx): Promise<void>
}

const daySeconds = 86_400
const sweepSeconds = 60

export function createSchedules(deps: ScheduleDeps): Schedules {
  const hostRoutes = hostCalendarRoutes(deps)
  const guestRoutes = guestScheduleRoutes(deps)
  deps.bookings.registerSeatQueue(seatQueue(deps))
  return {
    name: 'schedules',
    routes(app) {
      hostRoutes(app)
      guestRoutes(app)
    },
    jobs: [
      handleJob(makeAheadJob, async () => {
        await makeAhead(deps)
      }),
      handleJob(sweepOffersJob, async () => {
        await sweepOffers(deps)
        await sweepWaitlist(deps)
      }),
      handleJob(prepareSeatJob, ({ bookingId }) => deps.bookings.makeIntent(bookingId)),
    ],
    schedules: [
      { job: makeAheadJob, everySeconds: daySeconds / 4 },
      { job: sweepOffersJob, everySeconds: sweepSeconds },
    ],
    guarantees: scheduleGuarantees,
    personalData: schedulesPersonalData,
    makeAhead: () => makeAhead(deps),
    sweepOffers: () => sweepOffers(deps),
    sweepWaitlist: () => sweepWaitlist(deps),
    offerSoon: (tx) => deps.jobs.send(tx, sweepOffersJob, {}),
  }
}
