/** Opaque cursors of lists ordered by an instant and an id. */

export interface Keyset {
  at: Date
  id: string
}

export function encodeKeyset({ at, id }: Keyset): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url')
}

const instant = String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)`
const ours = new RegExp(`^${instant} ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)
const theirs = new RegExp(String.raw`^${instant} (\w{1,255})$`)

function decode(cursor: string, shape: RegExp): Keyset | null {
  const match = shape.exec(Buffer.from(cursor, 'base64url').toString())
  if (!match) return null
  const at = new Date(match[1] as string)
  return Number.isNaN(at.getTime()) ? null : { at, id: match[2] as string }
}

/** Null for anything that `encodeKeyset` did not write. */
export const decodeKeyset = (cursor: string): Keyset | null => decode(cursor, ours)

/** The same where the ids are somebody else's, such as `evt_1Nv0…`. */
export const decodeForeignKeyset = (cursor: string): Keyset | null => decode(cursor, theirs)
