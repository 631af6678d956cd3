/** The door of messages. */
import type { Module } from '../../platform/module.ts'

export type Messages = Module

export function createMessages(): Messages {
  return { name: 'messages' }
}
