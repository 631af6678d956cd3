/** Who is told what about messages that wait and pieces that run low. */
import type { News } from './booking-news.rules.ts'

interface Bilingual {
  es: string
  en: string
}

export function newsOfMessages(facts: {
  threadId: string
  messageId: string
  userId: string
  senderName: string
  count: number
  subjectTitle: Bilingual
}): News[] {
  const { threadId, messageId, senderName, count, subjectTitle } = facts
  return [
    {
      userId: facts.userId,
      type: 'MESSAGE_RECEIVED',
      data: { threadId, senderName, count, titleEs: subjectTitle.es, titleEn: subjectTitle.en },
      // The key is the mail's too: each of a team gets their own.
      dedupeKey: `messages.waiting:${messageId}:${facts.userId}`,
    },
  ]
}

/** A variant's label stands behind the product's name. */
export function newsOfLowStock(
  facts: { productId: string; variantId: string; sellerUserId: string; name: Bilingual; left: number },
  eventId: string,
): News[] {
  const { productId, variantId, name, left } = facts
  return [
    {
      userId: facts.sellerUserId,
      type: 'SELLER_LOW_STOCK',
      data: { productId, variantId, left, titleEs: name.es, titleEn: name.en },
      dedupeKey: `product.low-stock:${eventId}`,
    },
  ]
}
