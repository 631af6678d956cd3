/** The whole demo as rows, computed from the files and from the moment it was first put in; touches nothing. */
import { addSeconds } from '../../backend/src/platform/pure/time.ts'
import { experienceId, experienceRow, cutoffMinutesOf, regionRows, ticketTypeRows, venueRows } from './catalogue.ts'
import { planBooking, type Settings } from './booking-plan.ts'
import { crowdWishes, type Offer, storyWishes } from './booking-wishes.ts'
import type { DemoFiles } from './demo-files.ts'
import { craftRows, productRow, sellerId, stockRows, workshopRows } from './market.ts'
import { ledgerRows } from './ledger-rows.ts'
import { type liveOrder, orderShare } from './order-life.ts'
import { type DemoPayee, type DemoSubject, planAccounts, planTransfers } from './payout-plan.ts'
import { accountEmail, hostId, hostRows, hostUserId, userRows, workshopUserId } from './people.ts'
import { planPurchase, type Shop } from './purchase-plan.ts'
import { purchaseWishes } from './purchase-wishes.ts'
import { type DemoListing, type Lived, planReviews } from './review-plan.ts'
import { topicOfExperience, topicOfProduct } from './review-texts.ts'
import { codeRows, demoCodes, demoTerms, pickupRows, rateRows } from './terms.ts'
import { type DemoSlot, pastDays, slotsOf } from './schedule.ts'
import { planViews } from './view-plan.ts'

export interface PlanOptions extends Settings {
  /** Live holds, accounts and transfers need a provider that knows them: without the sandbox there are none. */
  liveHolds: boolean
  productBps: number
  /** How long a host's share waits after the visit. */
  bookingWindowHours: number
  /** Whether anybody bought in the market: its stock and codes are counted with it. */
  purchases: boolean
}

const slotRow = (slot: DemoSlot) => ({
  id: slot.id,
  experience_id: slot.experienceId,
  starts_at: slot.startsAt,
  ends_at: slot.endsAt,
  bookable_until: slot.bookableUntil,
  capacity: slot.capacity,
  taken: slot.taken,
  state: slot.state,
})

const liveKinds: ReadonlySet<string> = new Set(['pending-payment', 'pending', 'payment-failed'])

