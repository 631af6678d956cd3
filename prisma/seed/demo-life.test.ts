/** The demo's bookings are real ones: they can be paid, declined holds retried, cancelled with a refund, and let go by the sweep. */
import { expect, test } from 'vitest'
import { bookingHouse } from '../../backend/test-support/booking-house.ts'
import { loadConfig } from '../../backend/src/platform/config.ts'
import { seed } from './index.ts'

const house = await bookingHouse()
const { db, sandbox } = house
await seed(loadConfig({ NODE_ENV: 'test', DATABASE_URL: db.url, SANDBOX_PORT: String(sandbox.port) }))

interface Found {
  id: string
  userId: string
  paymentId: string
  intentId: string | null
}
async function bookingOf(who: 'ana' | 'luis', status: string, slug = '%'): Promise<Found> {
  const [row] = await db.query<Found & Record<string, unknown>>(
    `SELECT b.id, b.user_id AS "userId", p.id AS "paymentId", p.intent_id AS "intentId" FROM bookings b
     JOIN users u ON u.id = b.user_id JOIN payments p ON p.payable_id = b.id JOIN experiences e ON e.id = b.experience_id
     WHERE u.email = $1 AND b.status::text = $2 AND e.slug LIKE $3 ORDER BY b.id LIMIT 1`,
    [`${who}@guelaguetza.test`, status, slug],
  )
  if (!row) throw new Error(`the demo has no booking of ${who} that is ${status}`)
  return row
}

test('the hourly comparison with the provider finds nothing to mend', async () => {
  const { mended, findings } = await house.payments.compareWithProvider(new Date(Date.now() - 200 * 86_400_000))
  expect({ mended, findings, open: await db.query('SELECT kind FROM findings') }).toEqual({
    mended: 0,
    findings: 0,
    open: [],
  })
})

test('a hold can be paid, a declined one on the second try, and one whose intent is not made yet', async () => {
  for (const status of ['PENDING', 'PAYMENT_FAILED', 'PENDING_PAYMENT']) {
    const booking = await bookingOf('ana', status)
    const intentId = booking.intentId ?? (await house.payments.settle(booking.paymentId)).intentId
    expect((await house.pay(String(intentId))).body.status).toBe('succeeded')
    await house.payments.settle(booking.paymentId)
    expect(await house.booking(booking.id)).toMatchObject({ status: 'CONFIRMED' })
  }
  expect(await house.violations()).toEqual([])
})

test('a confirmed one can be cancelled, and the money goes back', async () => {
  const booking = await bookingOf('ana', 'CONFIRMED', 'monte-alban-por-la-tarde')
  await house.bookings.cancel({ bookingId: booking.id, actor: { kind: 'guest', userId: booking.userId }, note: null })
  await house.submitRefunds()
  expect(await house.refunds(booking.id)).toEqual([
    { reasonKey: 'booking-cancelled', status: 'SUCCEEDED', amountCents: 172_500 },
  ])
  expect(await house.violations()).toEqual([])
})

test('when the time is over, the sweep asks the sandbox and lets the holds go', async () => {
  const held = await Promise.all(
    ['PENDING', 'PAYMENT_FAILED', 'PENDING_PAYMENT'].map((status) => bookingOf('luis', status)),
  )
  for (const { id } of held) await house.runOut(id)
  await house.bookings.expireHolds()
  for (const { id, paymentId } of held) {
    expect(await house.booking(id)).toMatchObject({ status: 'CANCELLED', cancelReason: 'HOLD_EXPIRED' })
    const [payment] = await db.query<{ intent: string }>('SELECT intent_id AS intent FROM payments WHERE id = $1', [
      paymentId,
    ])
    const known = sandbox.control.objects('payment_intents').find((intent) => intent.id === payment?.intent)
    expect(known?.status).toBe('canceled')
  }
  expect(await house.violations()).toEqual([])
})
