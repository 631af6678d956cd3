/** Spreadsheets as text: UTF-8 with a mark, comma, CRLF (RFC 4180), and nothing in it that a spreadsheet would calculate. */
import { CsvError, parse } from 'csv-parse/sync'
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

/** Rows that follow others of the same file. */
export const moreCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  )

/** A list that leaves as a file: its heads, its pages, and how one of it becomes a row. */
export interface CsvList<Item, Place = string> {
  /** Of the file, without its ending. */
  name: string
  heads: readonly string[]
  /** The page after a place, by default a cursor; the first one after null. */
  page(after: Place | null): Promise<{ items: readonly Item[]; nextCursor: Place | null }>
  row(item: Item): (string | number)[]
}

export interface CsvRow {
  /** As a spreadsheet counts: the heads are line 1. */
  line: number
  cells: string[]
}

/** What stands between cells, by the heads: spreadsheet programs in Spanish write semicolons, some write tabs. */
const separatorOf = (text: string): string => {
  const [heads = ''] = text.split(/\r?\n/, 1)
  return [';', '\t'].find((separator) => heads.includes(separator)) ?? ','
}

/** Rows with something in them; the apostrophes that `writeCsv` set are gone. `brokenLine` is where it stops being CSV. */
export function readCsv(text: string): { rows: CsvRow[]; brokenLine: number | null } {
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true,
    })
    return {
      rows: (rows as string[][])
        .map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => cell.replace(formula, '')) }))
        .filter(({ cells }) => cells.some((cell) => cell !== '')),
      brokenLine: null,
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { rows: [], brokenLine: Number(error['records'] ?? 0) + 1 }
  }
}
