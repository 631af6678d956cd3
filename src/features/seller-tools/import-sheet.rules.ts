/** A spreadsheet in the browser: read from a file, mended cell by cell, written again. */
import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import { stringify } from 'csv-stringify/browser/esm/sync'
import type { ProductImport } from '../../../contracts/products.ts'

/** Row 0 are the heads. */
export type Sheet = readonly (readonly string[])[]
type Problem = ProductImport['problems'][number]

/** Spreadsheet programs in Spanish still write Windows-1252; as “Unicode text” they write UTF-16. */
export function decodeSheet(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes)
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** What stands between cells, by the heads: semicolons, or the tabs of “Unicode text”. */
const separatorOf = (text: string): string => {
  const [heads = ''] = text.split(/\r?\n/, 1)
  return [';', '\t'].find((separator) => heads.includes(separator)) ?? ','
}

/**
 * Rows stay where they are, empty ones too: the server counts them. When it is no CSV, the line on which that shows: 1 is
 * the whole file, another one has stray quotes.
 */
export function readSheet(text: string): Sheet | { brokenLine: number } {
  // A workbook or a picture, whatever its name says.
  if (text.includes('\u0000')) return { brokenLine: 1 }
  try {
    return parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
    }) as unknown as string[][]
  } catch (error) {
    return { brokenLine: error instanceof CsvError ? Number(error['records'] ?? 0) + 1 : 1 }
  }
}

export const writeSheet = (sheet: Sheet): string => stringify(sheet.map((row) => [...row]))

export interface Mend {
  row: number
  /** Null: about the row or the file as a whole, nothing to type. */
  column: number | null
  head: string
  reason: string
}
export interface MendRow {
  row: number
  /** What the row is called, to know it again. */
  name: string
  mends: Mend[]
}

const columnOf = (sheet: Sheet, head: string): number =>
  (sheet[0] ?? []).findIndex((one) => one.trim().slice(0, 80) === head)

/** What is wrong, row by row. */
export function mendsOf(sheet: Sheet, problems: readonly Problem[]): MendRow[] {
  const nameAt = (sheet[0] ?? []).findIndex((head) => /^(nombre|name)$/i.test(head.trim()))
  return [...Map.groupBy(problems, ({ line }) => line)].map(([line, wrong]) => ({
    row: line - 1,
    name: line === 1 ? '' : (sheet[line - 1]?.[nameAt] ?? ''),
    mends: wrong.map(({ column, reason }) => {
      const at = columnOf(sheet, column)
      // A column that the file has not: it is added with the first cell that is typed.
      return {
        row: line - 1,
        column: column === '' ? null : at < 0 ? (sheet[0]?.length ?? 0) : at,
        head: column,
        reason,
      }
    }),
  }))
}

/** Another text in one cell; a column that was not there comes with its head. */
export function withCell(sheet: Sheet, { row, column, head }: Mend, text: string): Sheet {
  if (column === null) return sheet
  const isNew = column >= (sheet[0]?.length ?? 0)
  return sheet.map((cells, index) => {
    if (index !== row && !(isNew && index === 0)) return cells
    const padded = [...cells, ...Array<string>(Math.max(0, column + 1 - cells.length)).fill('')]
    padded[column] = index === row ? text : head
    return padded
  })
}
