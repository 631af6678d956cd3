/** Where a page of a statement ended: an instant and the number of an entry. */
export interface StatementPlace {
  at: Date
  /** A bigint, as text. */
  id: string
}

export const encodePlace = ({ at, id }: StatementPlace): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url')

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d{1,18})$/

/** Null for anything that `encodePlace` did not write. */
export function decodePlace(cursor: string): StatementPlace | null {
  const match = shape.exec(Buffer.from(cursor, 'base64url').toString())
  if (!match) return null
  const at = new Date(match[1] as string)
  return Number.isNaN(at.getTime()) ? null : { at, id: match[2] as string }
}
