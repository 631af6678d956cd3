/** What shoppers, workshops and the house's own habits do in the market of a simulation. All is drawn before the first await, so that a seed repeats it. */
import { type Action, actions, attempt, cards } from './actions.ts'
import { forward, paysLate, providerAway, sweep, wantsCodeTwice } from './late-money.ts'
import { buy, fillBasket } from './market-baskets.ts'
import type { MarketWorld, Purchase } from './market-world.ts'
import { work } from './payday.ts'

export interface MarketAction {
  name: string
  weight: number
  act(world: MarketWorld): Promise<void>
}

const habits = (name: string, weight: number): MarketAction => {
  const known = actions.find((action) => action.name === name) as Action
  return { name, weight, act: (world) => known.act(world) }
}

const at = <T>(items: readonly T[], draw: number): T | undefined => items[Math.floor(draw * items.length)]

const somePurchase = ({ chance, purchases }: MarketWorld): Purchase | null =>
  purchases.length > 0 ? chance.pick(purchases.slice(-8)) : null

interface SoldOrder {
  id: string
  buyer: string
  seller: string
  status: string
  delivery: string
  lines: { id: string; left: number }[]
  returnId: string | null
  returnStatus: string | null
}
async function someOrder(world: MarketWorld, draw: number): Promise<SoldOrder | undefined> {
  const orders = await world.house.db.query<SoldOrder & Record<string, unknown>>(`
    SELECT o.id, o.user_id AS buyer, s.user_id AS seller, o.status::text AS status, o.delivery::text AS delivery,
      (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'left', l.quantity - l.refunded_quantity) ORDER BY l.id) FROM order_lines l WHERE l.order_id = o.id) AS lines,
      r.id AS "returnId", r.status::text AS "returnStatus"
    FROM orders o JOIN seller_profiles s ON s.id = o.seller_id
    LEFT JOIN order_returns r ON r.order_id = o.id AND r.status IN ('REQUESTED', 'ACCEPTED')
    WHERE o.paid_at IS NOT NULL AND o.status NOT IN ('CANCELLED', 'REFUNDED') ORDER BY o.created_at, o.id`)
  return at(orders, draw)
}

const next: Record<string, string> = { PAID: 'process', PROCESSING: 'ship', SHIPPED: 'deliver', DELIVERED: 'deliver' }

export async function workshopWorks(world: MarketWorld): Promise<void> {
  const { chance } = world
  const [draw, odd] = [chance.next(), chance.happens(0.15)]
  const wild = chance.pick(['process', 'ship', 'deliver', 'cancel'])
  const order = await someOrder(world, draw)
  if (!order) return
  const due = order.status === 'PROCESSING' && order.delivery === 'PICKUP' ? 'deliver' : next[order.status]
  const step = odd ? wild : due
  const body = step === 'ship' ? { carrier: 'estafeta', trackingNumber: 'ABC1234567' } : undefined
  await world.ask(order.seller, 'POST', `/seller/orders/${order.id}/${step}`, body)
}

/** Both sides press at the same moment, or only one of them. */
async function changedMind(world: MarketWorld): Promise<void> {
  const { chance } = world
  const [draw, sides] = [chance.next(), chance.pick(['buyer', 'seller', 'both', 'against shipping'] as const)]
  const order = await someOrder(world, draw)
  if (!order) return
  const buyer = () => world.ask(order.buyer, 'POST', `/orders/${order.id}/cancel`)
  const seller = () => world.ask(order.seller, 'POST', `/seller/orders/${order.id}/cancel`)
  const ship = () =>
    world.ask(order.seller, 'POST', `/seller/orders/${order.id}/ship`, { carrier: 'dhl', trackingNumber: '1234567890' })
  const pressed = { buyer: [buyer], seller: [seller], both: [buyer, seller], 'against shipping': [buyer, ship] }[sides]
  await Promise.all(pressed.map((press) => press()))
}

async function refundPieces(world: MarketWorld): Promise<void> {
  const { chance } = world
  const [draw, which, twice, restock] = [chance.next(), chance.next(), chance.happens(0.4), chance.happens(0.5)]
  const quantity = chance.between(1, 2)
  const order = await someOrder(world, draw)
  const line = order && at(order.lines, which)
  if (!order || !line) return
  const press = () =>
    world.ask(order.seller, 'POST', `/seller/orders/${order.id}/refund-lines`, {
      lines: [{ lineId: line.id, quantity }],
      restock,
      reason: 'Llegó rota',
    })
  await Promise.all(twice ? [press(), press()] : [press()])
}

