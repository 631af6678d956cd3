/** One demo order from the hold to its end: its rows and postings, as the services would have written them one after the other. */
import { postings, type Share } from '../../backend/src/modules/ledger/index.ts'
import { acceptWithinHours, addParts, partOf, type PricedLine } from '../../backend/src/modules/orders/index.ts'
import { addSeconds } from '../../backend/src/platform/pure/time.ts'
import { derivedId, derivedProviderId } from './derived.ts'
import type { DemoSet } from './ledger-rows.ts'
import type { Step, Wanted } from './purchase-wishes.ts'

const hourSeconds = 3600
const daySeconds = 24 * hourSeconds
/** From our request to the provider's word. */
const refundTakesSeconds = 5
const sweepSeconds = 30

export interface DemoLine extends PricedLine {
  id: string
  slug: string
  variant: string
  productId: string
  variantId: string
  name: { es: string; en: string }
  label: { es: string; en: string }
  leadTimeDays: number
  ageRestricted: boolean
  commissionBps: number
}
export interface DemoOrder {
  id: string
  code: string
  checkoutId: string
  userId: string
  sellerId: string
  sellerUserId: string
  staffUserId: string
  paymentId: string
  delivery: 'SHIPPING' | 'PICKUP'
  shippingAddress: object | null
  pickupPoint: object | null
  shippingOffer: object | null
  subtotalCents: number
  discountCents: number
  shippingCents: number
  totalCents: number
  returnDays: number
  createdAt: Date
  lines: DemoLine[]
}
/** How its purchase went. */
export type Fate =
  | { kind: 'held'; status: 'PENDING_PAYMENT' | 'PENDING' | 'PAYMENT_FAILED'; failedAt: Date | null }
  | { kind: 'released'; reason: 'HOLD_EXPIRED' | 'BY_BUYER'; at: Date }
  | { kind: 'paid'; at: Date; steps: readonly Step[] }

type By = 'BUYER' | 'SELLER' | 'STAFF' | 'SYSTEM'
interface Back {
  wanted: { line: Living; quantity: number }[]
  shippingCents: number
  restock: 'CANCEL' | 'RETURN' | null
  reasonKey: string
  by: By
  userId: string | null
}
interface ReturnRow {
  id: string
  order_id: string
  status: string
  lines: { lineId: string; quantity: number }[]
  reason: string
  decision_note: string | null
  decided_by: string | null
  decided_at: Date | null
  received_at: Date | null
  created_at: Date
}
type Living = DemoLine & { refundedQuantity: number; refundedCents: number; restockedQuantity: number }

/** The workshop's part of the payment. */
export function orderShare(order: DemoOrder): Share {
  const whole = addParts(order.lines.map((line) => partOf(line, 0, line.quantity)))
  return {
    payeeId: order.sellerId,
    subjectType: 'order',
    subjectId: order.id,
    priceCents: whole.priceCents,
    platformDiscountCents: whole.platformDiscountCents,
    payeeDiscountCents: whole.sellerDiscountCents,
    shippingCents: order.shippingCents,
    commissionCents: whole.commissionCents,
  }
}

