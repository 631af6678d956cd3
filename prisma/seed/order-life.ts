/** One demo order from the hold to its end: its rows and postings, as the services would have written them one after the other. */
import { postings, type Share } from '../../backend/src/modules/ledger/index.ts'
import { acceptWithinHours, addParts, partOf } from '../../backend/src/modules/orders/index.ts'
import { addSeconds } from '../../backend/src/platform/pure/time.ts'
import type { DemoOrder, Fate } from './demo-order.ts'
import type { DemoSet } from './ledger-rows.ts'
import {
  type Back,
  type By,
  eventRow,
  lineRow,
  type Living,
  movementRow,
  newborn,
  orderRow,
  refundRow,
  type ReturnRow,
  returnRow,
} from './order-rows.ts'
import type { Step, Wanted } from './purchase-wish.ts'

const hourSeconds = 3600
const daySeconds = 24 * hourSeconds
const sweepSeconds = 30

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
  const is = newborn(order)
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
    order: orderRow(order, is),
    lines: lines.map((line) => lineRow(order, line)),
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
        const row = returnRow(order, returns.length, { wanted: found(step.lines), reason: step.reason, at })
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
    const refund = refundRow(order, back, amountCents, at)
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
    events.push(eventRow(order, events.length, { kind, by, userId, at, data }))
  }
}

function about(row: ReturnRow) {
  return { returnId: row.id, pieces: row.lines.reduce((sum, { quantity }) => sum + quantity, 0) }
}
