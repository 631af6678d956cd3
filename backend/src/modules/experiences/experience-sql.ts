/** The pieces of SQL that the catalogue's statements share. */
import type { Language } from '../../../../contracts/common.ts'
import { Prisma } from '../../platform/database/index.ts'
import { localText as textOf, localTexts as textsOf } from '../../platform/database/local-text.ts'

export const localText = (language: Language, column: Prisma.Sql, key: string) => textOf(language, 'e', column, key)
export const localTexts = (language: Language, column: Prisma.Sql, key: string) => textsOf(language, 'e', column, key)

export interface SlotWish {
  /** Civil dates at the place, inclusive. */
  from?: string | undefined
  to?: string | undefined
  guests?: number | undefined
}

/**
 * The next slot of experience `e` that can be booked as wished, as `next(starts_at)`. It walks the index over
 * (experience_id, starts_at) from now on and stops at the first that fits; booking never closes after the start,
 * so `starts_at > now` loses nothing and lets the index skip the past.
 */
export function nextSlot({ from, to, guests }: SlotWish): Prisma.Sql {
  return Prisma.sql`LATERAL (
    SELECT s.starts_at FROM slots s
    WHERE s.experience_id = e.id AND s.state = 'OPEN' AND NOT s.is_private AND s.starts_at > app_now() AND s.bookable_until > app_now()
      AND s.taken + ${guests ?? 1}::int <= s.capacity
      ${from === undefined ? Prisma.empty : Prisma.sql`AND s.starts_at >= (${from}::date::timestamp AT TIME ZONE e.time_zone)`}
      ${to === undefined ? Prisma.empty : Prisma.sql`AND s.starts_at < ((${to}::date + 1)::timestamp AT TIME ZONE e.time_zone)`}
    ORDER BY s.starts_at LIMIT 1
  ) next`
}

/** The columns of a card, for `e` (experiences), `h` (host_profiles) and `next`. */
export function cardColumns(language: Language): Prisma.Sql {
  return Prisma.sql`e.id, e.slug, e.category::text AS category, e.region, e.duration_minutes, e.languages, e.meeting_lat, e.meeting_lng,
    e.images, e.rating_sum, e.rating_count, e.time_zone, e.price_from_cents,
    ${localText(language, Prisma.sql`e.title`, 'title')} AS title,
    ${localText(language, Prisma.sql`e.description`, 'description')} AS description,
    ${localText(language, Prisma.sql`e.meeting_address`, 'meetingAddress')} AS meeting_address,
    h.id AS host_id, h.name AS host_name, h.slug AS host_slug, next.starts_at AS next_starts_at`
}

export interface CardRow {
  id: string
  slug: string
  title: string
  description: string
  category: string
  region: string
  duration_minutes: number
  languages: string[]
  meeting_lat: number
  meeting_lng: number
  meeting_address: string
  images: string[]
  rating_sum: number
  rating_count: number
  time_zone: string
  price_from_cents: number
  host_id: string
  host_name: string
  host_slug: string
  next_starts_at: Date | null
}
