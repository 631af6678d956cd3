/** The door of partners. */
import type { Module } from '../../platform/module.ts'

export type Partners = Module

export function createPartners(): Partners {
  return { name: 'partners' }
}
