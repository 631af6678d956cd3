/** Transfers as a spreadsheet. */
import type { Language } from '../../../../contracts/common.ts'
import type { Transfer } from '../../../../contracts/payouts.ts'
import type { CsvList } from '../../platform/csv.ts'
import { decimalOf } from '../../platform/pure/decimals.ts'
import { sheetTime } from '../../platform/pure/sheet-time.ts'

const words = {
  es: {
    name: 'envios-de-dinero',
    heads: ['venta', 'estado', 'importe MXN', 'de regreso MXN', 'creado', 'llegó'],
    status: { DUE: 'por salir', SUBMITTING: 'saliendo', UNKNOWN: 'saliendo', SUCCEEDED: 'enviado', FAILED: 'no pasó' },
  },
  en: {
    name: 'transfers',
    heads: ['sale', 'status', 'amount MXN', 'taken back MXN', 'made', 'arrived'],
    status: { DUE: 'about to leave', SUBMITTING: 'leaving', UNKNOWN: 'leaving', SUCCEEDED: 'sent', FAILED: 'refused' },
  },
} as const

export const transfersCsv = (language: Language, page: CsvList<Transfer>['page']): CsvList<Transfer> => ({
  name: words[language].name,
  heads: words[language].heads,
  page,
  row: (transfer) => [
    transfer.code ?? '',
    words[language].status[transfer.status],
    decimalOf(transfer.amount.amount),
    decimalOf(transfer.reversed.amount),
    sheetTime(transfer.createdAt),
    sheetTime(transfer.settledAt),
  ],
})
