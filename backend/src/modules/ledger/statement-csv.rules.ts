/** A statement as a spreadsheet reads it: UTF-8 with a mark, comma, CRLF (RFC 4180), amounts with a point. */
import type { Language } from '../../../../contracts/common.ts'
import type { StatementLine } from '../../../../contracts/ledger.ts'
import { sheetTime } from '../../platform/pure/sheet-time.ts'

const heads: Record<Language, string[]> = {
  es: ['fecha', 'concepto', 'venta', 'importe MXN', 'saldo MXN'],
  en: ['date', 'what', 'sale', 'amount MXN', 'balance MXN'],
}
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Centavos as a decimal number, without a float on the way. */
export function decimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const textOf = (rows: readonly string[][]) => rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')

export const statementCsvHeads = (language: Language): string => `\uFEFF${textOf([heads[language]])}`

export const statementCsvRows = (lines: readonly StatementLine[]): string =>
  textOf(
    lines.map(({ at, text, code, amount, balance }) => [
      sheetTime(at),
      text,
      code ?? '',
      decimal(amount.amount),
      decimal(balance.amount),
    ]),
  )
