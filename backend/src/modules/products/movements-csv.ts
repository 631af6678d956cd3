/** Why there are as many pieces as there are, as a spreadsheet. */
import type { Language } from '../../../../contracts/common.ts'
import type { OwnProduct, StockMovement } from '../../../../contracts/products.ts'
import type { CsvList } from '../../platform/csv.ts'
import { sheetTime } from '../../platform/pure/sheet-time.ts'

const words = {
  es: {
    name: 'existencias',
    heads: ['fecha', 'presentación', 'qué pasó', 'piezas', 'por qué'],
    kinds: {
      INITIAL: 'primeras piezas',
      ORDER: 'pedido',
      CANCEL: 'pedido cancelado',
      RETURN: 'devolución',
      CORRECTION: 'corrección',
      STALL_SALE: 'venta en el puesto',
    },
  },
  en: {
    name: 'stock',
    heads: ['date', 'variant', 'what happened', 'pieces', 'why'],
    kinds: {
      INITIAL: 'first pieces',
      ORDER: 'order',
      CANCEL: 'cancelled order',
      RETURN: 'return',
      CORRECTION: 'correction',
      STALL_SALE: 'sold at the stall',
    },
  },
} as const

export const movementsCsv = (
  language: Language,
  variants: OwnProduct['variants'],
  page: CsvList<StockMovement>['page'],
): CsvList<StockMovement> => ({
  name: words[language].name,
  heads: words[language].heads,
  page,
  row: ({ createdAt, variantId, kind, quantity, note }) => [
    sheetTime(createdAt),
    variants.find(({ id }) => id === variantId)?.label ?? '',
    words[language].kinds[kind],
    quantity,
    note ?? '',
  ],
})
