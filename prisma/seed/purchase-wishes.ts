/** Who bought what: orders in every state for Ana and Luis, and other people so that workshops have something to count. */
import type { PurchaseWish } from './purchase-wish.ts'
import { heldByAna, boughtByAna } from './purchases-of-ana.ts'
import { heldByLuis, boughtByLuis } from './purchases-of-luis.ts'
import { keptByOthers, boughtByOthers } from './purchases-of-others.ts'

export const purchaseWishes: PurchaseWish[] = [
  ...heldByAna,
  ...heldByLuis,
  ...boughtByAna,
  ...boughtByLuis,
  ...boughtByOthers,
  ...keptByOthers,
]
