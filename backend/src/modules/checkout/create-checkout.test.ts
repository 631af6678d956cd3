import { describe, expect, test } from 'vitest'
import { address, checkoutHouse } from '../../../test-support/checkout-house.ts'

const house = await checkoutHouse()

const codes = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? 'ok' : ((outcome.reason as { code?: string }).code ?? String(outcome.reason)),
  )

describe('holding a basket', () => {
  test('three workshops and a time: one payment, one order each, everything held, the basket empty', async () => {
    const shops = await Promise.all([house.shop(), house.shop({ shippingCents: 0 }), house.shop()])
    const pieces = await Promise.all(
      shops.map(({ sellerId }, at) => house.piece({ sellerId, priceCents: 10_000 * (at + 1) })),
    )
    const { slotId } = await house.slot({ capacity: 4, priceCents: 65_000 })
    const ana = await house.guest()
    for (const piece of pieces) await house.put(ana, piece, 2)
    await house.putSlot(ana, slotId, 2)
    const answer = await house.ask(ana, 'POST', '/checkouts', { shippingAddress: address })
    expect(answer.status).toBe(201)
    const { checkout, payment } = answer.body
    const total = 2 * (10_000 + 20_000 + 30_000) + 9900 * 2 + 130_000
    expect(checkout).toMatchObject({ status: 'PENDING', total: { amount: total }, discount: { amount: 0 } })
    expect(payment).toMatchObject({ status: 'REQUIRES_PAYMENT_METHOD', amount: { amount: total } })
    expect(checkout.orders).toHaveLength(3)
    // As it was promised, whatever the workshop says of later pieces.
    await house.db.query('UPDATE products SET lead_time_days = 40, age_restricted = true WHERE id = $1', [
      pieces[0]?.productId,
    ])
    for (const { id } of checkout.orders)
      expect((await house.ask(ana, 'GET', `/orders/${id}`)).body.items).toMatchObject([
        { leadTimeDays: 3, ageRestricted: false },
      ])
    expect(new Set(checkout.orders.map((order: { status: string }) => order.status))).toEqual(new Set(['PENDING']))
    expect(checkout.bookings).toMatchObject([{ status: 'PENDING', slotId, checkoutId: checkout.id, seats: 2 }])
    for (const { variantId } of pieces) expect(await house.stock(variantId)).toEqual({ onHand: 10, reserved: 2 })
    expect(await house.taken(slotId)).toBe(2)
    expect(await house.cart(ana)).toEqual({ items: {}, slots: [], code: null })
    expect((await house.ask(await house.guest(), 'GET', `/checkouts/${checkout.id}`)).status).toBe(404)
    expect(await house.violations()).toEqual([])
  })

  test('one piece too many: nothing of the basket is held, and the numbers are written down', async () => {
    const plenty = await house.piece()
    const scarce = await house.piece({ stock: 1 })
    const { slotId } = await house.slot()
    const ana = await house.guest()
    await house.put(ana, plenty, 3)
    await house.put(ana, scarce, 2)
    await house.putSlot(ana, slotId)
    await expect(house.buy(ana)).rejects.toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      params: { product: 'Cántaro', available: 1, asked: 2 },
    })
    expect(await house.stock(plenty.variantId)).toEqual({ onHand: 10, reserved: 0 })
    expect(await house.taken(slotId)).toBe(0)
    expect(Object.keys((await house.cart(ana)).items)).toHaveLength(2)
    expect(
      await house.db.query('SELECT available, asked FROM stock_refusals WHERE variant_id = $1', [scarce.variantId]),
    ).toEqual([{ available: 1, asked: 2 }])
    expect(await house.violations()).toEqual([])
  })

  test('the time is sold out: the pieces stay on the shelf', async () => {
    const piece = await house.piece()
    const { slotId } = await house.slot({ capacity: 1 })
    const ana = await house.guest()
    await house.put(ana, piece)
    await house.putSlot(ana, slotId, 2)
    await expect(house.buy(ana)).rejects.toMatchObject({ code: 'SOLD_OUT', params: { available: 1, asked: 2 } })
    expect(await house.stock(piece.variantId)).toEqual({ onHand: 10, reserved: 0 })
    expect(
      await house.db.query('SELECT taken, asked, capacity FROM slot_refusals WHERE slot_id = $1', [slotId]),
    ).toEqual([{ taken: 0, asked: 2, capacity: 1 }])
    expect(await house.violations()).toEqual([])
  })

  test('the last piece goes to exactly one of twelve, and nobody is refused falsely', async () => {
    for (let round = 0; round < 3; round += 1) {
      const last = await house.piece({ stock: 1 })
      const plenty = await house.piece({ stock: 20 })
      const buyers = await Promise.all(Array.from({ length: 12 }, () => house.guest()))
      for (const buyer of buyers) {
        await house.put(buyer, plenty)
        await house.put(buyer, last)
      }
      const outcomes = await Promise.allSettled(buyers.map((buyer) => house.buy(buyer)))
      expect(codes(outcomes).toSorted()).toEqual([...Array.from({ length: 11 }, () => 'INSUFFICIENT_STOCK'), 'ok'])
      expect(await house.stock(last.variantId)).toEqual({ onHand: 1, reserved: 1 })
      expect(await house.stock(plenty.variantId)).toEqual({ onHand: 20, reserved: 1 })
    }
    expect(await house.violations()).toEqual([])
  })

  test('negative control: look first, then reserve without the condition sells the last piece twice', async () => {
    await house.db.query('CREATE TABLE naive_stock AS SELECT 1 AS id, 1 AS on_hand, 0 AS reserved')
    const connections = await Promise.all(Array.from({ length: 6 }, () => house.connect()))
    const barrier = Promise.withResolvers<void>()
    const sold = connections.map(async (connection) => {
      const { rows } = await connection.query<{ free: number }>('SELECT on_hand - reserved AS free FROM naive_stock')
      await barrier.promise
      if ((rows[0]?.free ?? 0) < 1) return false
      await connection.query('UPDATE naive_stock SET reserved = reserved + 1')
      return true
    })
    setTimeout(barrier.resolve, 100)
    expect((await Promise.all(sold)).filter(Boolean).length).toBeGreaterThan(1)
  })

  test('two variants of one product are two demands, each with its own shelf', async () => {
    const small = await house.piece({ stock: 2 })
    const large = await house.variant(small, { stock: 1, label: 'Grande', priceCents: 80_000 })
    const ana = await house.guest()
    await house.put(ana, small, 2)
    await house.put(ana, large, 2)
    await expect(house.buy(ana)).rejects.toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      params: { product: 'Cántaro (Grande)' },
    })
    await house.put(ana, large, 1)
    await house.buy(ana)
    expect(await house.stock(small.variantId)).toEqual({ onHand: 2, reserved: 2 })
    expect(await house.stock(large.variantId)).toEqual({ onHand: 1, reserved: 1 })
    expect(await house.violations()).toEqual([])
  })

  test('baskets that name the same things in opposite order: nobody is lost to a deadlock', async () => {
    const [a, b] = [await house.piece({ stock: 40 }), await house.piece({ stock: 40 })]
    const [one, two] = [await house.slot({ capacity: 40 }), await house.slot({ capacity: 40 })]
    const buyers = await Promise.all(Array.from({ length: 14 }, () => house.guest()))
    for (const [at, buyer] of buyers.entries()) {
      const [first, second] = at % 2 ? [a, b] : [b, a]
      const [early, late] = at % 2 ? [one, two] : [two, one]
      await house.put(buyer, first)
      await house.putSlot(buyer, early.slotId)
      await house.put(buyer, second)
      await house.putSlot(buyer, late.slotId)
    }
    const outcomes = await Promise.allSettled(buyers.map((buyer) => house.buy(buyer)))
    expect(new Set(codes(outcomes))).toEqual(new Set(['ok']))
    expect((await house.stock(a.variantId)).reserved).toBe(14)
    expect(await house.taken(two.slotId)).toBe(14)
    expect(await house.violations()).toEqual([])
  })

  test('negative control: locks taken in the order of the basket die of a deadlock', async () => {
    await house.db.query('CREATE TABLE naive_locks AS SELECT id FROM generate_series(1, 2) id')
    const [left, right] = [await house.connect(), await house.connect()]
    await Promise.all([left.query('BEGIN'), right.query('BEGIN')])
    await left.query('SELECT 1 FROM naive_locks WHERE id = 1 FOR UPDATE')
    await right.query('SELECT 1 FROM naive_locks WHERE id = 2 FOR UPDATE')
    const outcomes = await Promise.allSettled([
      left.query('SELECT 1 FROM naive_locks WHERE id = 2 FOR UPDATE'),
      right.query('SELECT 1 FROM naive_locks WHERE id = 1 FOR UPDATE'),
    ])
    expect(codes(outcomes)).toContain('40P01')
    await Promise.all([left.query('ROLLBACK'), right.query('ROLLBACK')])
  })

  test.each([
    ['seat', 'UPDATE slots SET taken = taken'],
    ['piece', 'UPDATE product_variants SET reserved = reserved'],
  ])('the last %s becomes free while a buyer waits for it: it is theirs', async (what, move) => {
    const piece = await house.piece({ stock: 1 })
    const { slotId } = await house.slot({ capacity: 1 })
    const ana = await house.guest()
    if (what === 'piece') await house.put(ana, piece)
    else await house.putSlot(ana, slotId)
    const id = what === 'piece' ? piece.variantId : slotId
    const other = await house.connect()
    await other.query(`${move} + 1 WHERE id = $1`, [id])
    await other.query('BEGIN')
    await other.query(`${move} - 1 WHERE id = $1`, [id])
    const bought = house.buy(ana)
    await expect
      .poll(() =>
        house.db.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        ),
      )
      .toHaveLength(1)
    await other.query('COMMIT')
    expect((await house.row((await bought).checkoutId)).status).toBe('PENDING')
    expect(await house.violations()).toEqual([])
  })
})

