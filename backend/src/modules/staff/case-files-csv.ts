/** What a search found, as a spreadsheet. */
import type { CaseFileKind, CaseFileRow } from '../../../../contracts/staff-files.ts'
import type { Language } from '../../../../contracts/common.ts'
import type { CsvList } from '../../platform/csv.ts'
import { decimalOf } from '../../platform/pure/decimals.ts'
import type { ListPosition } from '../../platform/pure/list-cursor.ts'

const heads: Record<Language, string[]> = {
  es: ['tipo', 'código', 'estado', 'persona', 'de qué', 'importe MXN', 'empieza', 'creado', 'id'],
  en: ['kind', 'code', 'status', 'person', 'about', 'amount MXN', 'begins', 'made', 'id'],
}
const kinds: Record<Language, Record<CaseFileKind, string>> = {
  es: { BOOKING: 'reserva', ORDER: 'pedido', PURCHASE: 'compra', PAYMENT: 'pago' },
  en: { BOOKING: 'booking', ORDER: 'order', PURCHASE: 'purchase', PAYMENT: 'payment' },
}

type CaseFileSheet = CsvList<CaseFileRow, ListPosition>

export function caseFilesCsv(language: Language, page: CaseFileSheet['page']): CaseFileSheet {
  return {
    name: 'expedientes',
    heads: heads[language],
    page,
    row: (row) => [
      kinds[language][row.kind],
      row.code ?? '',
      row.status,
      row.person.name,
      row.about,
      decimalOf(row.amount.amount),
      row.startsAt ?? '',
      row.createdAt,
      row.id,
    ],
  }
}
