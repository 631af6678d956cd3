/** The door of checkout. */
import type { Module } from '../../platform/module.ts'

export type Checkout = Module

export function createCheckout(): Checkout {
  return { name: 'checkout' }
}
