/** Who comes: entries of the same ticket type are one demand. */

export interface PartyEntry {
  type: string
  quantity: number
}

/** Merged by type, sorted by type: the same party always reads the same. */
export function mergeParty(entries: readonly PartyEntry[]): PartyEntry[] {
  const byType = new Map<string, number>()
  for (const { type, quantity } of entries) byType.set(type, (byType.get(type) ?? 0) + quantity)
  return [...byType].map(([type, quantity]) => ({ type, quantity })).toSorted((a, b) => (a.type < b.type ? -1 : 1))
}

export function seatsOf(entries: readonly PartyEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.quantity, 0)
}

export const sameParty = (a: readonly PartyEntry[], b: readonly PartyEntry[]): boolean =>
  JSON.stringify(mergeParty(a)) === JSON.stringify(mergeParty(b))
