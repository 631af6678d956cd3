/** The reckoning sees what it is there for: each harm done on purpose once, to bookings and to purchases that were fine. */
import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { checkoutHouse } from '../checkout-house.ts'
import { holdSeconds } from './house.ts'
import { listAll } from './provider.ts'
import { type Ledger, newLedger } from './requests.ts'
import { judge, type Reckoned, type Verdict } from './verdict.ts'

const house = await checkoutHouse({ HOLD_TTL_SECONDS: String(holdSeconds) })

/** What stands, each paid; of each kind another one that was called off and whose money went back. */
const world = { booking: '', cancelled: '', purchase: '', calledOff: '', abandoned: '' }
const ledger = newLedger()
const mails: string[] = []
let intents: Stripe.PaymentIntent[] = []
let refunds: Stripe.Refund[] = []

const mail = (key: string) => `${createHash('sha256').update(key).digest('hex').slice(0, 40)}@guelaguetza.test`

async function book(userId: string): Promise<string> {
  const { slotId } = await house.slot()
  const { bookingId, payment } = await house.bookings.hold({ userId, slotId, party: [{ type: 'adult', quantity: 1 }] })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  return bookingId
}

/** Two workshops and a time. */
async function fillBasket(): Promise<string> {
  const buyer = await house.guest()
  for (let n = 0; n < 2; n += 1) {
    const { sellerId } = await house.shop()
    await house.put(buyer, await house.piece({ sellerId }))
  }
  await house.putSlot(buyer, (await house.slot()).slotId)
  return buyer
}

const ordersOf = (checkoutId: string) =>
  house.db.query<{ id: string; userId: string }>(
    `SELECT id, user_id AS "userId" FROM orders WHERE checkout_id = $1 ORDER BY id`,
    [checkoutId],
  )

beforeAll(async () => {
  world.booking = await book(await house.guest())
  const userId = await house.guest()
  world.cancelled = await book(userId)
  await house.bookings.cancel({ bookingId: world.cancelled, actor: { kind: 'guest', userId }, note: null })
  world.purchase = await house.buyAndPay(await fillBasket())
  world.calledOff = await house.buyAndPay(await fillBasket())
  const [order] = await ordersOf(world.calledOff)
  const { status, body } = await house.ask(order?.userId ?? '', 'POST', `/orders/${order?.id}/cancel`, {})
  if (status !== 200) throw new Error(JSON.stringify(body))
  await house.submitRefunds()
  world.abandoned = (await house.buy(await fillBasket())).checkoutId
  for (const [table, column] of [
    ['checkouts', 'id'],
    ['bookings', 'checkout_id'],
  ])
    await house.db.query(
      `UPDATE ${table} SET created_at = created_at - interval '1 hour', hold_expires_at = hold_expires_at - interval '1 hour' WHERE ${column} = $1`,
      [world.abandoned],
    )
  await house.checkout.expire()

  for (const id of [world.booking, world.cancelled]) {
    ledger.booked.add(id)
    ledger.confirmed.add(id)
    mails.push(mail(`booking.confirmed:${id}`))
  }
  ledger.cancelAsked.add(world.cancelled)
  ledger.cancelled.add(world.cancelled)
  for (const id of [world.purchase, world.calledOff]) {
    ledger.bought.add(id)
    ledger.purchases.add(id)
    mails.push(mail(`checkout.paid:${id}`))
  }
  ledger.bought.add(world.abandoned)
  ledger.orderCancelAsked.add(order?.id ?? '')
  ledger.ordersCancelled.add(order?.id ?? '')
  // What the jobs would have done.
  await house.db.query(`
    INSERT INTO notifications (id, user_id, type, data, dedupe_key)
    SELECT gen_random_uuid(), user_id, 'BOOKING_CONFIRMED', jsonb_build_object('bookingId', id), 'booking.confirmed:' || id FROM bookings WHERE status = 'CONFIRMED'
    UNION ALL SELECT gen_random_uuid(), user_id, 'ORDER_PAID', jsonb_build_object('orderId', id), 'order.paid:' || id FROM orders WHERE paid_at IS NOT NULL`)
  await house.db.query('DELETE FROM pgboss.job')
  intents = await listAll<Stripe.PaymentIntent>(house.sandbox.url, 'payment_intents')
  refunds = await listAll<Stripe.Refund>(house.sandbox.url, 'refunds')
})

