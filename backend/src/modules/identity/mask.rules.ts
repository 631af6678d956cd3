/** Personal data as staff see it before they say why they must see all of it. */

const address = /([\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]*@([\p{L}\p{N}.-]+\.\p{L}{2,})/gu

/** `ana@example.com` → `a…@example.com` */
export const maskEmail = (text: string): string => text.replaceAll(address, '$1…@$2')

/** `203.0.113.9` → `203.0.…`; an IPv6 address keeps its first two groups. */
export function maskAddress(ip: string): string {
  if (ip.includes(':')) return `${ip.split(':').slice(0, 2).join(':')}:…`
  return `${ip.split('.').slice(0, 2).join('.')}.…`
}

/** Every text in it, however deep. */
export function maskDeep<T>(value: T): T {
  if (typeof value === 'string') return maskEmail(value) as T
  if (Array.isArray(value)) return value.map((one) => maskDeep(one as unknown)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskDeep(one as unknown)])) as T
}
