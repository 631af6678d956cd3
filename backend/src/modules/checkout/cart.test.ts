import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { address, checkoutHouse } from '../../../test-support/checkout-house.ts'

const house = await checkoutHouse()

const cookieOf = (headers: Record<string, unknown>) => /gc_cart=([^;]*)/.exec(String(headers['set-cookie']))?.[1] ?? ''
const put = (as: Parameters<typeof house.ask>[0], productId: string, quantity: number, variantId?: string) =>
  house.ask(as, 'PUT', `/cart/items/${productId}`, { quantity, ...(variantId ? { variantId } : {}) })

/** What the house sends to the database meanwhile, BEGIN and COMMIT included. */
async function statements(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...sent: unknown[]) {
    const { connectionParameters } = this as unknown as { connectionParameters: { application_name?: string } }
    const [what] = sent as [string | { text: string }]
    if (connectionParameters.application_name === 'guelaguetza') seen.push(typeof what === 'string' ? what : what.text)
    return (query as (...all: unknown[]) => unknown).apply(this, sent)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return seen
}

describe('before signing in', () => {
  test('a browser has its basket by a cookie that scripts cannot read; looking makes none', async () => {
    const piece = await house.piece({ priceCents: 20_000 })
    const looked = await house.ask(null, 'GET', '/cart')
    expect(looked.headers['set-cookie']).toBeUndefined()
    expect(looked.body).toMatchObject({ count: 0, groups: [], slots: [], discount: null, changed: false })
    const first = await put(null, piece.productId, 2)
    expect(String(first.headers['set-cookie'])).toMatch(
      /^gc_cart=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const token = cookieOf(first.headers)
    const again = await house.ask({ cookie: `gc_cart=${token}` }, 'GET', '/cart')
    expect(again.body).toMatchObject({
      count: 2,
      subtotal: { amount: 40_000 },
      groups: [
        {
          items: [{ quantity: 2, name: 'Cántaro', unitPrice: { amount: 20_000 }, stock: 10, craft: null, notices: [] }],
          returnDays: 14,
        },
      ],
    })
    // Only its hash is kept.
    const kept = await house.db.query<{ h: string }>('SELECT token_hash AS h FROM carts WHERE token_hash IS NOT NULL')
    expect(kept.map(({ h }) => h)).not.toContain(token)
    expect((await house.ask({ cookie: 'gc_cart=guessed' }, 'GET', '/cart')).body.count).toBe(0)
  })

  test('signing in merges once, up to the limits; two first calls at once add nothing twice', async () => {
    const [both, only, mine] = [await house.piece(), await house.piece(), await house.piece()]
    const { slotId } = await house.slot()
    const ana = await house.guest()
    await house.put(ana, both, 15)
    await house.put(ana, mine, 1)
    const cookie = `gc_cart=${cookieOf((await put(null, both.productId, 9)).headers)}`
    await put({ cookie }, only.productId, 3)
    await house.ask({ cookie }, 'PUT', `/cart/slots/${slotId}`, { party: [{ type: 'adult', quantity: 2 }] })
    const calls = await Promise.all(
      Array.from({ length: 4 }, () => house.ask(ana, 'GET', '/cart', undefined, { cookie })),
    )
    expect(calls.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(String(calls[0]?.headers['set-cookie'])).toContain('gc_cart=; Max-Age=0')
    expect(await house.cart(ana)).toEqual({
      items: { [both.variantId]: 20, [only.variantId]: 3, [mine.variantId]: 1 },
      slots: [slotId],
      code: null,
    })
    expect((await house.ask({ cookie }, 'GET', '/cart')).body.count).toBe(0)
  })

  test('a basket that was made by merging keeps its code', async () => {
    const code = await house.code()
    const piece = await house.piece()
    const ana = await house.guest()
    const cookie = `gc_cart=${cookieOf((await put(null, piece.productId, 1)).headers)}`
    await house.ask({ cookie }, 'PUT', '/cart/code', { code: code.toLowerCase() })
    const answer = await house.ask(ana, 'GET', '/cart', undefined, { cookie })
    expect(answer.body).toMatchObject({ count: 1, discount: { code, valid: true, amount: { amount: 5000 } } })
  })

  test('baskets that nobody came back to are forgotten after thirty days; people’s are kept', async () => {
    const piece = await house.piece()
    const cookie = `gc_cart=${cookieOf((await put(null, piece.productId, 1)).headers)}`
    const ana = await house.guest()
    await house.put(ana, piece)
    await house.db.query(`UPDATE carts SET updated_at = now() - interval '29 days'`)
    expect(await house.checkout.forgetAbandonedCarts()).toBe(0)
    await house.db.query(`UPDATE carts SET updated_at = now() - interval '31 days'`)
    expect(await house.checkout.forgetAbandonedCarts()).toBeGreaterThan(0)
    expect((await house.ask({ cookie }, 'GET', '/cart')).body.count).toBe(0)
    expect((await house.ask(ana, 'GET', '/cart')).body.count).toBe(1)
  })
})

describe('what is in it', () => {
  test('a quantity is set, not added; 0 and DELETE take out; without a variant the cheapest that is there', async () => {
    const dear = await house.piece({ priceCents: 50_000 })
    const cheap = await house.variant(dear, { priceCents: 40_000, label: 'Chico' })
    const gone = await house.variant(dear, { priceCents: 30_000, stock: 0, label: 'Mini' })
    const ana = await house.guest()
    const one = await put(ana, dear.productId, 2)
    expect(one.body.groups[0].items).toMatchObject([{ variantId: cheap.variantId, quantity: 2, variantLabel: 'Chico' }])
    await put(ana, dear.productId, 3)
    await put(ana, dear.productId, 1, dear.variantId)
    await put(ana, dear.productId, 1, gone.variantId)
    expect((await house.cart(ana)).items).toEqual({ [cheap.variantId]: 3, [dear.variantId]: 1, [gone.variantId]: 1 })
    await put(ana, dear.productId, 0, gone.variantId)
    expect(Object.keys((await house.cart(ana)).items)).toHaveLength(2)
    const emptied = await house.ask(ana, 'DELETE', `/cart/items/${dear.productId}`)
    expect(emptied.body).toMatchObject({ count: 0, groups: [] })
  })

  test('twenty of one, forty different; what does not exist or is not on sale is 404', async () => {
    const piece = await house.piece()
    const ana = await house.guest()
    expect((await put(ana, piece.productId, 21)).status).toBe(400)
    expect((await put(ana, await house.guest(), 1)).status).toBe(404)
    await house.db.query(`UPDATE products SET status = 'DRAFT' WHERE id = $1`, [piece.productId])
    expect((await put(ana, piece.productId, 1)).status).toBe(404)
    await house.db.query(`UPDATE products SET status = 'ACTIVE' WHERE id = $1`, [piece.productId])
    await put(ana, piece.productId, 1)
    for (let n = 0; n < 39; n += 1) await house.put(ana, await house.variant(piece, { label: `V${n}` }))
    const over = await put(ana, (await house.piece()).productId, 1)
    expect([over.status, over.body.code]).toEqual([409, 'CART_FULL'])
    expect((await put(ana, piece.productId, 5, piece.variantId)).status).toBe(200)
    const { slotId } = await house.slot()
    const slot = await house.ask(ana, 'PUT', `/cart/slots/${slotId}`, { party: [{ type: 'adult', quantity: 1 }] })
    expect(slot.body.code).toBe('CART_FULL')
  })

  test('a party: priced, merged by type, refused when there is no such time, type or size', async () => {
    const { slotId } = await house.slot({ priceCents: 60_000 })
    const ana = await house.guest()
    const ask = (party: object[], slot = slotId) => house.ask(ana, 'PUT', `/cart/slots/${slot}`, { party })
    const answer = await ask([
      { type: 'adult', quantity: 1 },
      { type: 'child', quantity: 1 },
      { type: 'adult', quantity: 1 },
    ])
    expect(answer.body.slots).toMatchObject([
      {
        slotId,
        seats: 3,
        available: 10,
        total: { amount: 150_000 },
        party: [
          { type: 'adult', quantity: 2 },
          { type: 'child', quantity: 1 },
        ],
      },
    ])
    expect((await ask([{ type: 'adult', quantity: 1 }], ana)).status).toBe(404)
    expect((await ask([{ type: 'elder', quantity: 1 }])).status).toBe(400)
    expect(
      (
        await ask([
          { type: 'adult', quantity: 50 },
          { type: 'child', quantity: 5 },
        ])
      ).status,
    ).toBe(400)
    await house.db.query(`UPDATE slots SET state = 'CLOSED' WHERE id = $1`, [slotId])
    expect((await ask([{ type: 'adult', quantity: 1 }])).body.code).toBe('SLOT_CLOSED')
    expect((await house.ask(ana, 'GET', '/cart')).body).toMatchObject({
      changed: true,
      slots: [{ notices: [{ kind: 'SLOT_CLOSED' }] }],
      subtotal: { amount: 0 },
    })
    expect((await house.ask(ana, 'DELETE', `/cart/slots/${slotId}`)).body.slots).toEqual([])
  })

  test('what changed since it was put in is said, line by line, until it is acknowledged', async () => {
    const [dearer, short, gone] = [await house.piece(), await house.piece({ stock: 1 }), await house.piece()]
    const { slotId, experienceId } = await house.slot({ capacity: 2, priceCents: 10_000 })
    const ana = await house.guest()
    for (const piece of [dearer, short, gone]) await house.put(ana, piece, 2)
    await house.putSlot(ana, slotId, 2)
    await house.db.query('UPDATE product_variants SET price_cents = 60000 WHERE id = $1', [dearer.variantId])
    await house.db.query(`UPDATE product_variants SET active = false WHERE id = $1`, [gone.variantId])
    await house.db.query('UPDATE ticket_types SET price_cents = 12000 WHERE experience_id = $1', [experienceId])
    await house.db.query('UPDATE slots SET capacity = 1 WHERE id = $1', [slotId])
    const cart = (await house.ask(ana, 'GET', '/cart')).body
    expect(cart.changed).toBe(true)
    expect(cart.groups[0].items.map((item: { notices: unknown }) => item.notices)).toEqual([
      [{ kind: 'PRICE_CHANGED', was: { amount: 50_000, currency: 'MXN' }, available: null }],
      [{ kind: 'STOCK_SHORT', was: null, available: 1 }],
      [{ kind: 'UNAVAILABLE', was: null, available: 0 }],
    ])
    expect(cart.slots[0].notices).toEqual([
      { kind: 'PRICE_CHANGED', was: { amount: 20_000, currency: 'MXN' }, available: null },
      { kind: 'SLOT_SHORT', was: null, available: 1 },
    ])
    expect(cart.subtotal.amount).toBe(120_000 + 100_000 + 24_000)
    const after = (await house.ask(ana, 'POST', '/cart/acknowledge')).body
    const kinds = [...after.groups[0].items, ...after.slots].flatMap((line: { notices: { kind: string }[] }) =>
      line.notices.map(({ kind }) => kind),
    )
    expect(kinds).toEqual(['STOCK_SHORT', 'UNAVAILABLE', 'SLOT_SHORT'])
  })

  test('a code says why it does not count, in the reader’s language', async () => {
    const code = await house.code({ minimumCents: 80_000 })
    const piece = await house.piece({ priceCents: 50_000 })
    const ana = await house.guest()
    await house.put(ana, piece)
    expect((await house.ask(ana, 'PUT', '/cart/code', { code: 'NADA' })).body.code).toBe('DISCOUNT_UNKNOWN')
    const spanish = await house.ask(ana, 'PUT', '/cart/code', { code })
    expect(spanish.body.discount).toMatchObject({ valid: false, reason: 'Te faltan $300.00 para usar este código.' })
    const english = await house.ask(ana, 'GET', '/cart', undefined, { 'accept-language': 'en' })
    expect(english.body.discount.reason).toContain('300.00 more')
    expect((await put(ana, piece.productId, 2)).body.discount).toMatchObject({
      valid: true,
      amount: { amount: 10_000 },
    })
    expect((await house.ask(ana, 'DELETE', '/cart/code')).body.discount).toBeNull()
  })
})

describe('what it would cost', () => {
  test('the quote is what the checkout charges; fetched costs no shipping; nowhere to send is said', async () => {
    const [one, two] = [await house.shop(), await house.shop({ shippingCents: null })]
    const pickupPointId = await house.pickup(two.sellerId)
    const ana = await house.guest()
    await house.put(ana, await house.piece({ sellerId: one.sellerId, priceCents: 30_000 }))
    await house.put(ana, await house.piece({ sellerId: two.sellerId, priceCents: 20_000 }))
    const code = await house.code({ value: 1500 })
    await house.ask(ana, 'PUT', '/cart/code', { code })
    const quote = (body: object) => house.ask(ana, 'POST', '/checkouts/quote', body)
    expect((await quote({})).body).toMatchObject({ deliverable: false, shipping: { amount: 0 } })
    expect((await quote({ shippingAddress: address })).body).toMatchObject({ deliverable: false })
    const body = { shippingAddress: address, pickups: [{ sellerId: two.sellerId, pickupPointId }] }
    const { body: said } = await quote(body)
    expect(said).toMatchObject({
      deliverable: true,
      shipping: { amount: 9900 },
      discount: { amount: 7500 },
      total: { amount: 52_400 },
    })
    const { body: made } = await house.ask(ana, 'POST', '/checkouts', { ...body, expectedTotal: said.total })
    expect(made.checkout.total).toEqual(said.total)
    expect(made.checkout.orders.map((order: { delivery: string }) => order.delivery).toSorted()).toEqual([
      'PICKUP',
      'SHIPPING',
    ])
    expect((await quote(body)).body.code).toBe('CART_EMPTY')
  })
})

describe('how much is asked of the database', () => {
  test('looking is one statement, adding is two', async () => {
    const ana = await house.guest()
    const piece = await house.piece()
    await house.put(ana, piece)
    expect(await statements(() => house.ask(ana, 'GET', '/cart'))).toHaveLength(1)
    expect(await statements(() => house.put(ana, piece, 3))).toHaveLength(2)
  })

  test('a checkout of two lines of two workshops is at most eleven, with BEGIN, COMMIT and the intent', async () => {
    const ana = await house.guest()
    for (const { sellerId } of [await house.shop(), await house.shop()])
      await house.put(ana, await house.piece({ sellerId }))
    // Commissions are asked for once a minute.
    await Promise.all([house.ledger.commissionBps('PRODUCT'), house.ledger.commissionBps('BOOKING')])
    let status = 0
    const sent = await statements(async () => {
      ;({ status } = await house.ask(ana, 'POST', '/checkouts', { shippingAddress: address }))
    })
    expect(status).toBe(201)
    expect(sent.length, sent.join('\n\n')).toBeLessThanOrEqual(11)
  })
})