interface Known {
  intents: Stripe.PaymentIntent[]
  refunds: Stripe.Refund[]
  mails: Set<string>
  ledger: Ledger
}
interface Harm {
  /** Done to the database. */
  sql?: string
  /** Done to what the provider, the post office and the guests know. */
  to?(known: Known): void
}

/** The verdict on all of it after a harm, which is undone. */
async function judged({ sql, to }: Harm = {}): Promise<Verdict> {
  const known: Known = {
    intents: structuredClone(intents),
    refunds: structuredClone(refunds),
    mails: new Set(mails),
    ledger: structuredClone(ledger),
  }
  to?.(known)
  const connection = await house.connect()
  await connection.query('BEGIN')
  try {
    // A harm that no constraint stops is the kind that is looked for; where one does, it is done all the same.
    await connection.query(`SET LOCAL session_replication_role = 'replica'`)
    if (sql)
      await connection.query(
        sql.replace(/:(\w+)\b/g, (whole, name: string) =>
          name in world ? `'${world[name as keyof typeof world]}'::uuid` : whole,
        ),
      )
    const reckoned: Reckoned = {
      db: { query: async (text, values) => (await connection.query(text, values)).rows },
      provider: { intents: async () => known.intents, refunds: async () => known.refunds },
      postOffice: { taken: [...known.mails] },
      guarantees: [house.bookings, house.payments, house.ledger, house.orders, house.products, house.checkout].flatMap(
        (part) => part.guarantees ?? [],
      ),
      schedules: [],
    }
    return await judge(reckoned, known.ledger)
  } finally {
    await connection.query('ROLLBACK')
  }
}

const chargeOf = (all: Stripe.PaymentIntent[], payableId: string) => {
  const intent = all.find(({ metadata }) => metadata.payable_id === payableId)
  if (!intent) throw new Error(`no charge of ${payableId}`)
  return intent
}
const chargedAgain = (all: Stripe.PaymentIntent[], payableId: string) =>
  all.push({ ...chargeOf(all, payableId), id: 'pi_again' })
function refundOf({ refunds: all, intents: charges }: Known, payableId: string) {
  const { id } = chargeOf(charges, payableId)
  const refund = all.find(({ payment_intent: intentId }) => intentId === id)
  if (!refund) throw new Error(`nothing of ${payableId} went back`)
  return refund
}
const refundedAgain = (known: Known, payableId: string) =>
  known.refunds.push({ ...refundOf(known, payableId), id: 're_again' })
const notRefunded = (known: Known, payableId: string) =>
  known.refunds.splice(known.refunds.indexOf(refundOf(known, payableId)), 1)
/** A second payment of ours beside it, with a charge of its own. */
const secondPayment = (what: string) =>
  `INSERT INTO payments SELECT (jsonb_populate_record(p, jsonb_build_object('id', '${newId()}', 'intent_id', 'pi_again'))).* FROM payments p WHERE payable_id = :${what}`
const calledOff = (reason: string | null, status = 'CANCELLED') =>
  `status = '${status}', cancel_reason = ${reason === null ? 'NULL, cancelled_at = NULL' : `'${reason}', cancelled_at = now()`}`
const job = (name: string) =>
  `INSERT INTO pgboss.job (id, name, state) VALUES (gen_random_uuid(), '${name}', 'created')`

test('what went well is neither lost nor doubled nor stuck', async () => {
  expect(await judged()).toEqual({ lost: [], doubled: [], stuck: [] })
})

type Case = [keyof Verdict, RegExp, Harm]