export function liveOrder(order: DemoOrder, fate: Fate, now: Date) {
  const lines: Living[] = order.lines.map((line) => ({
    ...line,
    refundedQuantity: 0,
    refundedCents: 0,
    restockedQuantity: 0,
  }))
  const is = {
    status: 'PENDING' as string,
    refundedCents: 0,
    carrier: null as string | null,
    trackingNumber: null as string | null,
    paidAt: null as Date | null,
    acceptedAt: null as Date | null,
    shippedAt: null as Date | null,
    deliveredAt: null as Date | null,
    completedAt: null as Date | null,
    cancelReason: null as string | null,
    cancelNote: null as string | null,
    cancelledAt: null as Date | null,
    changedAt: order.createdAt,
  }
  const events: ReturnType<typeof eventRow>[] = []
  const movements: ReturnType<typeof movementRow>[] = []
  const refunds: ReturnType<typeof refundRow>[] = []
  const returns: ReturnRow[] = []
  const ledger: DemoSet[] = []

  tell('PLACED', 'BUYER', order.userId, order.createdAt)
  if (fate.kind === 'held') {
    is.status = fate.status
    if (fate.failedAt) tell('PAYMENT_FAILED', 'SYSTEM', null, fate.failedAt)
  } else if (fate.kind === 'released') {
    const by = fate.reason === 'BY_BUYER' ? 'BUYER' : 'SYSTEM'
    cancelled(fate.reason, null, fate.at)
    tell('CANCELLED', by, null, fate.at, { reason: fate.reason })
  } else {
    is.status = 'PAID'
    is.paidAt = fate.at
    for (const line of lines) movements.push(movementRow(line, 'ORDER', -line.quantity, fate.at))
    tell('PAID', 'SYSTEM', null, fate.at, { amountCents: order.totalCents })
    for (const step of fate.steps) {
      const at = addSeconds(
        fate.at,
        'at' in step ? step.at * hourSeconds : acceptWithinHours * hourSeconds + sweepSeconds,
      )
      if (at > now) throw new Error(`a step of demo order ${order.id} has not happened yet`)
      completeUntil(at)
      take(step, at)
    }
    completeUntil(now)
  }

  return {
    order: orderRow(),
    lines: lines.map(lineRow),
    events,
    movements,
    refunds,
    returns,
    ledger,
    reserved: fate.kind === 'held' ? lines.map(({ variantId, quantity }) => ({ variantId, quantity })) : [],
    /** When its workshop's share is due; null while it is not. */
    dueAt: is.completedAt ?? (is.status === 'REFUNDED' ? is.changedAt : null),
  }

  function take(step: Step, at: Date): void {
    switch (step.do) {
      case 'accept':
        is.status = 'PROCESSING'
        is.acceptedAt = at
        return tell('ACCEPTED', 'SELLER', order.sellerUserId, at)
      case 'ship': {
        const { carrier, trackingNumber } = step
        Object.assign(is, { status: 'SHIPPED', shippedAt: at, carrier, trackingNumber })
        return tell('SHIPPED', 'SELLER', order.sellerUserId, at, { carrier, trackingNumber })
      }
      case 'deliver':
        is.status = 'DELIVERED'
        is.deliveredAt = at
        return tell('DELIVERED', 'SELLER', order.sellerUserId, at)
      case 'lapse':
        return cancel('NOT_ACCEPTED', null, at, { by: 'SYSTEM', userId: null })
      case 'cancel': {
        const who = {
          BUYER: { reason: 'BY_BUYER', userId: order.userId },
          SELLER: { reason: 'BY_SELLER', userId: order.sellerUserId },
          STAFF: { reason: 'BY_ADMIN', userId: order.staffUserId },
        }[step.by]
        return cancel(who.reason, step.note, at, { by: step.by, userId: who.userId })
      }
      case 'refund': {
        const wanted = found(step.lines)
        const before = is.status === 'PAID' || is.status === 'PROCESSING'
        return giveBackAndClose(
          {
            wanted,
            shippingCents: before && isAll(wanted) ? order.shippingCents : 0,
            restock: step.restock ? (before ? 'CANCEL' : 'RETURN') : null,
            reasonKey: `order-refund:${order.id}:${lines.reduce((sum, line) => sum + line.refundedQuantity, 0)}`,
            by: 'SELLER',
            userId: order.sellerUserId,
          },
          at,
        )
      }
      case 'ask-return': {
        const row = returnRow(found(step.lines), step.reason, at)
        returns.push(row)
        return tell('RETURN_REQUESTED', 'BUYER', order.userId, at, about(row))
      }
      case 'accept-return':
      case 'refuse-return': {
        const row = openReturn()
        const status = step.do === 'accept-return' ? 'ACCEPTED' : 'REFUSED'
        Object.assign(row, { status, decision_note: step.note, decided_by: order.sellerUserId, decided_at: at })
        return tell(`RETURN_${status}`, 'SELLER', order.sellerUserId, at, about(row))
      }
      case 'receive-return': {
        const row = openReturn()
        Object.assign(row, { status: 'RECEIVED', received_at: at })
        const wanted = row.lines.map(({ lineId, quantity }) => ({ line: lineOf(lineId), quantity }))
        giveBackAndClose(
          {
            wanted,
            shippingCents: 0,
            restock: step.restock ? 'RETURN' : null,
            reasonKey: `order-return:${row.id}`,
            by: 'SELLER',
            userId: order.sellerUserId,
          },
          at,
        )
        return tell('RETURN_RECEIVED', 'SELLER', order.sellerUserId, new Date(at.getTime() + 2), about(row))
      }
    }
  }

  /** The time for returns ends by itself, unless one is open. */
  function completeUntil(until: Date): void {
    if (is.status !== 'DELIVERED' || !is.deliveredAt || is.completedAt) return
    const at = addSeconds(is.deliveredAt, order.returnDays * daySeconds + sweepSeconds)
    if (at > until || returns.some(({ status }) => status === 'REQUESTED' || status === 'ACCEPTED')) return
    // One that was open at that moment put it off until it was over.
    is.completedAt = at > is.changedAt ? at : addSeconds(is.changedAt, sweepSeconds)
    tell('COMPLETED', 'SYSTEM', null, is.completedAt)
  }

  function cancel(reason: string, note: string | null, at: Date, who: { by: By; userId: string | null }): void {
    cancelled(reason, note, at)
    tell('CANCELLED', who.by, who.userId, at, { reason, note })
    const wanted = lines.map((line) => ({ line, quantity: line.quantity - line.refundedQuantity }))
    const reasonKey = `order-cancelled:${order.id}`
    giveBack({ wanted, shippingCents: order.shippingCents, restock: 'CANCEL', reasonKey, ...who }, at)
  }

  function cancelled(reason: string, note: string | null, at: Date): void {
    Object.assign(is, { status: 'CANCELLED', cancelReason: reason, cancelNote: note, cancelledAt: at })
  }

  function isAll(wanted: Back['wanted']): boolean {
    const left = lines.reduce((sum, line) => sum + line.quantity - line.refundedQuantity, 0)
    return left === wanted.reduce((sum, { quantity }) => sum + quantity, 0)
  }

  function giveBackAndClose(back: Back, at: Date): void {
    const all = isAll(back.wanted)
    giveBack(back, at)
    if (!all) return
    is.status = 'REFUNDED'
    if (is.shippedAt || is.deliveredAt) is.completedAt ??= at
  }

  function giveBack(back: Back, at: Date): void {
    const parts = back.wanted.map(({ line, quantity }) => partOf(line, line.refundedQuantity, quantity))
    back.wanted.forEach(({ line, quantity }, index) => {
      line.refundedQuantity += quantity
      line.refundedCents += parts[index]?.paidCents ?? 0
      if (!back.restock) return
      line.restockedQuantity += quantity
      movements.push(movementRow(line, back.restock, quantity, at))
    })
    const sum = addParts(parts)
    const amountCents = sum.paidCents + back.shippingCents
    is.refundedCents += amountCents
    const refund = refundRow(back, amountCents, at)
    refunds.push(refund)
    const share: Share = {
      payeeId: order.sellerId,
      subjectType: 'order',
      subjectId: order.id,
      priceCents: sum.priceCents,
      platformDiscountCents: sum.platformDiscountCents,
      payeeDiscountCents: sum.sellerDiscountCents,
      shippingCents: back.shippingCents,
      commissionCents: sum.commissionCents,
    }
    const facts = { refundId: refund.id, amountCents }
    const { paymentId } = order
    ledger.push(
      {
        key: `refund:${refund.id}`,
        kind: 'REFUND',
        paymentId,
        at,
        entries: postings.refundEntries({ ...facts, shares: [share] }),
      },
      {
        key: `refund-settled:${refund.id}`,
        kind: 'REFUND_SETTLED',
        paymentId,
        at: refund.settled_at,
        entries: postings.refundSettledEntries(facts),
      },
    )
    const pieces = back.wanted.reduce((count, { quantity }) => count + quantity, 0)
    tell('REFUND_FILED', back.by, back.userId, new Date(at.getTime() + 1), { amountCents, pieces })
    tell('REFUNDED', 'SYSTEM', null, refund.settled_at, { amountCents, refundId: refund.id })
  }

  function lineOf(id: string): Living {
    const line = lines.find((each) => each.id === id)
    if (!line) throw new Error(`demo order ${order.id} has no line ${id}`)
    return line
  }
  function found(wanted: readonly Wanted[]): Back['wanted'] {
    return wanted.map(({ slug, variant = '', quantity }) => {
      const line = lines.find((each) => each.slug === slug && each.variant === variant)
      if (!line) throw new Error(`demo order ${order.id} has no ${slug}`)
      return { line, quantity }
    })
  }
  function openReturn() {
    const row = returns.at(-1)
    if (!row) throw new Error(`demo order ${order.id} has no return`)
    return row
  }

  function tell(kind: string, by: By, userId: string | null, at: Date, data: object = {}): void {
    if (at > is.changedAt) is.changedAt = at
    events.push(eventRow(kind, by, userId, at, data))
  }
  function eventRow(kind: string, by: By, userId: string | null, at: Date, data: object) {
    const id = derivedId(`event:${order.id}:${events.length}`, at)
    return { id, order_id: order.id, kind, by, user_id: userId, data, created_at: at }
  }
  function movementRow(line: Living, kind: 'ORDER' | 'CANCEL' | 'RETURN', quantity: number, at: Date) {
    return {
      id: derivedId(`movement:${kind}:${line.id}:${at.toISOString()}`, at),
      variant_id: line.variantId,
      kind,
      quantity,
      order_line_id: line.id,
      created_at: at,
    }
  }
  function refundRow(back: Back, amountCents: number, at: Date) {
    const settledAt = addSeconds(at, refundTakesSeconds)
    return {
      id: derivedId(`refund:${order.paymentId}:${back.reasonKey}`, at),
      payment_id: order.paymentId,
      reason_key: back.reasonKey,
      amount_cents: amountCents,
      status: 'SUCCEEDED',
      provider_refund_id: derivedProviderId('re', `${order.paymentId}:${back.reasonKey}`),
      requested_by: back.userId,
      settled_at: settledAt,
      checked_at: settledAt,
      created_at: at,
      updated_at: settledAt,
    }
  }
  function returnRow(wanted: Back['wanted'], reason: string, at: Date): ReturnRow {
    return {
      id: derivedId(`return:${order.id}:${returns.length}`, at),
      order_id: order.id,
      status: 'REQUESTED',
      lines: wanted.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
      reason,
      decision_note: null,
      decided_by: null,
      decided_at: null,
      received_at: null,
      created_at: at,
    }
  }
  function about(row: ReturnRow) {
    return { returnId: row.id, pieces: row.lines.reduce((sum, { quantity }) => sum + quantity, 0) }
  }
  function lineRow(line: Living) {
    return {
      id: line.id,
      order_id: order.id,
      product_id: line.productId,
      variant_id: line.variantId,
      name: line.name,
      variant_label: line.label,
      quantity: line.quantity,
      unit_price_cents: line.unitPriceCents,
      platform_discount_cents: line.platformDiscountCents,
      seller_discount_cents: line.sellerDiscountCents,
      commission_bps: line.commissionBps,
      commission_cents: line.commissionCents,
      refunded_quantity: line.refundedQuantity,
      refunded_cents: line.refundedCents,
      restocked_quantity: line.restockedQuantity,
      lead_time_days: line.leadTimeDays,
      age_restricted: line.ageRestricted,
    }
  }
  function orderRow() {
    return {
      id: order.id,
      code: order.code,
      checkout_id: order.checkoutId,
      user_id: order.userId,
      seller_id: order.sellerId,
      status: is.status,
      subtotal_cents: order.subtotalCents,
      discount_cents: order.discountCents,
      shipping_cents: order.shippingCents,
      total_cents: order.totalCents,
      refunded_cents: is.refundedCents,
      delivery: order.delivery,
      shipping_address: order.shippingAddress,
      pickup_point: order.pickupPoint,
      shipping_offer: order.shippingOffer,
      return_days: order.returnDays,
      carrier: is.carrier,
      tracking_number: is.trackingNumber,
      paid_at: is.paidAt,
      accept_by: is.paidAt && addSeconds(is.paidAt, acceptWithinHours * hourSeconds),
      accepted_at: is.acceptedAt,
      shipped_at: is.shippedAt,
      delivered_at: is.deliveredAt,
      completed_at: is.completedAt,
      cancel_reason: is.cancelReason,
      cancel_note: is.cancelNote,
      cancelled_at: is.cancelledAt,
      created_at: order.createdAt,
      updated_at: is.changedAt,
    }
  }
}
