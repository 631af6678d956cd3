/** Opaque cursors of lists ordered by an instant and an id. */

export interface Keyset {
  at: Date
  id: string
}

export function encodeKeyset({ at, id }: Keyset): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url')
}

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Null for anything that `encodeKeyset` did not write. */
export function decodeKeyset(cursor: string): Keyset | null {
  const match = shape.exec(Buffer.from(cursor, 'base64url').toString())
  if (!match) return null
  const at = new Date(match[1] as string)
  return Number.isNaN(at.getTime()) ? null : { at, id: match[2] as string }
}
