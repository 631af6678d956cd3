/** Pesos as people type them: `1250`, `1,250.50`, `$ 80`. Null when it is no amount. */
export function readPesos(text: string): number | null {
  const plain = text.replace(/[\s$,]/g, '')
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(plain)) return null
  return Math.round(Number(plain) * 100)
}

/** Centavos as they stand in a field: whole pesos without zeros. */
export function pesosText(cents: number): string {
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2)
}

/** A whole number as it is typed; null when it is none. */
export function readCount(text: string): number | null {
  const plain = text.trim()
  return /^\d{1,6}$/.test(plain) ? Number(plain) : null
}

/** A list that is written one entry per line or with commas. */
export function readList(text: string, separator: RegExp = /[\n,]/): string[] {
  return text
    .split(separator)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