describe('one person, twice', () => {
  test('a double click without a key, and a repeat after the answer was lost: the same checkout', async () => {
    const last = await house.piece({ stock: 1 })
    const ana = await house.guest()
    await house.put(ana, last)
    const outcomes = await Promise.all([house.buy(ana), house.buy(ana), house.buy(ana)])
    const again = await house.buy(ana)
    expect(new Set([...outcomes, again].map(({ checkoutId }) => checkoutId)).size).toBe(1)
    expect(await house.stock(last.variantId)).toEqual({ onHand: 1, reserved: 1 })
    // To another address it is another purchase, and there is nothing to buy.
    await expect(house.buy(ana, { shippingAddress: { ...address, line1: 'Otra 2' } })).rejects.toMatchObject({
      code: 'CART_EMPTY',
    })
    expect(await house.violations()).toEqual([])
  })

  test('a double click with a key: one answer, given twice', async () => {
    const ana = await house.guest()
    await house.put(ana, await house.piece())
    const click = () =>
      house.ask(ana, 'POST', '/checkouts', { shippingAddress: address }, { 'idempotency-key': `click-${ana}` })
    const [first, second] = await Promise.all([click(), click()])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body).toEqual(second.body)
    const rows = await house.db.query('SELECT 1 FROM checkouts WHERE user_id = $1', [ana])
    expect(rows).toHaveLength(1)
  })

  test('a new checkout of the same things takes the place of the earlier one, even of the last piece', async () => {
    const last = await house.piece({ stock: 1 })
    const other = await house.piece()
    const { slotId } = await house.slot({ capacity: 1 })
    const ana = await house.guest()
    await house.put(ana, last)
    await house.put(ana, other)
    await house.putSlot(ana, slotId)
    const first = await house.buy(ana)
    await house.put(ana, last)
    await house.putSlot(ana, slotId)
    const second = await house.buy(ana)
    expect(second.checkoutId).not.toBe(first.checkoutId)
    expect(await house.row(first.checkoutId)).toMatchObject({ status: 'CANCELLED', cancelReason: 'BY_BUYER' })
    expect((await house.provider.retrieveIntent(first.payment?.intentId ?? '')).status).toBe('canceled')
    // What the new one did not take lies in the basket again.
    expect(await house.cart(ana)).toMatchObject({ items: { [other.variantId]: 1 }, slots: [] })
    expect(await house.stock(last.variantId)).toEqual({ onHand: 1, reserved: 1 })
    expect(await house.taken(slotId)).toBe(1)
    expect(await house.violations()).toEqual([])
  })

  test('asking for more than there is leaves the earlier checkout as it was', async () => {
    const scarce = await house.piece({ stock: 2 })
    const ana = await house.guest()
    await house.put(ana, scarce)
    const first = await house.buy(ana)
    await house.put(ana, scarce, 3)
    await expect(house.buy(ana)).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK', params: { available: 2 } })
    expect((await house.row(first.checkoutId)).status).toBe('PENDING')
    expect(await house.violations()).toEqual([])
  })

  test('seats of the same time held alone give way to the basket; the other way round they do not', async () => {
    const { slotId } = await house.slot({ capacity: 2 })
    const ana = await house.guest()
    const party = [{ type: 'adult', quantity: 2 }]
    const alone = await house.bookings.hold({ slotId, userId: ana, party })
    await house.putSlot(ana, slotId, 2)
    // Full of their own seats: the basket does not know, and says what is left for others.
    await house.db.query('UPDATE slots SET capacity = 4 WHERE id = $1', [slotId])
    await house.buy(ana)
    expect((await house.booking(alone.bookingId)).status).toBe('CANCELLED')
    await expect(house.bookings.hold({ slotId, userId: ana, party })).rejects.toMatchObject({
      code: 'HELD_IN_CHECKOUT',
    })
    expect(await house.taken(slotId)).toBe(2)
    expect(await house.violations()).toEqual([])
  })

  test('the provider is down: 503, everything stays held, and trying again resumes the same checkout', async () => {
    const piece = await house.piece()
    const ana = await house.guest()
    await house.put(ana, piece)
    house.sandbox.control.failNext({ method: 'POST', path: '/v1/payment_intents', kind: 'error_before', times: 2 })
    await expect(house.buy(ana)).rejects.toMatchObject({ code: 'PAYMENT_PROVIDER_UNAVAILABLE', status: 503 })
    expect((await house.stock(piece.variantId)).reserved).toBe(1)
    const again = await house.buy(ana)
    expect(again.payment?.status).toBe('REQUIRES_PAYMENT_METHOD')
    expect(await house.db.query('SELECT 1 FROM checkouts WHERE user_id = $1', [ana])).toHaveLength(1)
    expect((await house.row(again.checkoutId)).status).toBe('PENDING')
  })
})

