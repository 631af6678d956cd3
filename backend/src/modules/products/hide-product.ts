/** Staff take a product, or everything of a workshop, out of sight and bring it back. What was bought stays bought. */
import type { Tx } from '../../platform/database/index.ts'

/** False when there is none, or it is so already. */
export async function hideProduct(tx: Tx, productId: string, hidden: boolean): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE products SET hidden_at = CASE WHEN ${hidden} THEN app_now() END
    WHERE id = ${productId}::uuid AND (hidden_at IS NULL) = ${hidden}`
  return moved === 1
}

/** False when there is none, or it is so already. */
export async function hideSeller(tx: Tx, sellerId: string, hidden: boolean): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE seller_profiles SET hidden_at = CASE WHEN ${hidden} THEN app_now() END
    WHERE id = ${sellerId}::uuid AND (hidden_at IS NULL) = ${hidden}`
  return moved === 1
}
