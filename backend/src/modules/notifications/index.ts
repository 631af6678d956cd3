/** The door of notifications: what people are told, in the app and by mail. */
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database/index.ts'
import { subscribe } from '../../platform/events.ts'
import { handleJob, type Jobs } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { Mailer } from '../../platform/outside/mail/index.ts'
import { addSeconds } from '../../platform/pure/time.ts'
import type { Realtime } from '../../platform/realtime/realtime.ts'
import {
  type BookingMailFacts,
  bookingCancelled,
  bookingConfirmed,
  bookingLatePaymentRefunded,
  bookingPaymentFailed,
  bookingRefunded,
  bookingRescheduled,
} from '../bookings/index.ts'
import {
  newsOfCancellation,
  newsOfConfirmation,
  newsOfFailedPayment,
  newsOfLateMoney,
  newsOfRefund,
  newsOfReschedule,
} from './booking-news.rules.ts'
import { mailGuestAbout } from './mail-guest.ts'
import { forgetOld, mailGuest } from './notifications.jobs.ts'
import { deleteOld } from './notifications.repository.ts'
import { notificationRoutes } from './notifications.routes.ts'
import { tellPeople } from './tell-people.ts'

const daySeconds = 86_400
/** People look back a season; bookings themselves stay. */
const keepNotificationDays = 400
/** Longer than any job is tried or redriven. */
const keepMailNoteDays = 90

export interface NotificationsDeps {
  config: Pick<Config, 'http'>
  database: Database
  jobs: Pick<Jobs, 'send'>
  mailer: Pick<Mailer, 'sendOnce'>
  realtime: Pick<Realtime, 'publish'>
  mailFacts: (bookingId: string) => Promise<BookingMailFacts | null>
}

export function createNotifications(deps: NotificationsDeps): Module {
  const name = 'notifications'
  const mailDeps = { mailer: deps.mailer, mailFacts: deps.mailFacts, publicUrl: deps.config.http.publicUrl }
  return {
    name,
    routes: (app) => notificationRoutes(app, deps),
    jobs: [
      handleJob(mailGuest, (job) => mailGuestAbout(mailDeps, job)),
      handleJob(forgetOld, () => {
        const now = new Date()
        return deps.database.transaction((tx) =>
          deleteOld(tx, {
            notificationsBefore: addSeconds(now, -keepNotificationDays * daySeconds),
            mailsBefore: addSeconds(now, -keepMailNoteDays * daySeconds),
          }),
        )
      }),
    ],
    schedules: [{ job: forgetOld, everySeconds: daySeconds }],
    subscriptions: [
      subscribe(bookingConfirmed, name, (facts) =>
        tellPeople(deps, newsOfConfirmation(facts), { bookingId: facts.bookingId, mail: { kind: 'confirmed' } }),
      ),
      subscribe(bookingPaymentFailed, name, (facts, event) =>
        tellPeople(deps, newsOfFailedPayment(facts, event.id), {
          bookingId: facts.bookingId,
          mail: { kind: 'payment-failed', holdExpiresAt: facts.holdExpiresAt },
        }),
      ),
      subscribe(bookingCancelled, name, (facts) =>
        // Whoever gave up before paying, or let the time run out, is told in the app; a mail would only be noise.
        facts.wasConfirmed || facts.reason === 'BY_HOST' || facts.reason === 'BY_ADMIN'
          ? tellPeople(deps, newsOfCancellation(facts), {
              bookingId: facts.bookingId,
              mail: {
                kind: 'cancelled',
                reason: facts.reason,
                refundCents: facts.refundCents,
                wasPaid: facts.wasConfirmed,
              },
            })
          : tellPeople(deps, newsOfCancellation(facts)),
      ),
      subscribe(bookingRefunded, name, (facts, event) =>
        tellPeople(deps, newsOfRefund(facts, event.id), {
          bookingId: facts.bookingId,
          mail: { kind: 'refunded', amountCents: facts.amountCents, status: facts.status },
        }),
      ),
      subscribe(bookingRescheduled, name, (facts, event) =>
        tellPeople(deps, newsOfReschedule(facts, event.id), {
          bookingId: facts.bookingId,
          mail: { kind: 'rescheduled' },
        }),
      ),
      subscribe(bookingLatePaymentRefunded, name, (facts, event) =>
        tellPeople(deps, newsOfLateMoney(facts, event.id), {
          bookingId: facts.bookingId,
          mail: { kind: 'late-payment', amountCents: facts.amountCents },
        }),
      ),
    ],
  }
}
