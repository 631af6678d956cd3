import type { QueryClient } from '@tanstack/react-query'
import type { Slot } from '../../../contracts/experiences.ts'

function isSlot(value: unknown, id: string): value is Slot {
  return typeof value === 'object' && value !== null && 'startsAt' in value && (value as Slot).id === id
}

/** A slot that some calendar already loaded, with its experience: whoever comes from there sees it without waiting. */
export function findKnownSlot(client: QueryClient, slotId: string): { experienceId: string; slot: Slot } | null {
  for (const [key, data] of client.getQueriesData<unknown>({ queryKey: ['slots'] })) {
    const lists = [data, (data as { items?: unknown } | undefined)?.items]
    for (const list of lists) {
      const slot = Array.isArray(list) ? list.find((one) => isSlot(one, slotId)) : undefined
      if (slot && typeof key[1] === 'string') return { experienceId: key[1], slot }
    }
  }
  return null
}
