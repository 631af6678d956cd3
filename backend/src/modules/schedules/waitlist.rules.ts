/** Entries of one ticket type are one demand. */
export function mergedSeats(party: readonly { type: string; quantity: number }[]) {
  const byType = new Map<string, number>()
  for (const { type, quantity } of party) byType.set(type, (byType.get(type) ?? 0) + quantity)
  const merged = [...byType]
    .map(([type, quantity]) => ({ type, quantity }))
    .toSorted((a, b) => (a.type < b.type ? -1 : 1))
  return { party: merged, seats: merged.reduce((sum, { quantity }) => sum + quantity, 0) }
}