/** One step of whatever return there is, or a new one. */
async function sendBack(world: MarketWorld): Promise<void> {
  const { chance } = world
  const [draw, which, accept, restock, twice] = [
    chance.next(),
    chance.next(),
    chance.happens(0.75),
    chance.happens(0.6),
    chance.happens(0.3),
  ]
  const withdraw = chance.happens(0.15)
  const order = await someOrder(world, draw)
  const line = order && at(order.lines, which)
  if (!order || !line) return
  const returns = `/orders/${order.id}/returns`
  const step = () => {
    if (!order.returnId)
      return world.ask(order.buyer, 'POST', returns, {
        lines: [{ lineId: line.id, quantity: 1 }],
        reason: 'No me quedó',
      })
    if (withdraw) return world.ask(order.buyer, 'POST', `${returns}/${order.returnId}/withdraw`)
    if (order.returnStatus === 'REQUESTED')
      return world.ask(order.seller, 'POST', `/seller${returns}/${order.returnId}/decide`, { accept })
    return world.ask(order.seller, 'POST', `/seller${returns}/${order.returnId}/receive`, { restock })
  }
  await Promise.all(twice ? [step(), step()] : [step()])
}

async function countStock(world: MarketWorld): Promise<void> {
  const { chance } = world
  const { sellerId, productId, variantId } = chance.pick(world.pieces)
  const quantity = chance.pick([-2, -1, 1, 2])
  const owner = world.workshops.find((shop) => shop.sellerId === sellerId)
  if (owner)
    await world.ask(owner.userId, 'POST', `/seller/products/${productId}/stock`, {
      variantId,
      quantity,
      reason: 'Conté otra vez',
    })
}

export async function deadlines(world: MarketWorld): Promise<void> {
  const { house, market } = world
  await Promise.all([
    attempt(world, 'not accepted', () => market.orders.cancelNotAccepted()),
    attempt(world, 'complete', () => market.orders.completeDelivered()),
    attempt(world, 'visits', () => house.bookings.completeEnded()),
  ])
}

/** Whoever sells or hosts opens an account when they come round to it: shares wait for that. */
export async function openAccount(world: MarketWorld, userId: string, path: 'seller' | 'host'): Promise<void> {
  const { status } = await world.ask(userId, 'POST', `/${path}/payouts/onboarding`)
  if (status !== 201) return
  const [account] = await world.house.db.query<{ id: string | null }>(
    `SELECT provider_account_id AS id FROM connected_accounts WHERE user_id = $1`,
    [userId],
  )
  if (account?.id) world.house.sandbox.control.setOnboarded(account.id, true)
  await world.ask(userId, 'GET', `/${path}/payouts/account`)
}

async function feesOf({ house }: MarketWorld): Promise<string[]> {
  const paid = await house.db.query<{ id: string }>(`SELECT id FROM payments WHERE status = 'SUCCEEDED' ORDER BY id`)
  return paid.map(({ id }) => id)
}

/** A job may run twice. */
export async function readFees(world: MarketWorld): Promise<void> {
  for (const id of await feesOf(world)) await attempt(world, 'fee', () => world.house.payments.readFee(id))
}