export function planDemo(files: DemoFiles, options: PlanOptions) {
  const { firstSeeded } = options
  const offers = new Map<string, Offer>()
  const experiences = files.experiences.map((experience, position) => {
    const host = files.hosts.find(({ experiences }) => experiences.includes(experience.slug))
    if (!host) throw new Error(`no host offers ${experience.slug}`)
    const row = experienceRow(experience, position, host)
    const details = {
      experienceId: experienceId(experience.slug, position),
      cutoffMinutes: cutoffMinutesOf(experience),
    }
    const slots = slotsOf(experience, details, firstSeeded, pastDays)
    offers.set(experience.slug, { experience, slots, hostId: hostId(host), hostUserId: hostUserId(host) })
    return row
  })

  const stories = storyWishes(offers, firstSeeded)
  const told = options.liveHolds ? stories : stories.filter(({ outcome }) => !liveKinds.has(outcome.kind))
  const planned = told.map((wish) => planBooking(wish, options))

  const terms = demoTerms(files)
  const codes = demoCodes(firstSeeded)
  const shop: Shop = { files, offers, terms, codes, productBps: options.productBps }
  const wishes = options.purchases ? purchaseWishes : []
  const purchases = wishes
    .filter(({ outcome }) => options.liveHolds || !liveKinds.has(outcome.kind))
    .map((wish) => planPurchase(wish, shop, options))
  // After the stories, which need their seats.
  planned.push(...crowdWishes(offers.values(), firstSeeded).map((wish) => planBooking(wish, options)))

  const products = files.crafts.products.map((product, position) => productRow(product, position, files, firstSeeded))
  const stock = files.crafts.products.map((product, position) =>
    stockRows(product, products[position] as (typeof products)[number], files),
  )
  const lives = purchases.flatMap(({ orders }) => orders.map(({ life }) => life))
  const sold = lives.flatMap(({ movements }) => movements)
  const variants = counted(
    stock.flatMap((each) => each.variants),
    sold,
    lives.flatMap(({ reserved }) => reserved),
  )
  const uses = purchases.flatMap(({ use }) => use ?? [])
  const usesOf = (codeId: string) =>
    uses.filter(({ code_id, released_at }) => code_id === codeId && !released_at).length

  const accounts = options.liveHolds && options.purchases ? planAccounts(demoPayees(files), firstSeeded) : []
  const sets = [...planned.flatMap(({ ledger }) => ledger), ...purchases.flatMap(({ ledger }) => ledger)]
  const subjects = [
    ...planned.flatMap((booking) => bookingSubject(booking, options.bookingWindowHours)),
    ...purchases.flatMap(orderSubjects),
  ]
  const transfers = planTransfers(accounts, subjects, sets, firstSeeded)
  const allBookings = [...planned, ...purchases.flatMap(({ bookings }) => bookings)]
  const listings: DemoListing[] = [
    ...experiences.map((row): DemoListing => {
      const offer = offers.get(row.slug) as Offer
      return {
        kind: 'EXPERIENCE',
        id: row.id,
        slug: row.slug,
        topic: topicOfExperience(offer.experience),
        payeeId: offer.hostId,
        payeeUserId: offer.hostUserId,
      }
    }),
    ...files.crafts.products.map((product, position): DemoListing => {
      const row = products[position] as (typeof products)[number]
      const workshop = files.crafts.workshops.find(({ slug }) => slug === product.workshop)
      if (!workshop) throw new Error(`the demo has no workshop ${product.workshop}`)
      return {
        kind: 'PRODUCT',
        id: row.id,
        slug: product.slug,
        topic: topicOfProduct(product.category),
        payeeId: row.seller_id,
        payeeUserId: workshopUserId(workshop, files.market.accounts),
      }
    }),
  ]
  const said = planReviews(listings, [...allBookings.flatMap(livedBooking), ...lives.flatMap(livedLines)], firstSeeded)

  const views = planViews(
    listings,
    [
      ...allBookings.flatMap(({ booking: { experience_id: listingId, confirmed_at: at } }) =>
        at ? [{ listingId, at }] : [],
      ),
      ...lives.flatMap(({ order: { paid_at: at }, lines }) =>
        at ? lines.map(({ product_id: listingId }) => ({ listingId, at })) : [],
      ),
    ],
    firstSeeded,
  )

  return {
    crafts: craftRows(files),
    workshops: workshopRows(files, firstSeeded),
    products,
    variants,
    stockMovements: stock.flatMap(({ movements }) => movements),
    shippingRates: rateRows(terms),
    pickupPoints: pickupRows(terms),
    discountCodes: codeRows(codes, usesOf, firstSeeded),
    users: userRows(files, firstSeeded),
    hosts: hostRows(files.hosts, firstSeeded),
    regions: regionRows(files.regions),
    venues: venueRows(files.venues),
    experiences,
    ticketTypes: files.experiences.flatMap((experience, position) =>
      ticketTypeRows(experience, experienceId(experience.slug, position)),
    ),
    slots: [...offers.values()].flatMap(({ slots }) => slots.map(slotRow)),
    bookings: allBookings.map(({ booking }) => booking),
    payments: planned.flatMap(({ payment }) => payment ?? []),
    refunds: planned.flatMap(({ refund }) => refund ?? []),
    ledger: ledgerRows([...sets, ...transfers.flatMap(({ ledger }) => ledger)]),
    tickets: allBookings.flatMap(({ tickets }) => tickets),
    said,
    views,
    market: {
      checkouts: purchases.map(({ checkout }) => checkout),
      payments: purchases.map(({ payment }) => payment),
      refunds: purchases.flatMap(({ refunds }) => refunds),
      discountUses: uses,
      orders: lives.map(({ order }) => order),
      orderLines: lives.flatMap(({ lines }) => lines),
      orderEvents: lives.flatMap(({ events }) => events),
      orderReturns: lives.flatMap(({ returns }) => returns),
      stockMovements: sold,
      accounts: accounts.map(({ row }) => row),
      transfers: transfers.map(({ row }) => row),
      reversals: transfers.flatMap(({ reversals }) => reversals),
    },
    sandbox: {
      paymentIntents: [
        ...planned.flatMap(({ intent }) => intent ?? []),
        ...purchases.flatMap(({ intent }) => intent ?? []),
      ],
      accounts: accounts.map(({ object }) => object),
      transfers: transfers.map(({ object }) => object),
    },
  }
}

