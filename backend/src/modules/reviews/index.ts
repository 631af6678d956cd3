/** The door of reviews. */
import type { Module } from '../../platform/module.ts'

export type Reviews = Module

export function createReviews(): Reviews {
  return { name: 'reviews' }
}
