/** Spreadsheets as text: UTF-8 with a mark, comma, CRLF (RFC 4180), and nothing in it that a spreadsheet would calculate. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** What begins with one of these is a formula to a spreadsheet, unless an apostrophe stands before it. */
const formula = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/

export function writeCsv(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return stringify([[...heads], ...rows.map((row) => [...row])], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  })
}

export interface CsvRow {
  /** As a spreadsheet counts: the heads are line 1. */
  line: number
  cells: string[]
}

/** Rows with something in them; the apostrophes that `writeCsv` set are gone. Null when it is no CSV. */
export function readCsv(text: string): CsvRow[] | null {
  const separator = (text.split(/\r?\n/, 1)[0] ?? '').includes(';') ? ';' : ','
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true,
    })
    return (rows as string[][])
      .map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => cell.replace(formula, '')) }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch {
    return null
  }
}

/** Centavos as a decimal number, without a float on the way. */
export function decimalOf(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** `1,250.50`, `$1250.5` and `1250` in centavos; null for anything else. */
export function centsOf(text: string): number | null {
  const match = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match?.[1]) return null
  return Number(match[1].replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