describe('a purchase', () => {
  test.each<Case>([
    ['lost', /acknowledged purchase .* is gone/, { sql: `DELETE FROM checkouts WHERE id = :purchase` }],
    [
      'lost',
      /of a paid purchase some is gone/,
      { sql: `DELETE FROM orders WHERE id = (SELECT min(id::text)::uuid FROM orders WHERE checkout_id = :purchase)` },
    ],
    ['lost', /of a paid purchase some is gone/, { sql: `DELETE FROM bookings WHERE checkout_id = :purchase` }],
    [
      'lost',
      /its purchase is paid, and the order .* is PENDING/,
      { sql: `UPDATE orders SET status = 'PENDING' WHERE checkout_id = :purchase` },
    ],
    [
      'lost',
      /its purchase is paid, and the party .* is CANCELLED/,
      { sql: `UPDATE bookings SET ${calledOff('BY_GUEST')} WHERE checkout_id = :purchase` },
    ],
    [
      'lost',
      /shown as paid and no longer so/,
      { sql: `UPDATE checkouts SET ${calledOff('BY_ADMIN')} WHERE id = :purchase` },
    ],
    [
      'lost',
      /nobody called the order .* off/,
      { sql: `UPDATE orders SET ${calledOff('BY_BUYER')} WHERE checkout_id = :purchase` },
    ],
    [
      'lost',
      /acknowledged cancellation of order .* is gone/,
      { sql: `UPDATE orders SET ${calledOff(null, 'PAID')} WHERE checkout_id = :calledOff` },
    ],
    ['lost', /are kept for what costs/, { to: (known) => void notRefunded(known, world.calledOff) }],
    [
      'lost',
      /are kept for what costs/,
      { to: ({ intents: all }) => void (chargeOf(all, world.purchase).amount_received -= 1) },
    ],
    [
      'lost',
      /are kept for what costs/,
      { to: ({ intents: all }) => void (chargeOf(all, world.purchase).status = 'canceled') },
    ],
    [
      'lost',
      /are kept for what costs/,
      {
        to: ({ intents: all }) =>
          void Object.assign(chargeOf(all, world.abandoned), { status: 'succeeded', amount_received: 1 }),
      },
    ],
    [
      'lost',
      /our payment does not say so/,
      { sql: `UPDATE payments SET status = 'CANCELED', succeeded_at = NULL WHERE payable_id = :purchase` },
    ],
    [
      'lost',
      /receipt of .* was never mailed/,
      { to: ({ mails: all }) => void all.delete(mail(`checkout.paid:${world.purchase}`)) },
    ],
    [
      'lost',
      /nobody was told that the order .* is paid/,
      {
        sql: `DELETE FROM notifications WHERE id = (SELECT min(id::text)::uuid FROM notifications WHERE type = 'ORDER_PAID')`,
      },
    ],
    [
      'lost',
      /nobody was told that .* is confirmed/,
      {
        sql: `DELETE FROM notifications n USING bookings b WHERE b.checkout_id = :purchase AND n.data ->> 'bookingId' = b.id::text`,
      },
    ],
    ['lost', /did not get its time/, { sql: `UPDATE checkouts SET created_at = cancelled_at WHERE id = :abandoned` }],
    [
      'doubled',
      /the order .* is told 2 times/,
      {
        sql: `INSERT INTO notifications (id, user_id, type, data, dedupe_key) SELECT gen_random_uuid(), user_id, type, data, 'again' FROM notifications WHERE type = 'ORDER_PAID' LIMIT 1`,
      },
    ],
    [
      'doubled',
      /charged twice/,
      { sql: secondPayment('purchase'), to: ({ intents: all }) => void chargedAgain(all, world.purchase) },
    ],
    [
      'doubled',
      /charged again, and nobody knows/,
      { to: ({ intents: all }) => void chargedAgain(all, world.purchase) },
    ],
    ['doubled', /refund .* was made twice/, { to: (known) => void refundedAgain(known, world.calledOff) }],
    [
      'stuck',
      /^checkout .* PENDING/,
      {
        sql: `UPDATE checkouts SET ${calledOff(null, 'PENDING')} WHERE id = :abandoned`,
      },
    ],
    [
      'stuck',
      /^payment .* UNKNOWN/,
      { sql: `UPDATE payments SET status = 'UNKNOWN', succeeded_at = NULL WHERE payable_id = :purchase` },
    ],
    [
      'stuck',
      /^intent .* requires_payment_method/,
      { to: ({ intents: all }) => void (chargeOf(all, world.abandoned).status = 'requires_payment_method') },
    ],
  ])('%s: %s', async (kind, words, harm) => {
    expect((await judged(harm))[kind]).toContainEqual(expect.stringMatching(words))
  })
})

