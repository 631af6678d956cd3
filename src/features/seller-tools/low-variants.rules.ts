import type { OwnProduct } from '../../../contracts/products.ts'

/** Which of several variants run low: the sum over all of them may still be large. Of a single one the sum says it. */
export function lowVariants({ isLow, lowStockAt, variants }: OwnProduct): OwnProduct['variants'] {
  const onSale = variants.filter(({ active }) => active)
  if (!isLow || lowStockAt === null || onSale.length < 2) return []
  return onSale.filter(({ stock }) => stock <= lowStockAt)
}
