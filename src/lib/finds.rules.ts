import type { ProductCard } from '../../contracts/products.ts'

/** How many are asked for, to choose a few different ones from. */
export const findsAsked = 60

/**
 * A few finds of many: every craft once before any comes twice, and another piece of each craft every day, so that no
 * workshop has the window to itself.
 */
export function variedFinds(found: readonly ProductCard[], count: number, day: string): ProductCard[] {
  const turn = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
  const byCraft = Map.groupBy(found, ({ craft, category }) => craft?.slug ?? category)
  const crafts = rotated([...byCraft.values()], turn).map((ofCraft) => rotated(ofCraft, turn))
  const rounds = Math.max(0, ...crafts.map((ofCraft) => ofCraft.length))
  const chosen: ProductCard[] = []
  for (let round = 0; round < rounds && chosen.length < count; round++) {
    for (const ofCraft of crafts) {
      const piece = ofCraft[round]
      if (piece && chosen.length < count) chosen.push(piece)
    }
  }
  return chosen
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const at = items.length === 0 ? 0 : by % items.length
  return [...items.slice(at), ...items.slice(0, at)]
}
