/** The rating that lists sort by moves with its reviews, in the transaction that moves them. */
import type { Tx } from '../../platform/database/index.ts'

/** What the reviews that count have more (or less) than before. */
export interface RatingChange {
  stars: number
  count: number
}

/** @throws when there is no such product: a review without its listing would never be counted */
export async function rateProduct(tx: Tx, productId: string, { stars, count }: RatingChange): Promise<void> {
  if (stars === 0 && count === 0) return
  const rated = await tx.$executeRaw`
    UPDATE products SET rating_sum = rating_sum + ${stars}::int, rating_count = rating_count + ${count}::int
    WHERE id = ${productId}::uuid`
  if (rated !== 1) throw new Error(`product ${productId} could not be rated`)
}
