/** The door of payouts. */
import type { Module } from '../../platform/module.ts'

export type Payouts = Module

export function createPayouts(): Payouts {
  return { name: 'payouts' }
}
