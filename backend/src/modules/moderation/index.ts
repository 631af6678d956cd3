/** The door of moderation. */
import type { Module } from '../../platform/module.ts'

export type Moderation = Module

export function createModeration(): Moderation {
  return { name: 'moderation' }
}
