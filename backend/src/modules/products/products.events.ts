/** What other modules may know of the shelf. */
import { z } from 'zod'
import { Id } from '../../../../contracts/common.ts'
import { defineEvent } from '../../platform/events.ts'

/** Pieces were sold and so few are on the shelf now; once per crossing. */
export const productLowStock = defineEvent(
  'product.low-stock',
  z.object({
    productId: Id,
    variantId: Id,
    sellerUserId: Id,
    /** The variant's label stands behind the product's name. */
    name: z.object({ es: z.string(), en: z.string() }),
    left: z.int(),
  }),
)
