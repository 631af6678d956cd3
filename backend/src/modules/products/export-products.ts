import type { z } from 'zod'
import type { Language } from '../../../../contracts/common.ts'
import type { OwnProductExportQuery } from '../../../../contracts/products.ts'
import type { CsvList } from '../../platform/csv.ts'
import { decimalOf } from '../../platform/pure/decimals.ts'
import type { ListPosition } from '../../platform/pure/list-cursor.ts'
import { searchWords } from '../../platform/pure/search-words.ts'
import { requireSeller } from './browse-own-products.ts'
import type { Deps } from './deps.ts'
import { type ExportedVariant, variantsForExport } from './own-products.queries.ts'
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

/** What a seller has, or what of it is asked for, a row per variant; what is exported may be imported again. @throws NOT_FOUND for someone who does not sell */
export async function exportProducts(
  deps: Pick<Deps, 'database' | 'sellerFor'>,
  input: { userId: string; language: Language; query: z.infer<typeof OwnProductExportQuery> },
): Promise<CsvList<ExportedVariant, ListPosition>> {
  const seller = await requireSeller(deps, input.userId, 'listings')
  const { status, q, low, sort } = input.query
  const words = q ? searchWords(q) : []
  const chosen = { status, words, low: low === 'true', sort }
  return {
    name: 'productos',
    heads: headsOf(input.language),
    page: (after) => variantsForExport(deps.database.read, seller.id, { ...chosen, after }),
    row: (row) => rowOf(row, input.language),
  }
}
