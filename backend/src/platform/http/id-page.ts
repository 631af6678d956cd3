/** Pages of lists that are ordered by id, newest first: ids sort by time, so the last id is all a cursor has to say. */
import { Id } from '../../../../contracts/common.ts'
import { readCursor } from '../lists/read-cursor.ts'

function decodeId(cursor: string): string | null {
  const id = Buffer.from(cursor, 'base64url').toString('latin1')
  return Id.safeParse(id).success ? id : null
}

/** The id after which the page begins, or undefined for the first page. @throws VALIDATION_FAILED for a cursor we did not make. */
export const readIdCursor = (cursor: string | undefined): string | undefined =>
  readCursor(cursor, decodeId) ?? undefined

/** `rows` holds one more than `limit` when there is a next page. */
export function idPage<Row extends { id: string }, Item>(rows: Row[], limit: number, toItem: (row: Row) => Item) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > limit && last ? Buffer.from(last.id, 'latin1').toString('base64url') : null
  return { items: shown.map(toItem), nextCursor }
}
