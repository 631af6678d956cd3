/** One demo purchase: checkout, an order per workshop, one payment, the use of its code, and what the provider knows of it. */
import { priceBasket } from '../../backend/src/modules/checkout/index.ts'
import { postings, type Share } from '../../backend/src/modules/ledger/index.ts'
import { addSeconds } from '../../backend/src/platform/pure/time.ts'
import { seedChargeId, seedFee, type SeedPaymentIntent } from '../../sandbox/seed-format.ts'
import { type Party, paidAfterSeconds, partyLines, planBooking, type Settings } from './booking-plan.ts'
import { type Offer, slotFor } from './booking-wishes.ts'
import type { DemoFiles } from './demo-files.ts'
import { derivedCode, derivedId, derivedProviderId } from './derived.ts'
import type { DemoSet } from './ledger-rows.ts'
import { productId, returnDays, sellerId, variantsOf } from './market.ts'
import { accountId, workshopUserId } from './people.ts'
import type { DemoLine, DemoOrder, Fate } from './demo-order.ts'
import { liveOrder, orderShare } from './order-life.ts'
import type { DemoCode, DemoTerms } from './terms.ts'
import type { DemoAddress, PurchaseWish, Wanted } from './purchase-wish.ts'

const daySeconds = 86_400
/** Live holds began a moment ago, so that what has happened to them since has a time of its own. */
const heldSinceSeconds = 40
const failedAfterSeconds = 25
const expiredAfterSeconds = 20
const droppedAfterSeconds = 240

export interface Shop {
  files: DemoFiles
  offers: ReadonlyMap<string, Offer>
  terms: DemoTerms
  codes: readonly DemoCode[]
  productBps: number
}

function createdAtOf({ daysAgo, outcome }: PurchaseWish, now: Date): Date {
  const held = outcome.kind === 'pending' || outcome.kind === 'pending-payment' || outcome.kind === 'payment-failed'
  return addSeconds(now, -(held ? heldSinceSeconds : Math.round(daysAgo * daySeconds)))
}

function lineOf(wanted: Wanted, { files }: Shop) {
  const position = files.crafts.products.findIndex(({ slug }) => slug === wanted.slug)
  const product = files.crafts.products[position]
  const sku = wanted.variant ? `${wanted.slug}-${wanted.variant}` : wanted.slug
  const variant = product && variantsOf(product, files).find((each) => each.sku === sku)
  if (!product || !variant) throw new Error(`the demo sells no ${sku}`)
  return {
    slug: product.slug,
    variant: wanted.variant ?? '',
    workshop: product.workshop,
    sellerId: sellerId(product.workshop),
    productId: productId(product.slug, position),
    variantId: variant.id,
    name: product.name,
    label: variant.label,
    quantity: wanted.quantity,
    unitPriceCents: variant.priceCents,
    weightGrams: product.weightGrams,
    leadTimeDays: product.leadTimeDays,
    ageRestricted: product.ageRestricted,
  }
}

function slotOf({ slug, days, party }: NonNullable<PurchaseWish['slots']>[number], shop: Shop, now: Date) {
  const offer = shop.offers.get(slug)
  const slot = offer && slotFor(offer, days, now)
  if (!offer || !slot) throw new Error(`the demo has no coming ${slug}`)
  const totalCents = partyLines(offer.experience, party as Party).reduce(
    (sum, line) => sum + line.quantity * line.unitPriceCents,
    0,
  )
  return { offer, slot, party: party as Party, totalCents }
}

const pointOf = (shop: Shop, workshop: string) => {
  const point = shop.terms.get(workshop)?.pickups[0]
  if (!point) throw new Error(`nothing can be fetched from ${workshop}`)
  const { openFrom: _, openUntil: __, ...told } = point
  return told
}

function priced(wish: PurchaseWish, shop: Shop, createdAt: Date, now: Date) {
  const lines = wish.lines.map((wanted) => lineOf(wanted, shop))
  const slots = (wish.slots ?? []).map((wanted) => slotOf(wanted, shop, now))
  const code = wish.code === undefined ? undefined : shop.codes.find((each) => each.code === wish.code)
  if (wish.code !== undefined && !code) throw new Error(`the demo has no code ${wish.code}`)
  const basket = priceBasket({
    lines,
    slots: slots.map(({ slot, totalCents }) => ({ slotId: slot.id, totalCents })),
    discount: code ? { terms: code, usedByPerson: 0 } : null,
    pickups: new Set((wish.pickups ?? []).map(sellerId)),
    destination: {
      country: wish.address.country,
      stateCode: wish.address.country === 'MX' ? wish.address.state : null,
    },
    rates: new Map([...shop.terms].map(([workshop, { rates }]) => [sellerId(workshop), rates])),
    productBps: shop.productBps,
    now: createdAt,
  })
  if (!basket.deliverable || basket.discountProblem) throw new Error(`demo purchase ${wish.key} is not possible`)
  return { lines, slots, code, basket }
}

