import type { Language } from '../../../../contracts/common.ts'
import { writeCsv } from '../../platform/csv.ts'
import { decimalOf } from '../../platform/pure/decimals.ts'
import { requireSeller } from './browse-own-products.ts'
import type { Deps } from './deps.ts'
import { type ExportedVariant, listForExport } from './own-products.queries.ts'
import { headsOf } from './products-csv.rules.ts'

const yesNo = { es: ['no', 'sí'], en: ['no', 'yes'] } as const

const rowOf = (row: ExportedVariant, language: Language): (string | number)[] => [
  row.slug,
  row.name,
  row.nameEn ?? '',
  row.description,
  row.descriptionEn ?? '',
  row.category,
  row.craft ?? '',
  row.status,
  row.sku,
  row.label,
  row.labelEn ?? '',
  decimalOf(row.priceCents),
  row.stock,
  row.lowStockAt ?? '',
  row.weightGrams,
  row.leadTimeDays,
  yesNo[language][row.madeToOrder ? 1 : 0],
  row.materials.join('; '),
]

/** Everything a seller has, a row per variant; what is exported may be imported again. @throws NOT_FOUND for someone who does not sell */
export async function exportProducts(
  deps: Pick<Deps, 'database' | 'sellerFor'>,
  input: { userId: string; language: Language },
): Promise<string> {
  const seller = await requireSeller(deps, input.userId, 'listings')
  const rows = await listForExport(deps.database.read, seller.id)
  return writeCsv(
    headsOf(input.language),
    rows.map((row) => rowOf(row, input.language)),
  )
}
