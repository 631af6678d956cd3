/** A point as people have it at hand: `17.0654, -96.7236`, or the link that a map shares. Null when there is none in it. */
export function readPlace(text: string): { lat: number; lng: number } | null {
  const found = /(?<![\d.])(-?\d{1,2}\.\d+)[,\s/]+(-?\d{1,3}\.\d+)/.exec(
    decodeURIComponent(text.replace(/%(?![\da-fA-F]{2})/g, '')),
  )
  if (!found) return null
  const [lat, lng] = [Number(found[1]), Number(found[2])]
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null
}
