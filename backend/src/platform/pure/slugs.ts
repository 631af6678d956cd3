/** How a title reads in an address. */
import { Id } from '../../../../contracts/common.ts'

/** Longest part of a slug that comes from the title; a number may follow. */
const slugLength = 80

/** Lower-case ASCII words joined by hyphens; `fallback` when the title has none. Never shaped like an id. */
export function slugify(title: string, fallback: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, slugLength)
    .replaceAll(/^-+|-+$/g, '')
  if (plain === '') return fallback
  return Id.safeParse(plain).success ? `${fallback}-${plain}` : plain
}

/** The first of `base`, `base-2`, `base-3`… that is not taken. */
export function freeSlug(base: string, taken: readonly string[]): string {
  const known = new Set(taken)
  if (!known.has(base)) return base
  let number = 2
  while (known.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}
