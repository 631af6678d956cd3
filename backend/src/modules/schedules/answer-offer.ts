/** Guests answer what they were offered; silence is an answer too. */
import type { SlotOfferChoice } from '../../../../contracts/schedules.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { ScheduleDeps } from './deps.ts'
import { findOpenOffer, lapseOffers, type OpenOffer, overdueOffers, settleOffer } from './offers.repository.ts'
import { choicesOf } from './offers.rules.ts'
import { scheduleErrors } from './schedules.errors.ts'
import { slotOfferKept } from './schedules.events.ts'

/**
 * @throws NOT_FOUND without an open offer, INVALID_TRANSITION for what is not among its choices, OFFER_CLOSED when another
 * answer was first, and what moving or cancelling throws (SOLD_OUT, SLOT_CLOSED): then it stays open
 */
export async function answerOffer(
  deps: ScheduleDeps,
  input: { bookingId: string; userId: string; choice: SlotOfferChoice; slotId: string | undefined },
): Promise<void> {
  const offer = await findOpenOffer(deps.database.read, input.bookingId, input.userId)
  if (!offer) throw platformErrors.NOT_FOUND()
  const kind = offer.newStartsAt ? 'MOVED' : 'CLOSED'
  if (!choicesOf({ ...offer, open: true, kind }).includes(input.choice)) throw platformErrors.INVALID_TRANSITION()
  const settle = (outcome: 'MOVED' | 'REFUNDED') => async (tx: Tx) => {
    if (!(await settleOffer(tx, offer.id, outcome, { late: false }))) throw scheduleErrors.OFFER_CLOSED()
  }
  switch (input.choice) {
    case 'KEEP':
      if (!(await keep(deps, offer, { late: false }))) throw scheduleErrors.OFFER_CLOSED()
      return
    case 'ANOTHER_TIME':
      return deps.bookings.reschedule({
        bookingId: offer.bookingId,
        userId: input.userId,
        slotId: input.slotId ?? '',
        alongside: settle('MOVED'),
      })
    case 'REFUND':
      await refund(deps, offer, settle('REFUNDED'))
  }
}

const batch = 200

/** Everything overdue, whenever it runs: a moved booking is kept, one whose time is closed gets all of its money back. */
export async function sweepOffers(deps: ScheduleDeps): Promise<{ kept: number; refunded: number }> {
  await lapseOffers(deps.database)
  const done = { kept: 0, refunded: 0 }
  for (const offer of await overdueOffers(deps.database.read, batch)) {
    try {
      if (offer.newStartsAt || offer.slotOpen) done.kept += (await keep(deps, offer, { late: true })) ? 1 : 0
      else {
        await refund(deps, offer, async (tx) => {
          if (!(await settleOffer(tx, offer.id, 'REFUNDED', { late: true }))) throw scheduleErrors.OFFER_CLOSED()
        })
        done.refunded += 1
      }
    } catch (error) {
      // Answered at the last moment, held with a checkout, or a provider that does not answer: the next sweep looks again.
      deps.logger.info({ err: error, offerId: offer.id }, 'an overdue offer is not settled yet')
    }
  }
  if (done.kept + done.refunded > 0) deps.logger.info(done, 'offers settled')
  return done
}

async function keep(deps: ScheduleDeps, offer: OpenOffer, how: { late: boolean }): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
    if (!(await settleOffer(tx, offer.id, 'KEPT', how))) return false
    if (offer.bookingStatus !== 'CONFIRMED') return true
    await deps.events.publish(tx, slotOfferKept, {
      offerId: offer.id,
      bookingId: offer.bookingId,
      code: offer.code,
      userId: offer.userId,
      experienceTitle: offer.title,
      timeZone: offer.timeZone,
      startsAt: offer.startsAt.toISOString(),
    })
    return true
  })
}

/** The host changed what was sold: all of it goes back, as when the host cancels. */
async function refund(deps: ScheduleDeps, offer: OpenOffer, alongside: (tx: Tx) => Promise<void>): Promise<void> {
  await deps.bookings.cancel({
    bookingId: offer.bookingId,
    actor: { kind: 'host', userId: offer.hostUserId, hostId: offer.hostId },
    note: null,
    alongside,
  })
}
