/**
 * Slots that were full when last asked for. Only a hint about what to try first: who asks for one of them is told from
 * the database's own numbers of that moment, in company, instead of queueing for the row first.
 */
export interface FullSlots {
  has(slotId: string): boolean
  add(slotId: string): void
  delete(slotId: string): void
}

const most = 1000

export function createFullSlots(): FullSlots {
  const slots = new Set<string>()
  return {
    has: (slotId) => slots.has(slotId),
    add(slotId) {
      slots.delete(slotId)
      slots.add(slotId)
      if (slots.size > most) slots.delete(slots.values().next().value as string)
    },
    delete: (slotId) => void slots.delete(slotId),
  }
}