describe('what is not sold', () => {
  test('a total that the person did not see, a price they did not see: shown first, and nothing is held', async () => {
    const piece = await house.piece({ priceCents: 50_000 })
    const ana = await house.guest()
    await house.put(ana, piece)
    await expect(house.buy(ana, { expectedTotal: { amount: 50_000, currency: 'MXN' } })).rejects.toMatchObject({
      code: 'CART_CHANGED',
    })
    await house.db.query('UPDATE product_variants SET price_cents = 51000 WHERE id = $1', [piece.variantId])
    await house.db.query('UPDATE products SET price_from_cents = 51000 WHERE id = $1', [piece.productId])
    await expect(house.buy(ana)).rejects.toMatchObject({ code: 'CART_CHANGED' })
    await house.ask(ana, 'POST', '/cart/acknowledge')
    const { payment } = await house.buy(ana, { expectedTotal: { amount: 60_900, currency: 'MXN' } })
    expect(payment?.amountCents).toBe(60_900)
    // A change of price after the hold changes nothing for who holds.
    await house.db.query('UPDATE product_variants SET price_cents = 99000 WHERE id = $1', [piece.variantId])
    await house.db.query('UPDATE products SET price_from_cents = 99000 WHERE id = $1', [piece.productId])
    expect(await house.violations()).toEqual([])
  })

  test('mezcal to someone of age only; nowhere without an address, nor where the workshop does not send', async () => {
    const { sellerId } = await house.shop()
    const mezcal = await house.piece({ sellerId, adultsOnly: true })
    const ana = await house.guest()
    await house.put(ana, mezcal)
    const year = new Date().getUTCFullYear()
    await expect(house.buy(ana)).rejects.toMatchObject({ code: 'AGE_RESTRICTED' })
    await expect(house.buy(ana, { birthDate: `${year - 17}-01-01` })).rejects.toMatchObject({ code: 'AGE_RESTRICTED' })
    const birthDate = `${year - 19}-01-01`
    await expect(house.buy(ana, { birthDate, shippingAddress: undefined })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    })
    await expect(house.buy(ana, { birthDate, shippingAddress: { ...address, country: 'US' } })).rejects.toMatchObject({
      code: 'NOT_DELIVERABLE',
    })
    await expect(house.buy(ana, { birthDate, pickups: [{ sellerId, pickupPointId: sellerId }] })).rejects.toMatchObject(
      { code: 'PICKUP_UNAVAILABLE' },
    )
    const pickupPointId = await house.pickup(sellerId)
    const { payment } = await house.buy(ana, {
      birthDate,
      shippingAddress: undefined,
      pickups: [{ sellerId, pickupPointId }],
    })
    expect(payment?.amountCents).toBe(50_000)
  })

  test('more than one payment takes', async () => {
    const ana = await house.guest()
    await house.put(ana, await house.piece({ priceCents: 50_000_000 }), 3)
    await expect(house.buy(ana)).rejects.toMatchObject({ code: 'CART_TOO_DEAR' })
  })

  test('a product that was taken off sale, a time that closed, an empty basket', async () => {
    const piece = await house.piece()
    const { slotId } = await house.slot()
    const [ana, luis] = [await house.guest(), await house.guest()]
    await house.put(ana, piece)
    await house.putSlot(luis, slotId)
    await house.db.query(`UPDATE products SET status = 'ARCHIVED' WHERE id = $1`, [piece.productId])
    await house.db.query(`UPDATE slots SET state = 'CLOSED' WHERE id = $1`, [slotId])
    await expect(house.buy(ana)).rejects.toMatchObject({ code: 'PRODUCT_UNAVAILABLE' })
    await expect(house.buy(luis)).rejects.toMatchObject({ code: 'SLOT_CLOSED' })
    await expect(house.buy(await house.guest())).rejects.toMatchObject({ code: 'CART_EMPTY' })
  })
})

