import { invalidField } from './validation.ts'

/** Where a page begins, as its list wrote it; null for the first. @throws VALIDATION_FAILED for a cursor of another list */
export function readCursor<Place>(
  cursor: string | null | undefined,
  decode: (cursor: string) => Place | null,
): Place | null {
  if (cursor === undefined || cursor === null) return null
  const place = decode(cursor)
  if (place !== null) return place
  throw invalidField('/query/cursor', { es: 'No es un cursor de esta lista.', en: 'Not a cursor of this list.' })
}
