export interface UploadPlaces {
  /** The way out, to be taken once; null when there is no room. */
  enter(ownerId: string, bytes: number): (() => void) | null
}

/**
 * How many bodies one process takes in side by side. By what they announce, which is what they may come to hold in memory: many
 * phones on bad signal send at once, a few of the largest files do. And few of one person, whose forms send one after the other:
 * without that, whoever keeps some open and sends nothing keeps everybody out.
 */
export function createUploadPlaces({ mostBytes, mostOfOne }: { mostBytes: number; mostOfOne: number }): UploadPlaces {
  let bytesInside = 0
  const inside = new Map<string, number>()
  return {
    enter(ownerId, bytes) {
      const own = inside.get(ownerId) ?? 0
      if (own >= mostOfOne || bytesInside + bytes > mostBytes) return null
      bytesInside += bytes
      inside.set(ownerId, own + 1)
      return () => {
        bytesInside -= bytes
        const left = (inside.get(ownerId) ?? 1) - 1
        if (left > 0) inside.set(ownerId, left)
        else inside.delete(ownerId)
      }
    },
  }
}
