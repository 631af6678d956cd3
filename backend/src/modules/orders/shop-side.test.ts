import { expect, test } from 'vitest'
import { orderHouse } from '../../../test-support/order-house.ts'
import { insertAuditEntry } from '../identity/identity.repository.ts'

const house = await orderHouse({}, insertAuditEntry)
const parcel = { carrier: 'estafeta', trackingNumber: '123' }

async function bought(quantity = 1) {
  const purchase = await house.buy([{ lines: [{ quantity, priceCents: 35_000 }] }])
  const [order] = purchase.orders
  if (!order) throw new Error('no order')
  return { ...order, buyerId: purchase.userId }
}
const written = (orderId: string) =>
  house.db.query(
    'SELECT actor_id AS "actorId", action, details, ip_address AS ip FROM audit_entries WHERE subject = $1 ORDER BY id',
    [`order:${orderId}`],
  )

test('what staff do in a workshop’s place is in the audit log, with who, why and from where; what the workshop does is not', async () => {
  const adminId = await house.guest()
  const admin = { admin: adminId }
  const entry = (action: string, details = {}) => ({ actorId: adminId, action, details, ip: '127.0.0.1' })
  const order = await bought(2)
  const path = `/seller/orders/${order.id}`
  for (const [move, body] of [['process'], ['ship', parcel], ['deliver']] as const)
    expect((await house.ask(admin, 'POST', `${path}/${move}`, body)).status, move).toBe(200)
  const lines = [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }]
  const refund = { lines, restock: false, reason: 'Llegó rota' }
  expect((await house.ask(admin, 'POST', `${path}/refund-lines`, refund)).status).toBe(200)
  expect(await written(order.id)).toEqual([
    entry('order.accepted'),
    entry('order.shipped', parcel),
    entry('order.delivered'),
    entry('order.lines-refunded', { reason: 'Llegó rota' }),
  ])

  const second = await bought()
  const cancel = () => house.ask(admin, 'POST', `/seller/orders/${second.id}/cancel`, { reason: 'No responde nadie' })
  expect((await cancel()).status).toBe(200)
  expect((await cancel()).status).toBe(409)
  expect(await written(second.id)).toEqual([entry('order.cancelled', { reason: 'No responde nadie' })])

  const third = await bought()
  expect((await house.ask(third.seller.userId, 'POST', `/seller/orders/${third.id}/process`)).status).toBe(200)
  expect(await written(third.id)).toEqual([])
})
