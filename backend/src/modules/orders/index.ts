/** The door of orders. */
import type { Module } from '../../platform/module.ts'

export type Orders = Module

export function createOrders(): Orders {
  return { name: 'orders' }
}
