/** Enough of an address for its owner to know it; links are forwarded, addresses should not be. */
export function maskedAddress(email: string): string {
  const at = email.lastIndexOf('@')
  const name = email.slice(0, at)
  return `${name.slice(0, name.length > 3 ? 2 : 1)}•••${email.slice(at)}`
}
