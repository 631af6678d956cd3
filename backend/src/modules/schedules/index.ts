/** The door of schedules. */
import type { Module } from '../../platform/module.ts'

export type Schedules = Module

export function createSchedules(): Schedules {
  return { name: 'schedules' }
}
