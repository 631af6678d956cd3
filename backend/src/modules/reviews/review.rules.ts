/** What may be done to a review, what it does to the rating, and how its author is named. */
import type { RatingSummary } from '../../../../contracts/reviews.ts'

/** First name and the initial of the last: enough to tell people apart, too little to look somebody up. */
export function publicName(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/)
  const initial = [...(rest.at(-1) ?? '')][0]
  return initial ? `${first} ${initial.toLocaleUpperCase('es')}.` : first
}

/** What the rating of the listing has more than before; a hidden review does not count. */
export function ratingChange(
  before: { rating: number; hidden: boolean } | null,
  after: { rating: number; hidden: boolean },
): { stars: number; count: number } {
  const counted = (review: { rating: number; hidden: boolean } | null) => (review && !review.hidden ? 1 : 0)
  const stars = (review: { rating: number; hidden: boolean } | null) => (review && !review.hidden ? review.rating : 0)
  return { stars: stars(after) - stars(before), count: counted(after) - counted(before) }
}

export function summaryOf(counts: readonly { rating: number; count: number }[]): RatingSummary {
  const of = (stars: number) => counts.find(({ rating }) => rating === stars)?.count ?? 0
  const histogram = [of(1), of(2), of(3), of(4), of(5)]
  const count = histogram.reduce((sum, number) => sum + number, 0)
  const stars = histogram.reduce((sum, number, index) => sum + number * (index + 1), 0)
  return { average: count === 0 ? null : Math.round((stars / count) * 10) / 10, count, histogram }
}
