/** The door of insights. */
import type { Module } from '../../platform/module.ts'

export type Insights = Module

export function createInsights(): Insights {
  return { name: 'insights' }
}
