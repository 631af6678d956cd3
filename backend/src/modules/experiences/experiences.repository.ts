import type { ExperienceWrite } from '../../../../contracts/experiences.ts'
import type { KeptPictures } from '../media/index.ts'
import type { Prisma, Tx } from '../../platform/database/index.ts'
import { cancellationPolicies } from './cancellation-policies.rules.ts'
import { priceFrom } from './listing.rules.ts'

/** The columns of a listing. Texts in other languages are stored as they were sent. */
function columnsOf(listing: ExperienceWrite) {
  return {
    title: listing.title,
    description: listing.description,
    translations: (listing.translations ?? {}) as Prisma.InputJsonObject,
    category: listing.category,
    region: listing.region,
    durationMinutes: listing.durationMinutes,
    languages: listing.languages,
    meetingLat: listing.meetingPoint.lat,
    meetingLng: listing.meetingPoint.lng,
    meetingAddress: listing.meetingPoint.address,
    cancellationPolicy: cancellationPolicies[listing.cancellationPolicy] as unknown as Prisma.InputJsonObject,
    minParty: listing.minParty,
    maxParty: listing.maxParty,
    cutoffMinutes: listing.cutoffMinutes,
    minAge: listing.minAge,
    includes: listing.includes,
    bring: listing.bring,
    accessibility: listing.accessibility,
    status: listing.status,
    priceFromCents: priceFrom(listing.ticketTypes),
  }
}

const ticketTypeRows = (ticketTypes: ExperienceWrite['ticketTypes']) =>
  ticketTypes.map(({ type, label, price, minAge, maxAge }, sort) => ({
    type,
    label,
    priceCents: price.amount,
    minAge,
    maxAge,
    sort,
  }))

/** The slugs that begin like this one, to find a free number after it. Others who look for one like it wait for our commit. */
export async function slugsLike(tx: Tx, base: string): Promise<string[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`experience-slug:${base}`}, 0))`
  const rows = await tx.experience.findMany({
    where: { OR: [{ slug: base }, { slug: { startsWith: `${base}-` } }] },
    select: { slug: true },
  })
  return rows.map(({ slug }) => slug)
}

/** The caller holds the listing's lock, or has just made it. */
export async function setPictures(tx: Tx, experienceId: string, { images, imageAlts }: KeptPictures): Promise<void> {
  await tx.experience.update({ where: { id: experienceId }, data: { images, imageAlts: { ...imageAlts } } })
}

export async function insertListing(
  tx: Tx,
  row: { id: string; slug: string; hostId: string; listing: ExperienceWrite },
): Promise<void> {
  await tx.experience.create({
    data: {
      id: row.id,
      slug: row.slug,
      hostId: row.hostId,
      images: [],
      ...columnsOf(row.listing),
      ticketTypes: { create: ticketTypeRows(row.listing.ticketTypes) },
    },
  })
}

/** The version of a host's listing, with the row locked until the transaction ends; null when it is not this host's. */
export async function lockListing(tx: Tx, hostId: string, experienceId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ version: number }[]>`
    SELECT version FROM experiences WHERE id = ${experienceId}::uuid AND host_id = ${hostId}::uuid FOR UPDATE`
  return row?.version ?? null
}

/** Writes the whole listing; the caller holds its lock. Ticket types are replaced: bookings keep their own copies. */
export async function replaceListing(tx: Tx, experienceId: string, listing: ExperienceWrite): Promise<void> {
  await tx.ticketType.deleteMany({ where: { experienceId } })
  await tx.experience.update({
    where: { id: experienceId },
    data: {
      ...columnsOf(listing),
      version: { increment: 1 },
      ticketTypes: { create: ticketTypeRows(listing.ticketTypes) },
    },
  })
}