/** Baskets, payments and the minutes in between. */
export const shopping: MarketAction[] = [
  {
    name: 'shop',
    weight: 24,
    async act(world) {
      const { userId } = world.chance.pick(world.guests)
      const [fills, buys] = [world.chance.happens(0.8), world.chance.happens(0.85)]
      if (fills) await fillBasket(world, userId)
      if (buys) await buy(world, userId)
    },
  },
  {
    name: 'pay a purchase',
    weight: 9,
    async act(world) {
      const purchase = somePurchase(world)
      const card = world.chance.pick(cards)
      if (purchase?.intentId) await world.house.pay(purchase.intentId, card).catch(() => undefined)
    },
  },
  {
    name: 'authenticate a purchase',
    weight: 4,
    async act(world) {
      const purchase = somePurchase(world)
      const decision = world.chance.happens(0.7) ? 'authorized' : 'rejected'
      if (purchase?.intentId) world.house.sandbox.control.authenticate(purchase.intentId, decision)
    },
  },
  {
    name: 'look at the return page',
    weight: 4,
    async act(world) {
      const purchase = somePurchase(world)
      if (purchase?.paymentId) await world.ask(purchase.userId, 'GET', `/payments/${purchase.paymentId}`)
    },
  },
  {
    name: 'give a purchase up',
    weight: 3,
    async act(world) {
      const purchase = somePurchase(world)
      if (purchase) await world.ask(purchase.userId, 'POST', `/checkouts/${purchase.checkoutId}/cancel`)
    },
  },
  { name: 'money comes late', weight: 6, act: paysLate },
  { name: 'sweep', weight: 5, act: sweep },
  {
    name: 'the provider is away for a while',
    weight: 3,
    act: providerAway,
  },
  { name: 'a code is wanted twice', weight: 4, act: wantsCodeTwice },
  { name: 'count stock', weight: 2, act: countStock },
  { name: 'a workshop works', weight: 3, act: workshopWorks },
  { name: 'somebody changes their mind', weight: 2, act: changedMind },
  habits('hold', 2),
  habits('pay', 1),
  habits('cancel', 1),
  habits('reschedule', 1),
  habits('host changes the slot', 1),
  habits('host cancels a booking or, seldom, the slot', 1),
  habits('the amount is changed at the provider', 1),
  habits('time passes', 3),
  habits('reconcile', 3),
  habits('send refunds', 2),
  habits('the provider is in trouble', 2),
  habits('webhooks are in trouble', 2),
  habits('held webhooks arrive', 2),
  habits('connections are killed', 1),
]

/** Parcels, returns, deadlines and the days in between. */
export const fulfilling: MarketAction[] = [
  { name: 'a workshop works', weight: 18, act: workshopWorks },
  { name: 'somebody changes their mind', weight: 3, act: changedMind },
  { name: 'pieces are given back', weight: 4, act: refundPieces },
  { name: 'pieces are sent back', weight: 6, act: sendBack },
  { name: 'count stock', weight: 2, act: countStock },
  {
    name: 'deadlines',
    weight: 4,
    act: deadlines,
  },
  {
    name: 'an account opens',
    weight: 2,
    async act(world) {
      const { userId } = world.chance.pick(world.workshops)
      const host = world.slots[0]?.hostUserId
      if (world.chance.happens(0.3) && host) await openAccount(world, host, 'host')
      else await openAccount(world, userId, 'seller')
    },
  },
  {
    name: 'an account is emptied',
    weight: 1,
    async act({ house, chance }) {
      const [draw, cents] = [chance.next(), chance.between(1, 60_000)]
      const accounts = await house.db.query<{ id: string }>(
        `SELECT provider_account_id AS id FROM connected_accounts WHERE provider_account_id IS NOT NULL ORDER BY created_at`,
      )
      const account = at(accounts, draw)
      if (account) house.sandbox.control.drainAccount(account.id, cents)
    },
  },
  {
    name: 'shares go out',
    weight: 5,
    act: (world) => attempt(world, 'pay out', () => world.house.payouts.payOut()),
  },
  { name: 'transfers and reversals are sent', weight: 6, act: (world) => attempt(world, 'workers', () => work(world)) },
  { name: 'fees are read', weight: 2, act: readFees },
  {
    name: 'days pass',
    weight: 4,
    async act(world) {
      await forward(world, world.chance.pick([3600, 12 * 3600, 30 * 3600, 49 * 3600, 8 * 86_400]))
    },
  },
  ...shopping.filter(({ name }) => name === 'shop').map((action) => ({ ...action, weight: 6 })),
  ...shopping.filter(({ name }) => name === 'pay a purchase').map((action) => ({ ...action, weight: 3 })),
  { name: 'sweep', weight: 2, act: sweep },
  habits('host cancels a booking or, seldom, the slot', 1),
  habits('cancel', 1),
  habits('reconcile', 2),
  habits('send refunds', 3),
  habits('the provider is in trouble', 2),
  habits('webhooks are in trouble', 1),
  habits('held webhooks arrive', 1),
  habits('connections are killed', 1),
]

/** Shares are out, and pieces come back all the same. */
export const afterwards: MarketAction[] = [
  { name: 'pieces are given back', weight: 6, act: refundPieces },
  { name: 'pieces are sent back', weight: 4, act: sendBack },
  ...fulfilling.filter(({ name }) =>
    [
      'an account is emptied',
      'shares go out',
      'transfers and reversals are sent',
      'fees are read',
      'deadlines',
      'send refunds',
      'the provider is in trouble',
      'connections are killed',
    ].includes(name),
  ),
]
