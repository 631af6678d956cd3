/** The door of notifications: what people are told, in the app and by mail. */
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database/index.ts'
import { subscribe } from '../../platform/events.ts'
import { handleJob, type Jobs } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { SignedTokens } from '../../platform/signed-tokens.ts'
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
  checkoutCancelled,
  checkoutLatePaymentRefunded,
  checkoutPaid,
  checkoutPaymentFailed,
} from '../checkout/index.ts'
import { messagesWaiting } from '../messages/index.ts'
import { slotAnnounced, slotOfferKept, slotOfferMade, waitlistSeatOffered } from '../schedules/index.ts'
import { appealDecided, decisionTaken, reportsAnswered } from '../moderation/index.ts'
import { questionAnswered, questionAsked, reviewAnswered, reviewWritten } from '../reviews/index.ts'
import {
  orderAccepted,
  orderCancelled,
  orderDelivered,
  orderPaid,
  orderRefunded,
  orderRefundFiled,
  orderReturnChanged,
  orderShipped,
} from '../orders/index.ts'
import { productLowStock } from '../products/index.ts'
import {
  newsOfCancellation,
  newsOfConfirmation,
  newsOfFailedPayment,
  newsOfLateMoney,
  newsOfRefund,
  newsOfReschedule,
} from './booking-news.rules.ts'
import { mailDecision } from './mail-decision.ts'
import { mailReader, type MessageMailDeps } from './mail-reader.ts'
import { mailGuestAbout } from './mail-guest.ts'
import { type MarketMailDeps, sendCheckoutMail, sendOrderMail } from './mail-market.ts'
import {
  forgetOld,
  mailAboutCheckout,
  mailAboutDecision,
  mailAboutMessages,
  mailAboutOrder,
  mailGuest,
} from './notifications.jobs.ts'
import { deleteOld } from './notifications.repository.ts'
import { listAdministrators } from './notifications.queries.ts'
import { notificationRoutes } from './notifications.routes.ts'
import {
  newsOfAcceptedOrder,
  newsOfCancelledOrder,
  newsOfDeliveredOrder,
  newsOfEndedCheckout,
  newsOfFailedCheckoutPayment,
  newsOfFiledRefund,
  newsOfLateCheckoutMoney,
  newsOfPaidOrder,
  newsOfReturn,
  newsOfSettledRefund,
  newsOfShippedOrder,
  receiptKey,
} from './order-news.rules.ts'
import { newsOfLowStock, newsOfMessages } from './partner-news.rules.ts'
import {
  newsOfAnsweredReports,
  newsOfAppeal,
  newsOfDecision,
  newsOfQuestion,
  newsOfQuestionAnswer,
  newsOfReview,
  newsOfReviewAnswer,
} from './review-news.rules.ts'
import { notificationsPersonalData } from './personal-data.repository.ts'
import { newsOfAnnouncement, newsOfOfferedSeat, newsOfTimeKept, newsOfTimeOffer } from './time-news.rules.ts'
import { applicationReviewed, applicationSubmitted, teamJoined } from '../partners/index.ts'
import { staffRefundGiven } from '../staff/index.ts'
import { newsOfApplication, newsOfSentApplication, newsOfStaffRefund, newsOfTeam } from './people-news.rules.ts'
import {
  type TellDeps,
  tellAboutCheckout,
  tellAboutDecision,
  tellAboutMessages,
  tellAboutOrder,
  tellPeople,
} from './tell-people.ts'

/** What a notice says, for staff who look up what somebody was told. */
export { notificationText } from './notification-texts.rules.ts'

const daySeconds = 86_400
/** People look back a season; bookings themselves stay. */
const keepNotificationDays = 400
/** Longer than any job is tried or redriven. */
const keepMailNoteDays = 90

export interface NotificationsDeps extends Omit<MarketMailDeps, 'mailer' | 'publicUrl'> {
  config: Pick<Config, 'http'>
  database: Database
  jobs: Pick<Jobs, 'send'>
  mailer: Pick<Mailer, 'sendOnce'>
  realtime: Pick<Realtime, 'publish'>
  waitingMessages: MessageMailDeps['waitingMessages']
  colleaguesOf?: TellDeps['colleaguesOf']
  /** Links for suspended people. */
  appealTokens?: SignedTokens
  mailFacts: (bookingId: string) => Promise<BookingMailFacts | null>
}

