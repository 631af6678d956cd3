/** A workshop's discount codes as a spreadsheet. */
import type { Language } from '../../../../contracts/common.ts'
import type { CsvList } from '../../platform/csv.ts'
import { decimalOf } from '../../platform/pure/decimals.ts'
import { sheetTime } from '../../platform/pure/sheet-time.ts'
import type { CodePlace, ExportedCode } from './terms.repository.ts'

const heads: Record<Language, string[]> = {
  es: [
    'código',
    'estado',
    'descuenta %',
    'descuenta MXN',
    'compra mínima MXN',
    'desde',
    'hasta',
    'usos',
    'usos en total',
    'usos por persona',
    'creado',
  ],
  en: [
    'code',
    'status',
    'discount %',
    'discount MXN',
    'minimum MXN',
    'from',
    'until',
    'used',
    'uses in total',
    'uses per person',
    'made',
  ],
}

export const codesCsv = (
  language: Language,
  page: CsvList<ExportedCode, CodePlace>['page'],
): CsvList<ExportedCode, CodePlace> => ({
  name: 'descuentos',
  heads: heads[language],
  page,
  row: (code) => [
    code.code,
    code.state,
    code.kind === 'PERCENT' ? decimalOf(code.value) : '',
    code.kind === 'AMOUNT' ? decimalOf(code.value) : '',
    decimalOf(code.minimumCents),
    sheetTime(code.startsAt),
    sheetTime(code.endsAt),
    code.used,
    code.maxUses ?? '',
    code.maxPerUser ?? '',
    sheetTime(code.createdAt),
  ],
})
