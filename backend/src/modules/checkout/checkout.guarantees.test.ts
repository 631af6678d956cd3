/** Negative controls: each promise notices when it is broken. */
import { beforeAll, expect, test } from 'vitest'
import { checkoutHouse } from '../../../test-support/checkout-house.ts'
import { checkoutGuarantees } from './checkout.guarantees.ts'

const house = await checkoutHouse()

/** What breaks it, on a paid purchase, a held one and one that ran out, each with a code, pieces and a party. */
const breaks: Record<string, string> = {
  'no orphan checkouts': `UPDATE checkouts SET hold_expires_at = now() - interval '1 hour' WHERE status = 'PENDING'`,
  'a checkout is the sum of its parts': `UPDATE checkouts SET total_cents = total_cents + 1 WHERE status = 'PAID'`,
  'a checkout and its parts are held or over together': `UPDATE bookings SET status = 'CANCELLED', cancel_reason = 'BY_GUEST', cancelled_at = now() WHERE status = 'PENDING'`,
  'every charge has its paid checkout or its refund': `UPDATE checkouts SET status = 'CANCELLED', cancel_reason = 'HOLD_EXPIRED', cancelled_at = now() WHERE status = 'PAID'`,
  'every paid checkout has its charge': `UPDATE payments SET captured_cents = captured_cents - 1 WHERE status = 'SUCCEEDED'`,
  'uses of a code equal its live rows': `UPDATE discount_codes SET used = used - 1`,
  'nobody used a code more often than they may': `INSERT INTO discount_uses (id, code_id, user_id, checkout_id, ordinal) SELECT gen_random_uuid(), code_id, user_id, gen_random_uuid(), 7 FROM discount_uses WHERE released_at IS NULL`,
  'a code counts where its checkout lives': `UPDATE discount_uses SET released_at = NULL, ordinal = 9`,
  'a discount is the sum of what its lines lost': `UPDATE checkouts SET discount_cents = discount_cents + 1 WHERE status = 'PAID'`,
}

beforeAll(async () => {
  const code = await house.code({ maxPerUser: 1 })
  const made: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const buyer = await house.guest()
    await house.put(buyer, await house.piece(), 2)
    await house.putSlot(buyer, (await house.slot()).slotId)
    await house.ask(buyer, 'PUT', '/cart/code', { code })
    made.push(n === 0 ? await house.buyAndPay(buyer) : (await house.buy(buyer)).checkoutId)
  }
  await house.over(made[2] ?? '')
  await house.checkout.expire()
})

test('nothing is broken to begin with, and every promise has its control', async () => {
  expect(await house.violations()).toEqual([])
  expect(Object.keys(breaks).toSorted()).toEqual(checkoutGuarantees.map(({ name }) => name).toSorted())
})

test.each(checkoutGuarantees)('$name', async ({ name, sql }) => {
  const connection = await house.connect()
  await connection.query('BEGIN')
  try {
    await connection.query(breaks[name] ?? '')
    expect((await connection.query(sql)).rows.length).toBeGreaterThan(0)
  } finally {
    await connection.query('ROLLBACK')
  }
})
