import { Id, type Language } from '../../../../contracts/common.ts'
import type { CancellationTier, Experience, Slot, SlotWithExperience } from '../../../../contracts/experiences.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { shownPictures } from '../media/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import { defaultSlotDays, maxSlotDays } from './civil-range.rules.ts'
import { cardOf, commonOf } from './experience-card.ts'
import { type CardRow, cardColumns, localText, localTexts, nextSlot } from './experience-sql.ts'
import { onOffer } from './on-offer.ts'

/** Who may see it beside everyone: a draft or paused listing is for its host and who edits with them. */
export interface Visibility {
  listed: boolean
  hostId: string
  hostUserId: string
}

export interface FoundExperience extends Visibility {
  experience: Omit<Experience, 'hostShareBps'>
}

interface DetailRow extends CardRow {
  listed: boolean
  host_user_id: string
  host_kind: string
  host_bio: string
  host_verified: boolean
  host_image: string | null
  policy: { key: string; summary: Record<Language, string>; tiers: CancellationTier[] }
  ticket_types: { type: string; label: string; priceCents: number; minAge: number | null; maxAge: number | null }[]
  min_party: number
  max_party: number
  cutoff_minutes: number
  min_age: number | null
  includes: string[]
  bring: string[]
  accessibility: string
  pictures: Experience['pictures']
  version: number
}

/** Everything of one experience's page in one statement, listed or not; null when there is none. */
export async function findExperience(
  reader: Reader,
  idOrSlug: string,
  language: Language,
): Promise<FoundExperience | null> {
  const named = Id.safeParse(idOrSlug).success ? Prisma.sql`e.id = ${idOrSlug}::uuid` : Prisma.sql`e.slug = ${idOrSlug}`
  const ticketLabel =
    language === 'es'
      ? Prisma.sql`t.label`
      : Prisma.sql`coalesce(e.translations -> 'en' -> 'ticketLabels' ->> t.type, t.label)`
  const hostBio = language === 'es' ? Prisma.sql`h.bio` : Prisma.sql`coalesce(h.translations -> 'en' ->> 'bio', h.bio)`
  const [row] = await reader.$queryRaw<DetailRow[]>`
    SELECT ${cardColumns(language)}, ${shownPictures('e', language)} AS pictures, ${onOffer('e')} AS listed, e.cancellation_policy AS policy,
      e.min_party, e.max_party, e.cutoff_minutes, e.min_age, e.version,
      ${localTexts(language, Prisma.sql`e.includes`, 'includes')} AS includes,
      ${localTexts(language, Prisma.sql`e.bring`, 'bring')} AS bring,
      ${localText(language, Prisma.sql`e.accessibility`, 'accessibility')} AS accessibility,
      h.user_id AS host_user_id, h.kind AS host_kind, ${hostBio} AS host_bio, h.verified AS host_verified, h.image AS host_image,
      coalesce((
        SELECT json_agg(json_build_object('type', t.type, 'label', ${ticketLabel}, 'priceCents', t.price_cents,
          'minAge', t.min_age, 'maxAge', t.max_age) ORDER BY t.sort, t.type)
        FROM ticket_types t WHERE t.experience_id = e.id
      ), '[]') AS ticket_types
    FROM experiences e
    JOIN host_profiles h ON h.id = e.host_id
    LEFT JOIN ${nextSlot({})} ON true
    WHERE ${named}`
  if (!row) return null
  const common = commonOf(row)
  return {
    listed: row.listed,
    hostId: common.host.id,
    hostUserId: row.host_user_id,
    experience: {
      ...common,
      description: row.description,
      pictures: row.pictures,
      cancellationPolicy: { key: row.policy.key, summary: row.policy.summary[language], tiers: row.policy.tiers },
      ticketTypes: row.ticket_types.map(({ priceCents, ...type }) => ({ ...type, price: pesos(priceCents) })),
      host: {
        ...common.host,
        kind: row.host_kind,
        bio: row.host_bio,
        verified: row.host_verified,
        image: row.host_image,
      },
      minParty: row.min_party,
      maxParty: row.max_party,
      cutoffMinutes: row.cutoff_minutes,
      minAge: row.min_age,
      includes: row.includes,
      bring: row.bring,
      accessibility: row.accessibility,
      version: row.version,
    },
  }
}

