/**
 * How many holds of one slot this process sends to the database at once. Its row admits one at a time whoever waits where;
 * waiting here leaves the connections to everybody else, and a row with few in its queue sells faster than one with many.
 */
export type SlotGate = <T>(slotId: string, work: () => Promise<T>) => Promise<T>

const mostAtOnce = 4

export function createSlotGate(): SlotGate {
  const slots = new Map<string, { running: number; waiting: (() => void)[] }>()

  return async (slotId, work) => {
    const slot = slots.get(slotId) ?? { running: 0, waiting: [] }
    slots.set(slotId, slot)
    // Whoever leaves hands its place over, so the count stays.
    if (slot.running < mostAtOnce) slot.running += 1
    else await new Promise<void>((enter) => slot.waiting.push(enter))
    try {
      return await work()
    } finally {
      const next = slot.waiting.shift()
      if (next) next()
      else {
        slot.running -= 1
        if (slot.running === 0) slots.delete(slotId)
      }
    }
  }
}
