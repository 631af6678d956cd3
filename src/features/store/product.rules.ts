import type { Money } from '../../../contracts/common.ts'
import type { Product, ProductVariant } from '../../../contracts/products.ts'
import { cartLineLimit } from '../../../contracts/basket-limits.ts'
import type { NewLine } from '../../lib/cart.rules.ts'

/** How a price is divided: the commission is rounded half up, as it will be on the order, and the rest is the workshop's. */
export function divideWithSeller(price: Money, sellerShareBps: number): { seller: Money; platform: Money } {
  const commission = Math.floor((price.amount * (10_000 - sellerShareBps) + 5000) / 10_000)
  return { seller: { ...price, amount: price.amount - commission }, platform: { ...price, amount: commission } }
}

/** The variant that the address names, else the first that can be bought, else the first. */
export function chosenVariant(variants: readonly ProductVariant[], wanted: string | undefined): ProductVariant | null {
  return (
    variants.find(({ id, sku }) => wanted !== undefined && (id === wanted || sku === wanted)) ??
    variants.find(({ stock }) => stock > 0) ??
    variants[0] ??
    null
  )
}

const optionNames = ['size', 'color', 'volumeMl'] as const
export type OptionName = (typeof optionNames)[number]

/** What the variants differ in, when it is one thing that has a name; null is a choice of models. */
export function optionOf(variants: readonly ProductVariant[]): OptionName | null {
  const differing = optionNames.filter((name) => new Set(variants.map(({ options }) => options[name])).size > 1)
  const [only, another] = differing
  return only && !another ? only : null
}

/** How many more of a variant may join those that are in the basket. */
export function mostToAdd(stock: number, inBasket: number): number {
  return Math.max(0, Math.min(stock, cartLineLimit) - inBasket)
}

/** What the basket shows before the server has answered. */
export function lineOf(product: Product, variant: ProductVariant): NewLine {
  const { id, slug, name, craft, images, ageRestricted, leadTimeDays, returnDays, seller } = product
  return {
    productId: id,
    variantId: variant.id,
    slug,
    name,
    craft,
    variantLabel: variant.label,
    image: images[0] ?? null,
    unitPrice: variant.price,
    stock: variant.stock,
    ageRestricted,
    leadTimeDays,
    returnDays,
    seller: { id: seller.id, slug: seller.slug, name: seller.name, town: seller.town, verified: seller.verified },
  }
}

/** A textile lies flat: a height of nothing is no measure. */
export function isFlat(dimensions: NonNullable<Product['dimensions']>): boolean {
  return dimensions.heightCm < 1
}

/** `850 g`, from a kilo on `1.6 kg`, with the comma or point of the reader. */
export function weightOf(grams: number, locale: string): string {
  if (grams < 1000) return `${grams} g`
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(grams / 1000)} kg`
}
