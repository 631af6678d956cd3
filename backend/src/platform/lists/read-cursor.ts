import { decodeCursor, encodeCursor, type ListPage, type ListPosition, listFingerprint } from '../pure/list-cursor.ts'
import { invalidField } from '../invalid-input.ts'

export const wrongCursor = () =>
  invalidField('/query/cursor', {
    es: 'Este cursor no es de esta lista: empieza desde la primera página.',
    en: 'This cursor does not belong to this list: start from the first page.',
  })

/** Where a page begins, as its list wrote it; null for the first. @throws VALIDATION_FAILED for a cursor of another list */
export function readCursor<Place>(
  cursor: string | null | undefined,
  decode: (cursor: string) => Place | null,
): Place | null {
  if (cursor === undefined || cursor === null) return null
  const place = decode(cursor)
  if (place !== null) return place
  throw wrongCursor()
}

/**
 * A page of the list that `list` names: its filters, its order, and whose it is, so that a cursor of another list is refused.
 * @throws VALIDATION_FAILED for a cursor of another list
 */
export async function pageOf<Item>(
  list: Record<string, unknown>,
  cursor: string | null | undefined,
  read: (after: ListPosition | null) => Promise<ListPage<Item>>,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const fingerprint = listFingerprint(list)
  const { items, end } = await read(readCursor(cursor, (text) => decodeCursor(fingerprint, text)))
  return { items, nextCursor: end && encodeCursor(fingerprint, end) }
}
