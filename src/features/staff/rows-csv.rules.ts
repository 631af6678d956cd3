/** Rows as a spreadsheet reads them: RFC 4180, with a mark so that accents arrive, and nothing that would be calculated. */

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const harmless = (cell: string): string => (/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell)

export function rowsCsv(heads: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const lines = [heads, ...rows].map((row) =>
    row.map((cell) => quoted(typeof cell === 'string' ? harmless(cell) : cell === null ? '' : String(cell))).join(','),
  )
  return `\uFEFF${lines.join('\r\n')}\r\n`
}
