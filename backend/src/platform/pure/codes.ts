/** Codes people read aloud at a door: Crockford's alphabet, without I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `length` symbols of 5 random bits each from `bytes` (at least `length` of them). */
export function codeFrom(bytes: Uint8Array, length: number): string {
  let code = ''
  for (let i = 0; i < length; i += 1) code += alphabet[(bytes[i] ?? 0) % 32]
  return code
}

/** What a person typed, as a code: case, spaces, hyphens and look-alikes forgiven. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll('U', 'V')
}
