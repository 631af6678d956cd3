import type { ExperienceCard } from '../../../../contracts/experiences.ts'
import { pesos } from '../../platform/pure/money.ts'
import { ratingOf } from '../../platform/pure/ratings.ts'
import type { CardRow } from './experience-sql.ts'
import { summaryOf } from './listing.rules.ts'

/** What a card and the full page have in common. */
export function commonOf(row: CardRow) {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    category: row.category as ExperienceCard['category'],
    region: row.region as ExperienceCard['region'],
    durationMinutes: row.duration_minutes,
    languages: row.languages,
    meetingPoint: { lat: row.meeting_lat, lng: row.meeting_lng, address: row.meeting_address },
    images: row.images,
    rating: ratingOf(row.rating_sum, row.rating_count),
    reviewCount: row.rating_count,
    timeZone: row.time_zone,
    priceFrom: pesos(row.price_from_cents),
    nextSlotAt: row.next_starts_at?.toISOString() ?? null,
    host: { id: row.host_id, name: row.host_name, slug: row.host_slug },
  }
}

export function cardOf(row: CardRow): ExperienceCard {
  return { ...commonOf(row), summary: summaryOf(row.description) }
}
