import { Id, type Language } from '../../../../contracts/common.ts'
import type { HostExperience, HostExperienceQuery, HostListing, PublicHost } from '../../../../contracts/experiences.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { pesos } from '../../platform/pure/money.ts'
import { localText, nextSlot } from './experience-sql.ts'
import { onOffer } from './on-offer.ts'
import type { KeptPictures } from '../media/index.ts'
import type { ListPage, ListPosition } from '../../platform/pure/list-cursor.ts'
import { ratingOf } from '../../platform/pure/ratings.ts'

/** The public face of whoever offers experiences. */
export interface Host {
  id: string
  name: string
  slug: string
}

/** The host profile of a person; null for someone who is no host. */
export async function findHostByUser(reader: Reader, userId: string): Promise<Host | null> {
  return reader.hostProfile.findUnique({ where: { userId }, select: { id: true, name: true, slug: true } })
}

/** By id or by slug. */
export const namedHost = (alias: string, idOrSlug: string): Prisma.Sql =>
  Id.safeParse(idOrSlug).success
    ? Prisma.sql`${Prisma.raw(alias)}.id = ${idOrSlug}::uuid`
    : Prisma.sql`${Prisma.raw(alias)}.slug = ${idOrSlug}`

/** A host who closed, or whom staff hid, is not there. One who pauses is, without what they offer. */
export async function findPublicHost(reader: Reader, idOrSlug: string, language: Language): Promise<PublicHost | null> {
  const bio = language === 'es' ? Prisma.sql`h.bio` : Prisma.sql`coalesce(h.translations -> 'en' ->> 'bio', h.bio)`
  const [row] = await reader.$queryRaw<(Omit<PublicHost, 'rating'> & { ratingSum: number })[]>`
    SELECT h.id, h.slug, h.name, h.kind, ${bio} AS bio, h.region, h.image, h.verified, h.paused_at IS NOT NULL AS "isPaused",
      coalesce(sum(e.rating_sum), 0)::int AS "ratingSum", coalesce(sum(e.rating_count), 0)::int AS "reviewCount",
      count(e.id)::int AS "experienceCount"
    FROM host_profiles h LEFT JOIN experiences e ON e.host_id = h.id AND ${onOffer('e')}
    WHERE ${namedHost('h', idOrSlug)} AND h.closed_at IS NULL AND h.hidden_at IS NULL
    GROUP BY h.id`
  if (!row) return null
  const { ratingSum, ...host } = row
  return { ...host, rating: ratingOf(ratingSum, host.reviewCount) }
}

interface HostRow {
  id: string
  slug: string
  title: string
  category: HostExperience['category']
  region: HostExperience['region']
  status: HostExperience['status']
  price_from_cents: number
  next_starts_at: Date | null
  version: number
  sort_key: bigint
}

/** What each order sorts by. Names have no number: such a page begins where the name of its last row stands now. */
const orders: Record<
  HostExperienceQuery['sort'],
  { key: Prisma.Sql; by: Prisma.Sql; after(at: ListPosition): Prisma.Sql }
> = {
  newest: {
    key: Prisma.sql`0::bigint`,
    by: Prisma.sql`e.id DESC`,
    after: ({ id }) => Prisma.sql`e.id < ${id}::uuid`,
  },
  name: {
    key: Prisma.sql`0::bigint`,
    by: Prisma.sql`plain_text(e.title), e.id`,
    after: ({ id }) =>
      Prisma.sql`(plain_text(e.title), e.id) > (SELECT plain_text(l.title), l.id FROM experiences l WHERE l.id = ${id}::uuid)`,
  },
  next: byNumber(Prisma.sql`coalesce((extract(epoch FROM next.starts_at) * 1000)::bigint, 9000000000000000)`),
  price: byNumber(Prisma.sql`e.price_from_cents::bigint`),
  '-price': byNumber(Prisma.sql`(-e.price_from_cents)::bigint`),
}
function byNumber(key: Prisma.Sql) {
  return {
    key,
    by: Prisma.sql`${key}, e.id`,
    after: (at: ListPosition) => Prisma.sql`(${key}, e.id) > (${at.key}::bigint, ${at.id}::uuid)`,
  }
}

/** A page of what a host has, whatever its state. `words` must each be in a title. */
export async function listOwnExperiences(
  reader: Reader,
  hostId: string,
  language: Language,
  page: Pick<HostExperienceQuery, 'status' | 'sort' | 'limit'> & {
    words: readonly string[]
    after: ListPosition | null
  },
): Promise<ListPage<HostExperience>> {
  const order = orders[page.sort]
  const where = [Prisma.sql`e.host_id = ${hostId}::uuid`]
  if (page.status) where.push(Prisma.sql`e.status::text = ${page.status}`)
  for (const word of page.words)
    where.push(
      Prisma.sql`plain_text(e.title || ' ' || coalesce(e.translations -> 'en' ->> 'title', '')) LIKE '%' || plain_text(${word}) || '%'`,
    )
  if (page.after) where.push(order.after(page.after))
  const rows = await reader.$queryRaw<HostRow[]>`
    SELECT e.id, e.slug, ${localText(language, Prisma.sql`e.title`, 'title')} AS title, e.category::text AS category, e.region,
      e.status::text AS status, e.price_from_cents, next.starts_at AS next_starts_at, e.version, ${order.key} AS sort_key
    FROM experiences e
    LEFT JOIN ${nextSlot({})} ON true
    WHERE ${Prisma.join(where, ' AND ')}
    ORDER BY ${order.by}
    LIMIT ${page.limit + 1}`
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => ({
      id: row.id,
      slug: row.slug,
      title: row.title,
      category: row.category,
      region: row.region,
      status: row.status,
      priceFrom: pesos(row.price_from_cents),
      nextSlotAt: row.next_starts_at?.toISOString() ?? null,
      version: row.version,
    })),
    end: last ? { key: Number(last.sort_key), id: last.id } : null,
  }
}

/** A host's listing with both languages, as it is edited, its pictures as it keeps them; null when it is not this host's. */
export async function findListing(
  reader: Reader,
  hostId: string,
  experienceId: string,
): Promise<{ listing: Omit<HostListing, 'pictures'>; kept: KeptPictures } | null> {
  const found = await reader.experience.findFirst({
    where: { id: experienceId, hostId },
    include: { ticketTypes: { orderBy: [{ sort: 'asc' }, { type: 'asc' }] } },
  })
  if (!found) return null
  const policy = found.cancellationPolicy as { key: HostListing['cancellationPolicy'] }
  const translations = found.translations as HostListing['translations']
  const listing = {
    id: found.id,
    slug: found.slug,
    version: found.version,
    title: found.title,
    description: found.description,
    translations: translations.en ? { en: translations.en } : {},
    category: found.category,
    region: found.region as HostListing['region'],
    durationMinutes: found.durationMinutes,
    languages: found.languages,
    meetingPoint: { lat: found.meetingLat, lng: found.meetingLng, address: found.meetingAddress },
    cancellationPolicy: policy.key,
    ticketTypes: found.ticketTypes.map(({ type, label, priceCents, minAge, maxAge }) => ({
      type,
      label,
      price: pesos(priceCents),
      minAge,
      maxAge,
    })),
    minParty: found.minParty,
    maxParty: found.maxParty,
    cutoffMinutes: found.cutoffMinutes,
    minAge: found.minAge,
    includes: found.includes,
    bring: found.bring,
    accessibility: found.accessibility,
    status: found.status,
  }
  return { listing, kept: { images: found.images, imageAlts: found.imageAlts as KeptPictures['imageAlts'] } }
}
