import { expect, test } from 'vitest'
import { readCsv, writeCsv } from '../../platform/csv.ts'
import { ordersCsv } from './orders-csv.ts'

const line = {
  code: 'GX7K2M9Q',
  status: 'PAID' as const,
  paidAt: new Date('2027-07-19T16:00:00Z'),
  buyerName: '=cmd|x, "Ana"',
  name: 'Cántaro',
  variantLabel: '',
  quantity: 2,
  unitPriceCents: 98_050,
  sellerDiscountCents: 0,
  refundedQuantity: 0,
  refundedCents: 0,
  commissionCents: 23_532,
  shippingCents: 9900,
  delivery: 'SHIPPING' as const,
  city: 'Oaxaca',
  carrier: '',
  trackingNumber: '+52',
}

const csvOf = (language: 'es' | 'en', hidesMoney: boolean) => {
  const { heads, row } = ordersCsv(language, hidesMoney, async () => ({ items: [], nextCursor: null }))
  return writeCsv(heads, [row(line)])
}

test('amounts to the centavo, and nothing that a spreadsheet would calculate', () => {
  const csv = csvOf('es', false)
  expect(csv).toContain('980.50,0.00,99.00,0.00,235.32')
  expect(csv).toContain(`"'=cmd|x, ""Ana"""`)
  expect(csv).toContain('2027-07-19 10:00')
  expect(csv).toContain(",'+52,")
  expect(readCsv(csv).rows[1]?.cells[3]).toBe('=cmd|x, "Ana"')
})
test('whoever sees no money gets none', () => {
  const csv = csvOf('en', true)
  expect(csv).not.toMatch(/MXN|980/)
  expect(csv).toContain('GX7K2M9Q')
})
