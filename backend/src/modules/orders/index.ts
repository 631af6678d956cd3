/** The door of orders. */
import type { Module } from '../../platform/module.ts'

export { insertOrders, type NewOrder, type NewOrderLine, ordersReadyStatement } from './insert-orders.ts'

export type Orders = Module

export function createOrders(): Orders {
  return { name: 'orders' }
}
