/** The door of media. */
import type { Module } from '../../platform/module.ts'

export type Media = Module

export function createMedia(): Media {
  return { name: 'media' }
}
