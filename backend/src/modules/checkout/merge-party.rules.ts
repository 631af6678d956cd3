/** Entries of the same ticket type are one demand; sorted, the same party always reads the same. */
export function mergeParty(
  entries: readonly { type: string; quantity: number }[],
): { type: string; quantity: number }[] {
  const byType = new Map<string, number>()
  for (const { type, quantity } of entries) byType.set(type, (byType.get(type) ?? 0) + quantity)
  return [...byType].map(([type, quantity]) => ({ type, quantity })).toSorted((a, b) => (a.type < b.type ? -1 : 1))
}
