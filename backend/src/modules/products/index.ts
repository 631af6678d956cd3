/** The door of products. */
import type { Module } from '../../platform/module.ts'

export type Products = Module

export function createProducts(): Products {
  return { name: 'products' }
}
