/** The door of staff. */
import type { Module } from '../../platform/module.ts'

export type Staff = Module

export function createStaff(): Staff {
  return { name: 'staff' }
}
