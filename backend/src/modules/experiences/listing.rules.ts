/** Centavos of the cheapest ticket type. */
export function priceFrom(ticketTypes: readonly { price: { amount: number } }[]): number {
  return Math.min(...ticketTypes.map(({ price }) => price.amount))
}

/** Cards show this much of a description, in characters. */
const summaryLength = 160

/** The first sentence when it is short enough, else as many whole words as fit. */
export function summaryOf(description: string): string {
  const text = description.replaceAll(/\s+/g, ' ').trim()
  if (text.length <= summaryLength) return text
  const sentence = /^.{30,}?[.!?](?=\s)/u.exec(text)?.[0]
  if (sentence && sentence.length <= summaryLength) return sentence
  return `${text.slice(0, summaryLength - 1).replace(/\s+\S*$/, '')}…`
}

/** Whether a party can be both large enough and small enough. */
export function partyRangeHolds(listing: { minParty: number; maxParty: number }): boolean {
  return listing.minParty <= listing.maxParty
}