describe('codes', () => {
  test('the last use is taken once, whoever is quickest', async () => {
    const code = await house.code({ maxUses: 2 })
    const piece = await house.piece({ stock: 50 })
    const buyers = await Promise.all(Array.from({ length: 8 }, () => house.guest()))
    for (const buyer of buyers) {
      await house.put(buyer, piece)
      await house.ask(buyer, 'PUT', '/cart/code', { code })
    }
    const outcomes = await Promise.allSettled(buyers.map((buyer) => house.buy(buyer)))
    expect(codes(outcomes).toSorted()).toEqual([...Array.from({ length: 6 }, () => 'DISCOUNT_UNAVAILABLE'), 'ok', 'ok'])
    expect((await house.stock(piece.variantId)).reserved).toBe(2)
    expect(await house.violations()).toEqual([])
  })

  test('negative control: count, then insert takes the last use twice', async () => {
    await house.db.query('CREATE TABLE naive_uses (code int)')
    const connections = await Promise.all(Array.from({ length: 4 }, () => house.connect()))
    const barrier = Promise.withResolvers<void>()
    const used = connections.map(async (connection) => {
      const { rows } = await connection.query<{ n: number }>('SELECT count(*)::int AS n FROM naive_uses')
      await barrier.promise
      if ((rows[0]?.n ?? 0) >= 1) return false
      await connection.query('INSERT INTO naive_uses VALUES (1)')
      return true
    })
    setTimeout(barrier.resolve, 100)
    expect((await Promise.all(used)).filter(Boolean).length).toBeGreaterThan(1)
  })

  test('once per person, given back when the checkout is given up', async () => {
    const code = await house.code({ maxPerUser: 1, kind: 'AMOUNT', value: 10_001 })
    const { sellerId } = await house.shop()
    const pieces = await Promise.all([1, 2, 3].map(() => house.piece({ sellerId, priceCents: 33_333 })))
    const ana = await house.guest()
    for (const piece of pieces) await house.put(ana, piece)
    await house.ask(ana, 'PUT', '/cart/code', { code })
    const first = await house.buy(ana)
    expect((await house.row(first.checkoutId)).totalCents).toBe(99_999 - 10_001 + 9900)
    const parts = await house.db.query<{ cents: number }>(
      `SELECT l.platform_discount_cents AS cents FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.checkout_id = $1 ORDER BY 1`,
      [first.checkoutId],
    )
    expect(parts.map(({ cents }) => cents)).toEqual([3333, 3334, 3334])
    const other = await house.piece({ sellerId })
    await house.put(ana, other)
    await house.ask(ana, 'PUT', '/cart/code', { code })
    await expect(house.buy(ana)).rejects.toMatchObject({ code: 'DISCOUNT_UNAVAILABLE' })
    await house.checkout.cancel({ checkoutId: first.checkoutId, userId: ana })
    expect((await house.cart(ana)).code).toBe(code)
    const again = await house.buy(ana)
    expect((await house.row(again.checkoutId)).totalCents).toBe(99_999 + 50_000 - 10_001 + 9900)
    expect(await house.violations()).toEqual([])
  })

  test('a seller’s code counts for that seller’s lines and is borne there; the commission follows', async () => {
    const [mine, theirs] = [await house.shop(), await house.shop()]
    const code = await house.code({ sellerId: mine.sellerId, value: 2500 })
    const ana = await house.guest()
    await house.put(ana, await house.piece({ sellerId: mine.sellerId, priceCents: 40_000 }))
    await house.put(ana, await house.piece({ sellerId: theirs.sellerId, priceCents: 40_000 }))
    await house.ask(ana, 'PUT', '/cart/code', { code })
    const checkoutId = await house.buyAndPay(ana)
    const lines = await house.db.query(
      `SELECT o.seller_id AS seller, l.seller_discount_cents AS off, l.platform_discount_cents AS house, l.commission_cents AS commission
       FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.checkout_id = $1`,
      [checkoutId],
    )
    expect(lines).toEqual(
      expect.arrayContaining([
        { seller: mine.sellerId, off: 10_000, house: 0, commission: 3600 },
        { seller: theirs.sellerId, off: 0, house: 0, commission: 4800 },
      ]),
    )
    expect(await house.ledger.balanceOf(house.database.read, mine.sellerId)).toBe(40_000 - 10_000 - 3600 + 9900)
    expect(await house.violations()).toEqual([])
  })

  test('everything off: paid at once, without a payment, and the workshop and host are owed all the same', async () => {
    const { sellerId } = await house.shop({ shippingCents: 0 })
    const { slotId, hostId } = await house.slot({ priceCents: 10_000 })
    const code = await house.code({ value: 10_000 })
    const piece = await house.piece({ sellerId, priceCents: 20_000 })
    const ana = await house.guest()
    await house.put(ana, piece)
    await house.putSlot(ana, slotId)
    await house.ask(ana, 'PUT', '/cart/code', { code })
    const answer = await house.ask(ana, 'POST', '/checkouts', { shippingAddress: address })
    expect(answer.body).toMatchObject({ checkout: { status: 'PAID', total: { amount: 0 } }, payment: null })
    expect(answer.body.checkout.bookings).toMatchObject([{ status: 'CONFIRMED' }])
    expect(await house.stock(piece.variantId)).toEqual({ onHand: 9, reserved: 0 })
    expect(await house.ledger.balanceOf(house.database.read, sellerId)).toBe(20_000 - 2400)
    expect(await house.ledger.balanceOf(house.database.read, hostId)).toBeGreaterThan(0)
    expect(await house.violations()).toEqual([])
  })
})
