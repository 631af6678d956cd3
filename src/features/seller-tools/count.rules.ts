/** A count of the shelves: what is written is how many stand there, what is sent is what differs. */
import type { OwnProduct } from '../../../contracts/products.ts'
import { readCount } from '../../lib/pesos.rules.ts'

export interface Shelf {
  variantId: string
  name: string
  /** With those set aside for buyers: they stand there too. */
  onHand: number
  reserved: number
}

export const shelvesOf = (pieces: readonly OwnProduct[]): Shelf[] =>
  pieces.flatMap(({ name, variants }) =>
    variants
      .filter(({ active, onHand }) => active || onHand > 0)
      .map(({ id, label, onHand, reserved }) => ({
        variantId: id,
        name: label === '' ? name : `${name} · ${label}`,
        onHand,
        reserved,
      })),
  )

/** An empty box is a shelf that nobody counted. A sale meanwhile takes its pieces from what was counted, not from what was sent. */
export function countedDifferences(
  shelves: readonly Shelf[],
  typed: Readonly<Record<string, string>>,
): { corrections: { variantId: string; quantity: number }[]; wrong: Set<string> } {
  const wrong = new Set<string>()
  const corrections = shelves.flatMap(({ variantId, onHand }) => {
    const text = typed[variantId]?.trim() ?? ''
    if (text === '') return []
    const count = readCount(text)
    if (count === null || count > 100_000) wrong.add(variantId)
    const quantity = (count ?? onHand) - onHand
    return quantity === 0 ? [] : [{ variantId, quantity }]
  })
  return { corrections, wrong }
}
