import { describe, expect, test } from 'vitest'
import { OrderCancellationReason } from '../../../../contracts/orders.ts'
import { eventKinds } from './order-events.rules.ts'
import { timelineText } from './timeline-texts.rules.ts'

const data = { amountCents: 125_000, pieces: 2, carrier: 'dhl', trackingNumber: 'AB12', reason: 'BY_BUYER' }

describe.each([...eventKinds])('%s', (kind) => {
  test('says something whole in both languages', () => {
    const [es, en] = [timelineText(kind, data, 'es'), timelineText(kind, data, 'en')]
    for (const text of [es, en]) {
      expect(text).toMatch(/^.{10,}\.$/)
      expect(text).not.toMatch(/undefined|null|NaN|[A-Z]_/)
    }
    expect(es).not.toBe(en)
  })
  test('still reads when the event kept nothing', () => {
    expect(timelineText(kind, {}, 'es')).not.toMatch(/undefined|null|NaN/)
  })
})

test('every way an order ends has its own sentence', () => {
  const said = OrderCancellationReason.options.map((reason) => timelineText('CANCELLED', { reason }, 'es'))
  expect(new Set(said).size).toBe(OrderCancellationReason.options.length)
})

test('a parcel is named with its carrier and number', () => {
  expect(timelineText('SHIPPED', data, 'es')).toBe('El pedido va en camino con DHL, guía AB12.')
})
