import { createHash, randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function letters(bytes: Uint8Array, length: number): string {
  let text = ''
  for (let index = 0; index < length; index += 1) text += ALPHABET[(bytes[index] ?? 0) % ALPHABET.length]
  return text
}

/** A fresh id in Stripe's manner: `pi_` and 24 letters and digits. */
export function newId(prefix: string): string {
  return `${prefix}_${letters(randomBytes(24), 24)}`
}

export function newClientSecret(intentId: string): string {
  return `${intentId}_secret_${letters(randomBytes(25), 25)}`
}

/** The same input gives the same id for ever: seeds stay equal however often they are written. */
export function derivedId(prefix: string, from: string): string {
  return `${prefix}_${letters(createHash('sha256').update(`${prefix}:${from}`).digest(), 24)}`
}

/** The id behind a reference, which is an id or, expanded, the object itself; empty for none. */
export function idOf(reference: string | { id: string } | null | undefined): string {
  if (reference === null || reference === undefined) return ''
  return typeof reference === 'string' ? reference : reference.id
}