export function createNotifications(deps: NotificationsDeps): Module {
  const name = 'notifications'
  const mailDeps = { ...deps, publicUrl: deps.config.http.publicUrl }
  return {
    name,
    personalData: notificationsPersonalData,
    routes: (app) => notificationRoutes(app, deps),
    jobs: [
      handleJob(mailGuest, (job) => mailGuestAbout(mailDeps, job)),
      handleJob(mailAboutOrder, (job) => sendOrderMail(mailDeps, job)),
      handleJob(mailAboutCheckout, (job) => sendCheckoutMail(mailDeps, job)),
      handleJob(mailAboutMessages, (job) => mailReader(mailDeps, job)),
      handleJob(mailAboutDecision, (job) => mailDecision(mailDeps, job)),
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
      subscribe(slotOfferMade, name, (facts) => {
        const { bookingId, oldStartsAt, newStartsAt, answerBy, message } = facts
        const mail = { kind: 'time-changed' as const, oldStartsAt, newStartsAt, answerBy, message }
        return tellPeople(deps, newsOfTimeOffer(facts), { bookingId, mail })
      }),
      // The tickets again, with the time that counts now.
      subscribe(slotOfferKept, name, (facts) =>
        tellPeople(deps, newsOfTimeKept(facts), { bookingId: facts.bookingId, mail: { kind: 'rescheduled' } }),
      ),
      subscribe(waitlistSeatOffered, name, (facts) =>
        tellPeople(deps, newsOfOfferedSeat(facts), {
          bookingId: facts.bookingId,
          mail: { kind: 'seat-offered', holdExpiresAt: facts.holdExpiresAt },
        }),
      ),
      subscribe(slotAnnounced, name, (facts) =>
        tellPeople(deps, newsOfAnnouncement(facts), {
          bookingId: facts.bookingId,
          mail: { kind: 'announcement', hostName: facts.hostName, text: facts.text },
        }),
      ),
      subscribe(orderPaid, name, (facts) => tellAboutOrder(deps, facts.orderId, newsOfPaidOrder(facts))),
      subscribe(orderAccepted, name, (facts) => tellAboutOrder(deps, facts.orderId, newsOfAcceptedOrder(facts))),
      subscribe(orderShipped, name, (facts) => tellAboutOrder(deps, facts.orderId, newsOfShippedOrder(facts))),
      subscribe(orderDelivered, name, (facts) => tellAboutOrder(deps, facts.orderId, newsOfDeliveredOrder(facts))),
      subscribe(orderCancelled, name, (facts) => tellAboutOrder(deps, facts.orderId, newsOfCancelledOrder(facts))),
      subscribe(orderRefundFiled, name, (facts, event) =>
        tellAboutOrder(deps, facts.orderId, newsOfFiledRefund(facts, event.id)),
      ),
      subscribe(orderRefunded, name, (facts, event) =>
        tellAboutOrder(deps, facts.orderId, newsOfSettledRefund(facts, event.id)),
      ),
      subscribe(orderReturnChanged, name, (facts) => tellAboutOrder(deps, facts.orderId, newsOfReturn(facts))),
      subscribe(messagesWaiting, name, (facts) => tellAboutMessages(deps, facts.threadId, newsOfMessages(facts))),
      subscribe(applicationSubmitted, name, async (facts) =>
        tellPeople(deps, newsOfSentApplication(facts, await listAdministrators(deps.database.read))),
      ),
      subscribe(applicationReviewed, name, (facts) => tellPeople(deps, newsOfApplication(facts))),
      subscribe(teamJoined, name, (facts) => tellPeople(deps, newsOfTeam(facts))),
      subscribe(staffRefundGiven, name, (facts) => tellPeople(deps, newsOfStaffRefund(facts))),
      subscribe(reviewWritten, name, (facts) => tellPeople(deps, newsOfReview(facts))),
      subscribe(reviewAnswered, name, (facts) => tellPeople(deps, newsOfReviewAnswer(facts))),
      subscribe(questionAsked, name, (facts) => tellPeople(deps, newsOfQuestion(facts))),
      subscribe(questionAnswered, name, (facts) => tellPeople(deps, newsOfQuestionAnswer(facts))),
      subscribe(decisionTaken, name, (facts) => tellAboutDecision(deps, newsOfDecision(facts))),
      subscribe(reportsAnswered, name, (facts) => tellPeople(deps, newsOfAnsweredReports(facts))),
      subscribe(appealDecided, name, (facts) => tellAboutDecision(deps, newsOfAppeal(facts))),
      subscribe(productLowStock, name, (facts, event) => tellPeople(deps, newsOfLowStock(facts, event.id))),
      // The mailer's own note of the key keeps it to one mail.
      subscribe(checkoutPaid, name, ({ checkoutId, code, userId, totalCents }) =>
        deps.jobs.send(null, mailAboutCheckout, {
          key: receiptKey(checkoutId),
          checkoutId,
          code,
          userId,
          mail: { kind: 'receipt', totalCents },
        }),
      ),
      subscribe(checkoutPaymentFailed, name, (facts, event) =>
        tellAboutCheckout(deps, facts, newsOfFailedCheckoutPayment(facts, event.id)),
      ),
      subscribe(checkoutCancelled, name, (facts) => tellAboutCheckout(deps, facts, newsOfEndedCheckout(facts))),
      subscribe(checkoutLatePaymentRefunded, name, (facts, event) =>
        tellAboutCheckout(deps, facts, newsOfLateCheckoutMoney(facts, event.id)),
      ),
    ],
  }
}
