/** The profile of a workshop: opened by staff, kept by its owner. Every write is the caller's transaction. */
import type { SellerProfilePatch } from '../../../../contracts/partners.ts'
import type { Prisma, Reader, Tx } from '../../platform/database/index.ts'
import { freeSlug, slugify } from '../../platform/pure/slugs.ts'

export interface NewSeller {
  /** Of a profile that is not there yet: its application's, under which its payout account was begun. */
  id: string
  userId: string
  name: string
  ownerName: string
  town: string
  region: string
  lat: number | null
  lng: number | null
  crafts: string[]
  foundedYear: number | null
  story: string
  storyEn: string | null
  images: string[]
  verified: boolean
}

/** Pauses are the owner's to end; what is closed opens again only through a new application. */
export type ShopMove = 'pause' | 'resume' | 'close'

/** Serialises the choice of a slug: two workshops of one name, approved at the same moment. */
async function slugFor(tx: Tx, name: string): Promise<string> {
  const base = slugify(name, 'taller')
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`seller-slug:${base}`}, 0))`
  const taken = await tx.sellerProfile.findMany({
    where: { OR: [{ slug: base }, { slug: { startsWith: `${base}-` } }] },
    select: { slug: true },
  })
  return freeSlug(
    base,
    taken.map(({ slug }) => slug),
  )
}

/** A person who closed their workshop gets it back, with its address and its past. Answers its id. */
export async function openSeller(tx: Tx, seller: NewSeller): Promise<string> {
  const { id, userId, storyEn, ...fields } = seller
  const data = { ...fields, translations: storyEn ? { en: { story: storyEn } } : {} }
  const closed = await tx.sellerProfile.findFirst({ where: { userId, closedAt: { not: null } }, select: { id: true } })
  if (closed) {
    await tx.sellerProfile.update({ where: { id: closed.id }, data: { ...data, closedAt: null, pausedAt: null } })
    return closed.id
  }
  await tx.sellerProfile.create({ data: { ...data, id, userId, slug: await slugFor(tx, seller.name) } })
  return id
}

export const readSellerProfile = (db: Reader | Tx, sellerId: string) =>
  db.sellerProfile.findUnique({ where: { id: sellerId } })

/** The address stays when the name changes. `images` are addresses that media made. */
export async function editSeller(
  tx: Tx,
  sellerId: string,
  patch: Omit<SellerProfilePatch, 'imageIds'> & { images?: string[] },
): Promise<void> {
  const { location, translations, ...rest } = patch
  const place = location === undefined ? {} : { lat: location?.lat ?? null, lng: location?.lng ?? null }
  const data = Object.fromEntries(Object.entries({ ...rest, ...place }).filter(([, value]) => value !== undefined))
  await tx.sellerProfile.update({
    where: { id: sellerId },
    data: { ...data, ...(translations ? { translations: translations as Prisma.InputJsonObject } : {}) },
  })
}

/** False when it is not in a state that this leaves. */
export async function moveSeller(tx: Tx, sellerId: string, move: ShopMove): Promise<boolean> {
  const moved =
    move === 'pause'
      ? await tx.$executeRaw`UPDATE seller_profiles SET paused_at = app_now() WHERE id = ${sellerId}::uuid AND paused_at IS NULL AND closed_at IS NULL`
      : move === 'resume'
        ? await tx.$executeRaw`UPDATE seller_profiles SET paused_at = NULL WHERE id = ${sellerId}::uuid AND paused_at IS NOT NULL AND closed_at IS NULL`
        : await tx.$executeRaw`UPDATE seller_profiles SET closed_at = app_now() WHERE id = ${sellerId}::uuid AND closed_at IS NULL`
  return moved === 1
}

/** False when there is none, or it is so already. */
export async function markSellerVerified(tx: Tx, sellerId: string, verified: boolean): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE seller_profiles SET verified = ${verified} WHERE id = ${sellerId}::uuid AND verified <> ${verified}`
  return moved === 1
}

/** Crafts that nobody knows, of those named. */
export async function unknownCrafts(db: Reader | Tx, crafts: readonly string[]): Promise<string[]> {
  if (crafts.length === 0) return []
  const known = await db.craftType.findMany({ where: { slug: { in: [...crafts] } }, select: { slug: true } })
  return crafts.filter((craft) => !known.some(({ slug }) => slug === craft))
}