describe('a booking', () => {
  test.each<Case>([
    ['lost', /acknowledged booking .* is gone/, { sql: `DELETE FROM bookings WHERE id = :booking` }],
    [
      'lost',
      /shown as confirmed and no longer so/,
      { sql: `UPDATE bookings SET ${calledOff('BY_GUEST')} WHERE id = :booking` },
    ],
    [
      'lost',
      /acknowledged cancellation of .* is gone/,
      { sql: `UPDATE bookings SET ${calledOff(null, 'CONFIRMED')}, hold_expires_at = NULL WHERE id = :cancelled` },
    ],
    ['lost', /cancelled and not given back/, { to: (known) => void notRefunded(known, world.cancelled) }],
    [
      'lost',
      /another amount was charged/,
      { to: ({ intents: all }) => void (chargeOf(all, world.booking).amount_received -= 1) },
    ],
    [
      'lost',
      /confirmed without money/,
      { to: ({ intents: all }) => void (chargeOf(all, world.booking).status = 'canceled') },
    ],
    [
      'lost',
      /our payment does not say so/,
      { sql: `UPDATE payments SET status = 'CANCELED', succeeded_at = NULL WHERE payable_id = :booking` },
    ],
    [
      'lost',
      /the tickets of .* were never mailed/,
      { to: ({ mails: all }) => void all.delete(mail(`booking.confirmed:${world.booking}`)) },
    ],
    [
      'lost',
      /nobody was told that .* is confirmed/,
      { sql: `DELETE FROM notifications WHERE data ->> 'bookingId' = :booking::text` },
    ],
    [
      'lost',
      /did not get its time/,
      { sql: `UPDATE bookings SET hold_expires_at = created_at + interval '7 seconds' WHERE id = :cancelled` },
    ],
    [
      'lost',
      /a charge that nobody knows/,
      { to: ({ intents: all }) => void all.push({ ...chargeOf(all, world.booking), id: 'pi_other', metadata: {} }) },
    ],
    [
      'lost',
      /refused without a reason/,
      { to: ({ ledger: told }) => void told.unexpected.push('POST /bookings: 500') },
    ],
    [
      'doubled',
      /is told 2 times/,
      {
        sql: `INSERT INTO notifications (id, user_id, type, data, dedupe_key) SELECT gen_random_uuid(), user_id, type, data, 'again' FROM notifications WHERE data ->> 'bookingId' = :booking::text`,
      },
    ],
    [
      'doubled',
      /is charged 2 times/,
      { sql: secondPayment('booking'), to: ({ intents: all }) => void chargedAgain(all, world.booking) },
    ],
    ['doubled', /charged again, and nobody knows/, { to: ({ intents: all }) => void chargedAgain(all, world.booking) }],
    ['doubled', /more given back than charged/, { to: (known) => void refundedAgain(known, world.cancelled) }],
    [
      'doubled',
      /confirmed and given back/,
      {
        to: ({ refunds: all, intents: charges }) =>
          void all.push({
            ...(all[0] as Stripe.Refund),
            id: 're_other',
            metadata: {},
            payment_intent: chargeOf(charges, world.booking).id,
          }),
      },
    ],
    ['doubled', /^counter equals rows/, { sql: `UPDATE slots SET taken = taken + 1` }],
    [
      'stuck',
      /^booking .* PENDING_PAYMENT/,
      { sql: `UPDATE bookings SET status = 'PENDING_PAYMENT', hold_expires_at = now() WHERE id = :booking` },
    ],
    ['stuck', /^refund .* SUBMITTING/, { sql: `UPDATE refunds SET status = 'SUBMITTING'` }],
    ['stuck', /^job mail created/, { sql: job('mail') }],
    ['stuck', /^dead letter/, { sql: job('dead-letters') }],
    ['stuck', /never answered/, { to: ({ ledger: told }) => void told.unanswered.push('POST /bookings') }],
  ])('%s: %s', async (kind, words, harm) => {
    expect((await judged(harm))[kind]).toContainEqual(expect.stringMatching(words))
  })
})