function livedBooking({ booking }: Pick<ReturnType<typeof planBooking>, 'booking'>): Lived[] {
  const { id, status, completed_at: over, user_id: userId, experience_id: listingId } = booking
  return status === 'COMPLETED' && over ? [{ listingId, userId, bookingId: id, orderLineId: null, over }] : []
}
/** What arrived and stayed. */
function livedLines({ order, lines }: Pick<ReturnType<typeof liveOrder>, 'order' | 'lines'>): Lived[] {
  const { status, user_id: userId, delivered_at: over } = order
  if (status !== 'DELIVERED' || !over) return []
  return lines
    .filter(({ quantity, refunded_quantity }) => refunded_quantity < quantity)
    .map(({ id, product_id }) => ({ listingId: product_id, userId, bookingId: null, orderLineId: id, over }))
}

export type DemoPlan = ReturnType<typeof planDemo>

type VariantRow = ReturnType<typeof stockRows>['variants'][number]
/** What is left on the shelf, and what of it is set aside. */
function counted(
  variants: readonly VariantRow[],
  moved: readonly { variant_id: string; quantity: number }[],
  reserved: readonly { variantId: string; quantity: number }[],
) {
  return variants.map((variant) => {
    const movedPieces = moved.reduce(
      (sum, { variant_id, quantity }) => sum + (variant_id === variant.id ? quantity : 0),
      0,
    )
    const held = reserved.reduce((sum, { variantId, quantity }) => sum + (variantId === variant.id ? quantity : 0), 0)
    const onHand = variant.on_hand + movedPieces
    if (onHand < held) throw new Error(`the demo sells more of ${variant.sku} than there is`)
    return { ...variant, on_hand: onHand, reserved: held }
  })
}

/** Two workshops and a host whose accounts are open, and a workshop that has only begun. */
function demoPayees({ crafts, hosts, market }: DemoFiles): DemoPayee[] {
  const host = hosts.find(({ account }) => account === 'host')
  if (!host) throw new Error('the demo has no host')
  const sellers = (['seller', 'seller2', 'seller3'] as const).map((account): DemoPayee => {
    const workshop = crafts.workshops.find(({ slug }) => slug === market.accounts[account])
    if (!workshop) throw new Error(`the demo has no workshop of ${account}`)
    return {
      kind: 'SELLER',
      id: sellerId(workshop.slug),
      userId: workshopUserId(workshop, market.accounts),
      email: accountEmail(account),
      open: account !== 'seller2',
    }
  })
  return [
    ...sellers,
    { kind: 'HOST', id: hostId(host), userId: hostUserId(host), email: accountEmail('host'), open: true },
  ]
}

function bookingSubject(
  { share, over, payment, refund }: ReturnType<typeof planBooking>,
  windowHours: number,
): DemoSubject[] {
  if (!payment?.charge_id || !payment.intent_id) return []
  const ended = over.status === 'COMPLETED' || over.status === 'CANCELLED'
  return [
    {
      share,
      dueAt: ended ? addSeconds(over.at, windowHours * 3600) : null,
      paymentId: payment.id,
      intentId: payment.intent_id,
      chargeId: payment.charge_id,
      capturedCents: payment.captured_cents,
      refunds: refund ? [{ at: refund.created_at, amountCents: refund.amount_cents }] : [],
    },
  ]
}

function orderSubjects({ orders, payment, refunds }: ReturnType<typeof planPurchase>): DemoSubject[] {
  const { charge_id: chargeId, intent_id: intentId } = payment
  if (!chargeId || !intentId) return []
  return orders.map(({ demo, life }) => ({
    share: orderShare(demo),
    dueAt: life.dueAt,
    paymentId: payment.id,
    intentId,
    chargeId,
    capturedCents: payment.captured_cents,
    refunds: refunds.map(({ created_at, amount_cents }) => ({ at: created_at, amountCents: amount_cents })),
  }))
}