const statusOf = {
  'pending-payment': 'PENDING_PAYMENT',
  pending: 'PENDING',
  'payment-failed': 'PAYMENT_FAILED',
  'hold-expired': 'CANCELLED',
  dropped: 'CANCELLED',
  paid: 'PAID',
} as const

export function planPurchase(wish: PurchaseWish, shop: Shop, settings: Settings) {
  const { firstSeeded: now } = settings
  const { outcome, userId } = wish
  const createdAt = createdAtOf(wish, now)
  const name = `${wish.key}@${now.toISOString()}`
  const { lines, slots, code, basket } = priced(wish, shop, createdAt, now)
  const restricted = lines.some(({ ageRestricted }) => ageRestricted)

  const checkoutId = derivedId(`checkout:${name}`, createdAt)
  const paymentId = derivedId(`payment:${name}`, createdAt)
  const intentId = outcome.kind === 'pending-payment' ? null : derivedProviderId('pi', name)
  const clientSecret = intentId && `${intentId}_secret_${derivedProviderId('cs', name).slice(8)}`
  const holdExpiresAt = addSeconds(createdAt, settings.holdSeconds)
  const paidAt = outcome.kind === 'paid' ? addSeconds(createdAt, paidAfterSeconds) : null
  const chargeId = paidAt && intentId ? seedChargeId(intentId) : null
  const failedAt = outcome.kind === 'payment-failed' ? addSeconds(createdAt, failedAfterSeconds) : null
  const cancelledAt =
    outcome.kind === 'hold-expired'
      ? addSeconds(holdExpiresAt, expiredAfterSeconds)
      : outcome.kind === 'dropped'
        ? addSeconds(createdAt, droppedAfterSeconds)
        : null
  const errorCode = outcome.kind === 'payment-failed' ? outcome.errorCode : null
  const status = statusOf[outcome.kind]
  const changedAt = paidAt ?? cancelledAt ?? failedAt ?? createdAt

  const orders = basket.orders.map((order) => {
    const workshop = order.lines[0]?.line.workshop as string
    const point = wish.pickups?.includes(workshop) ? pointOf(shop, workshop) : null
    const orderId = derivedId(`order:${name}:${workshop}`, createdAt)
    const demo: DemoOrder = {
      id: orderId,
      code: derivedCode(`order:${name}:${workshop}`, 8),
      checkoutId,
      userId,
      sellerId: order.sellerId,
      sellerUserId: userOfWorkshop(shop, workshop),
      staffUserId: accountId('moderator'),
      paymentId,
      delivery: point ? 'PICKUP' : 'SHIPPING',
      shippingAddress: point ? null : (wish.address satisfies DemoAddress),
      pickupPoint: point,
      shippingOffer: order.offer && {
        label: order.offer.rate.label,
        minDays: order.offer.rate.minDays,
        maxDays: order.offer.rate.maxDays,
      },
      subtotalCents: order.subtotalCents,
      discountCents: order.discountCents,
      shippingCents: order.shippingCents ?? 0,
      totalCents: order.totalCents,
      returnDays,
      createdAt,
      lines: order.lines.map(
        ({ line, ...money }): DemoLine => ({
          id: derivedId(`line:${name}:${line.variantId}`, createdAt),
          slug: line.slug,
          variant: line.variant,
          productId: line.productId,
          variantId: line.variantId,
          name: line.name,
          label: line.label,
          leadTimeDays: line.leadTimeDays,
          ageRestricted: line.ageRestricted,
          quantity: line.quantity,
          unitPriceCents: line.unitPriceCents,
          platformDiscountCents: money.platformDiscountCents,
          sellerDiscountCents: money.sellerDiscountCents,
          commissionBps: money.commissionBps,
          commissionCents: money.commissionCents,
        }),
      ),
    }
    return { demo, life: liveOrder(demo, fateOf(workshop), now) }
  })

  const bookings = slots.map(({ offer, slot, party }, index) => {
    if (!paidAt) throw new Error(`demo purchase ${wish.key} holds a time without being paid`)
    const platformDiscountCents = basket.slots[index]?.platformDiscountCents ?? 0
    return planBooking(
      {
        key: `${wish.key}:${offer.experience.slug}`,
        userId,
        experience: offer.experience,
        slot,
        hostId: offer.hostId,
        hostUserId: offer.hostUserId,
        party,
        outcome: { kind: 'confirmed' },
        createdAt,
        checkout: { id: checkoutId, platformDiscountCents },
      },
      settings,
    )
  })

  const refunds = orders.flatMap(({ life }) => life.refunds)
  const refundedCents = refunds.reduce((sum, refund) => sum + refund.amount_cents, 0)
  const { totalCents } = basket

  const checkout = {
    id: checkoutId,
    code: derivedCode(`checkout:${name}`, 8),
    user_id: userId,
    status,
    total_cents: totalCents,
    discount_code_id: code?.id ?? null,
    discount_cents: basket.discountCents,
    birth_date: restricted ? (wish.birthDate ?? null) : null,
    hold_expires_at: paidAt ? null : holdExpiresAt,
    cancel_reason: outcome.kind === 'hold-expired' ? 'HOLD_EXPIRED' : outcome.kind === 'dropped' ? 'BY_BUYER' : null,
    cancelled_at: cancelledAt,
    paid_at: paidAt,
    created_at: createdAt,
    updated_at: changedAt,
  }
  const payment = {
    id: paymentId,
    payable_type: 'checkout',
    payable_id: checkoutId,
    user_id: userId,
    status: paidAt ? 'SUCCEEDED' : cancelledAt ? 'CANCELED' : intentId ? 'REQUIRES_PAYMENT_METHOD' : 'SUBMITTING',
    amount_cents: totalCents,
    captured_cents: paidAt ? totalCents : 0,
    refunded_cents: refundedCents,
    intent_id: intentId,
    client_secret: clientSecret,
    charge_id: chargeId,
    last_error_code: errorCode,
    succeeded_at: paidAt,
    canceled_at: cancelledAt,
    checked_at: changedAt,
    created_at: createdAt,
    updated_at: changedAt,
  }
  const use = code && {
    id: derivedId(`use:${name}`, createdAt),
    code_id: code.id,
    user_id: userId,
    checkout_id: checkoutId,
    ordinal: 1,
    released_at: cancelledAt,
    created_at: createdAt,
  }

  return { checkout, payment, refunds, use: use ?? null, orders, bookings, ledger: ledgerOf(), intent: intentOf() }

  function fateOf(workshop: string): Fate {
    if (outcome.kind === 'paid') return { kind: 'paid', at: paidAt as Date, steps: outcome.orders[workshop] ?? [] }
    if (cancelledAt)
      return { kind: 'released', reason: outcome.kind === 'dropped' ? 'BY_BUYER' : 'HOLD_EXPIRED', at: cancelledAt }
    return { kind: 'held', status: status as 'PENDING_PAYMENT' | 'PENDING' | 'PAYMENT_FAILED', failedAt }
  }

  function ledgerOf(): DemoSet[] {
    if (!paidAt || !chargeId) return []
    const shares: Share[] = [...orders.map(({ demo }) => orderShare(demo)), ...bookings.map(({ share }) => share)]
    const feeCents = seedFee(totalCents, 'mxn')
    return [
      {
        key: `capture:${paymentId}`,
        kind: 'CAPTURE',
        paymentId,
        at: paidAt,
        entries: postings.captureEntries({ paymentId, capturedCents: totalCents, shares }),
      },
      {
        key: `fee:${chargeId}`,
        kind: 'FEE',
        paymentId,
        at: addSeconds(paidAt, 5),
        entries: postings.feeEntries({ paymentId, feeCents }),
      },
      ...orders.flatMap(({ life }) => life.ledger),
    ]
  }

  function intentOf(): SeedPaymentIntent | null {
    if (!intentId || !clientSecret) return null
    const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
    return {
      id: intentId,
      amount: totalCents,
      currency: 'mxn',
      status: paidAt ? 'succeeded' : cancelledAt ? 'canceled' : 'requires_payment_method',
      created: seconds(createdAt),
      clientSecret,
      metadata: { payment_id: paymentId, payable_type: 'checkout', payable_id: checkoutId },
      description: `checkout ${checkoutId}`,
      ...(errorCode ? { lastErrorCode: errorCode } : {}),
      ...(refunds.length > 0
        ? {
            refunds: refunds.map((refund) => ({
              id: refund.provider_refund_id,
              amount: refund.amount_cents,
              created: seconds(refund.created_at),
              status: 'succeeded' as const,
              metadata: { refund_id: refund.id, payment_id: paymentId },
            })),
          }
        : {}),
    }
  }
}
export type PlannedPurchase = ReturnType<typeof planPurchase>

function userOfWorkshop({ files }: Shop, slug: string): string {
  const workshop = files.crafts.workshops.find((each) => each.slug === slug)
  if (!workshop) throw new Error(`the demo has no workshop ${slug}`)
  return workshopUserId(workshop, files.market.accounts)
}
