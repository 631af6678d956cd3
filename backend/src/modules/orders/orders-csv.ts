/** A workshop's orders as a spreadsheet, a row per line. */
import type { Language } from '../../../../contracts/common.ts'
import type { CsvList } from '../../platform/csv.ts'
import { decimalOf } from '../../platform/pure/decimals.ts'
import { sheetTime } from '../../platform/pure/sheet-time.ts'
import type { ExportedLine, ExportPlace } from './seller-orders.queries.ts'

const heads: Record<Language, { plain: string[]; money: string[] }> = {
  es: {
    plain: [
      'pedido',
      'estado',
      'pagado',
      'comprador',
      'producto',
      'presentación',
      'piezas',
      'devueltas',
      'entrega',
      'ciudad',
      'paquetería',
      'guía',
    ],
    money: ['precio MXN', 'descuento MXN', 'envío MXN', 'devuelto MXN', 'comisión MXN'],
  },
  en: {
    plain: [
      'order',
      'status',
      'paid',
      'buyer',
      'product',
      'variant',
      'pieces',
      'returned',
      'delivery',
      'city',
      'carrier',
      'tracking',
    ],
    money: ['price MXN', 'discount MXN', 'shipping MXN', 'refunded MXN', 'commission MXN'],
  },
}

/** @param hidesMoney for helpers, who see no amounts */
export function ordersCsv(
  language: Language,
  hidesMoney: boolean,
  page: CsvList<ExportedLine, ExportPlace>['page'],
): CsvList<ExportedLine, ExportPlace> {
  const { plain, money } = heads[language]
  return {
    name: 'pedidos',
    heads: hidesMoney ? plain : [...plain, ...money],
    page,
    row: (line) => [
      line.code,
      line.status,
      sheetTime(line.paidAt),
      line.buyerName,
      line.name,
      line.variantLabel,
      line.quantity,
      line.refundedQuantity,
      line.delivery,
      line.city,
      line.carrier,
      line.trackingNumber,
      ...(hidesMoney
        ? []
        : [
            line.unitPriceCents,
            line.sellerDiscountCents,
            line.shippingCents,
            line.refundedCents,
            line.commissionCents,
          ].map(decimalOf)),
    ],
  }
}
