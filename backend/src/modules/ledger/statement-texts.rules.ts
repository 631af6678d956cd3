/** What each line of a statement says to its payee. */
import type { Language } from '../../../../contracts/common.ts'
import type { StatementKind } from '../../../../contracts/ledger.ts'

const texts: Record<string, Record<Language, string>> = {
  PRICE: { es: 'Precio', en: 'Price' },
  DISCOUNT: { es: 'Tu descuento', en: 'Your discount' },
  SHIPPING: { es: 'Envío', en: 'Shipping' },
  COMMISSION: { es: 'Comisión de Guelaguetza Connect', en: 'Guelaguetza Connect’s commission' },
  REFUND: { es: 'Reembolso', en: 'Refund' },
  DISCOUNT_BACK: { es: 'Tu descuento, de lo reembolsado', en: 'Your discount, on what was refunded' },
  SHIPPING_BACK: { es: 'Envío reembolsado', en: 'Shipping refunded' },
  COMMISSION_BACK: { es: 'Comisión que te devolvemos', en: 'Commission given back to you' },
  REFUND_FAILED: { es: 'Reembolso que el banco no aceptó', en: 'Refund that the bank did not take' },
  TRANSFER: { es: 'Transferencia a tu cuenta', en: 'Transfer to your account' },
  TRANSFER_FAILED: { es: 'Transferencia que no llegó', en: 'Transfer that did not arrive' },
  REVERSAL: { es: 'Transferencia que volvió', en: 'Transfer that came back' },
  REVERSAL_FAILED: { es: 'Transferencia que no pudo volver', en: 'Transfer that could not come back' },
  NETTED: { es: 'Saldo pasado de una venta a otra', en: 'Balance moved from one sale to another' },
}

export const purposes = Object.keys(texts)

/** A purpose without a text is a bug that a test finds; people still get to see their line. */
export const statementText = (purpose: string, language: Language): string => texts[purpose]?.[language] ?? purpose

/** Each purpose is of one kind; a test finds the one that is of none. */
export const purposesOf: Record<StatementKind, readonly string[]> = {
  SALES: ['PRICE', 'DISCOUNT', 'SHIPPING'],
  COMMISSION: ['COMMISSION', 'COMMISSION_BACK'],
  REFUNDS: ['REFUND', 'DISCOUNT_BACK', 'SHIPPING_BACK', 'REFUND_FAILED'],
  TRANSFERS: ['TRANSFER', 'TRANSFER_FAILED', 'REVERSAL', 'REVERSAL_FAILED', 'NETTED'],
}