export interface FoundSlots extends Visibility {
  /** The civil date at the place when this was read. */
  today: string
  slots: Slot[]
}

const slotJson = Prisma.sql`json_build_object(
    'id', s.id, 'capacity', s.capacity, 'available', s.capacity - s.taken,
    'startsAt', to_char(s.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'endsAt', to_char(s.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'status', CASE
      WHEN s.state <> 'OPEN' THEN s.state::text
      WHEN s.bookable_until <= app_now() THEN 'CLOSED'
      WHEN s.taken >= s.capacity THEN 'FULL'
      ELSE 'OPEN' END
  )`

/**
 * One slot and the card of its experience, listed or not, in one statement; null when there is none. A group's own is found
 * by its link alone.
 */
export async function findSlot(
  reader: Reader,
  named: { id: string } | { linkHash: string },
  language: Language,
): Promise<(Visibility & { slot: SlotWithExperience }) | null> {
  const [row] = await reader.$queryRaw<(CardRow & { listed: boolean; host_user_id: string; slot: Slot })[]>`
    SELECT ${cardColumns(language)}, ${onOffer('e')} AS listed, h.user_id AS host_user_id, ${slotJson} AS slot
    FROM slots s
    JOIN experiences e ON e.id = s.experience_id
    JOIN host_profiles h ON h.id = e.host_id
    LEFT JOIN ${nextSlot({})} ON true
    WHERE ${'id' in named ? Prisma.sql`s.id = ${named.id}::uuid AND NOT s.is_private` : Prisma.sql`s.link_hash = ${named.linkHash}`}`
  if (!row) return null
  const experience = cardOf(row)
  const { listed, host_user_id: hostUserId } = row
  return { listed, hostId: experience.host.id, hostUserId, slot: { ...row.slot, experience } }
}

/**
 * The slots of a range of civil dates at the place, past and full ones included, in one statement; null when there is
 * no such experience. It never reads more than the longest range, whatever was asked.
 */
export async function findSlots(
  reader: Reader,
  experienceId: string,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<FoundSlots | null> {
  const [row] = await reader.$queryRaw<FoundSlots[]>`
    SELECT e.listed, e.host_id AS "hostId", e.host_user_id AS "hostUserId", to_char(e.today, 'YYYY-MM-DD') AS today, coalesce(found.slots, '[]') AS slots
    FROM (
      SELECT x.id, x.time_zone, ${onOffer('x')} AS listed, x.host_id, h.user_id AS host_user_id,
        (app_now() AT TIME ZONE x.time_zone)::date AS today
      FROM experiences x JOIN host_profiles h ON h.id = x.host_id WHERE x.id = ${experienceId}::uuid
    ) e
    CROSS JOIN LATERAL (
      SELECT r.first, least(coalesce(${asked.to ?? null}::date, r.first + ${defaultSlotDays}::int), r.first + ${maxSlotDays}::int) AS last
      FROM (SELECT coalesce(${asked.from ?? null}::date, e.today) AS first) r
    ) range
    CROSS JOIN LATERAL (
      SELECT json_agg(${slotJson} ORDER BY s.starts_at) AS slots
      FROM slots s
      WHERE s.experience_id = e.id AND NOT s.is_private
        AND s.starts_at >= (range.first::timestamp AT TIME ZONE e.time_zone)
        AND s.starts_at < ((range.last + 1)::timestamp AT TIME ZONE e.time_zone)
    ) found`
  return row ?? null
}

/** How many listed experiences each region has; regions without any are absent. */
export async function countByRegion(reader: Reader): Promise<Map<string, number>> {
  const rows = await reader.$queryRaw<{ region: string; count: number }[]>`
    SELECT region, count(*)::int AS count FROM experiences e WHERE ${onOffer('e')} GROUP BY region`
  return new Map(rows.map(({ region, count }) => [region, count]))
}
