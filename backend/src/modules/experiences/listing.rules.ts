import { Id } from '../../../../contracts/common.ts'

/** Longest part of a slug that comes from the title; a number may follow. */
const slugLength = 80

/** The title as it reads in an address: lower-case ASCII words joined by hyphens. Never shaped like an id. */
export function slugify(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, slugLength)
    .replaceAll(/^-+|-+$/g, '')
  if (plain === '') return 'experiencia'
  return Id.safeParse(plain).success ? `experiencia-${plain}` : plain
}

/** The first of `base`, `base-2`, `base-3`… that is not taken. */
export function freeSlug(base: string, taken: readonly string[]): string {
  const known = new Set(taken)
  if (!known.has(base)) return base
  let number = 2
  while (known.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}

/** Centavos of the cheapest ticket type. */
export function priceFrom(ticketTypes: readonly { price: { amount: number } }[]): number {
  return Math.min(...ticketTypes.map(({ price }) => price.amount))
}

/** Cards show this much of a description, in characters. */
const summaryLength = 160

/** The first sentence when it is short enough, else as many whole words as fit. */
export function summaryOf(description: string): string {
  const text = description.replaceAll(/\s+/g, ' ').trim()
  if (text.length <= summaryLength) return text
  const sentence = /^.{30,}?[.!?](?=\s)/u.exec(text)?.[0]
  if (sentence && sentence.length <= summaryLength) return sentence
  return `${text.slice(0, summaryLength - 1).replace(/\s+\S*$/, '')}…`
}

/** Whether a party can be both large enough and small enough. */
export function partyRangeHolds(listing: { minParty: number; maxParty: number }): boolean {
  return listing.minParty <= listing.maxParty
}
