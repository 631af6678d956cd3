/** Everything that looks random in the demo is derived from names, so that the same names give the same data. */
import { createHash } from 'node:crypto'
import { codeFrom } from '../../backend/src/platform/pure/codes.ts'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const digest = (name: string) => createHash('sha256').update(`guelaguetza-demo:${name}`).digest()

/** Where ids of things without a moment of their own are dated. */
export const demoEpoch = new Date('2026-01-01T00:00:00.000Z')

/** A UUIDv7 whose time is `at` and whose random bits come from the name. */
export function derivedId(name: string, at: Date = demoEpoch): string {
  const bytes = digest(name).subarray(0, 16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** An id in the provider's manner, `pi_demo_…`; recognisable as ours in its lists. */
export function derivedProviderId(prefix: string, name: string): string {
  return `${prefix}_demo_${[...digest(`${prefix}:${name}`).subarray(0, 20)].map((byte) => letters[byte % 62]).join('')}`
}

/** A code as it stands on a ticket or booking. */
export const derivedCode = (name: string, length: number): string => codeFrom(digest(`code:${name}`), length)

/** From 0 to just below 1, evenly spread over names. */
export const chance = (name: string): number => digest(`chance:${name}`).readUInt32BE(0) / 2 ** 32

/** One of `choices`. */
export function pick<T>(choices: readonly T[], name: string): T {
  return choices[Math.floor(chance(name) * choices.length)] as T
}
