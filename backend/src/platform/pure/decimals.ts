/** Centavos as people write them in spreadsheets. */

/** Centavos as a decimal number, without a float on the way. */
export function decimalOf(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const withPoint = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/
/** As spreadsheets in Spain write them: both decimals, or a comma could be that of thousands. */
const withComma = /^\$?\s*(\d{1,3}(?:\.\d{3})+|\d+),(\d{2})$/

/** `1,250.50`, `$1250.5`, `1250` and `1.250,50` in centavos; null for anything else. */
export function centsOf(text: string): number | null {
  const match = withPoint.exec(text.trim()) ?? withComma.exec(text.trim())
  if (!match?.[1]) return null
  return Number(match[1].replaceAll(/[.,]/g, '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
