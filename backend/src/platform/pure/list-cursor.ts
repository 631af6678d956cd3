/** Keyset cursors: where a page ended, tied to the order and the filters it belongs to. */
import { createHash } from 'node:crypto'
import { Id } from '../../../../contracts/common.ts'

export interface ListPosition {
  /** The sort key of the page's last row: an integer, whatever the order. */
  key: number
  /** Its id, which decides between equal keys. */
  id: string
}

export interface ListPage<Item> {
  items: Item[]
  /** Where the next page begins; null on the last one. */
  end: ListPosition | null
}

const digest = (text: string, length: number) => createHash('sha256').update(text).digest('base64url').slice(0, length)

/** Names a list: the same filters and order give the same text, so that a cursor of another list is recognised. */
export function listFingerprint(filters: Record<string, unknown>): string {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  return digest(JSON.stringify(given.toSorted(([a], [b]) => (a < b ? -1 : 1))), 8)
}

export function encodeCursor(fingerprint: string, position: ListPosition): string {
  const body = `${fingerprint}.${position.key}.${position.id}`
  return Buffer.from(`${body}.${digest(body, 6)}`).toString('base64url')
}

/** Null when the text was not made by `encodeCursor` for this very list. The checksum finds damage; it is no secret. */
export function decodeCursor(fingerprint: string, cursor: string): ListPosition | null {
  if (!/^[\w-]+$/.test(cursor)) return null
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  if (Buffer.from(text).toString('base64url') !== cursor) return null
  const [list, key, id, checksum] = text.split('.')
  if (list !== fingerprint || !key || !id || checksum !== digest(`${list}.${key}.${id}`, 6)) return null
  const number = Number(key)
  if (!/^-?\d{1,16}$/.test(key) || !Number.isSafeInteger(number) || !Id.safeParse(id).success) return null
  return { key: number, id }
}
