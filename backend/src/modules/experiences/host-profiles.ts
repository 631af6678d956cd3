/** The profile of whoever offers experiences: opened by staff, kept by its owner. Every write is the caller's transaction. */
import type { HostProfilePatch } from '../../../../contracts/partners.ts'
import type { Prisma, Reader, Tx } from '../../platform/database/index.ts'
import { freeSlug, slugify } from '../../platform/pure/slugs.ts'

export interface NewHost {
  /** Of a profile that is not there yet: its application's, under which its payout account was begun. */
  id: string
  userId: string
  name: string
  /** `guia`, `taller`, … */
  kind: string
  bio: string
  bioEn: string | null
  region: string
  image: string | null
  verified: boolean
}

/** Pauses are the owner's to end; what is closed opens again only through a new application. */
export type ProfileMove = 'pause' | 'resume' | 'close'

/** Serialises the choice of a slug: two hosts of one name, approved at the same moment. */
async function slugFor(tx: Tx, name: string): Promise<string> {
  const base = slugify(name, 'anfitrion')
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`host-slug:${base}`}, 0))`
  const taken = await tx.hostProfile.findMany({
    where: { OR: [{ slug: base }, { slug: { startsWith: `${base}-` } }] },
    select: { slug: true },
  })
  return freeSlug(
    base,
    taken.map(({ slug }) => slug),
  )
}

/** A person who closed their profile gets it back, with its address and its past. Answers its id. */
export async function openHost(tx: Tx, host: NewHost): Promise<string> {
  const { id, userId, bioEn, ...fields } = host
  const data = { ...fields, translations: bioEn ? { en: { bio: bioEn } } : {} }
  const closed = await tx.hostProfile.findFirst({ where: { userId, closedAt: { not: null } }, select: { id: true } })
  if (closed) {
    await tx.hostProfile.update({ where: { id: closed.id }, data: { ...data, closedAt: null, pausedAt: null } })
    return closed.id
  }
  await tx.hostProfile.create({ data: { ...data, id, userId, slug: await slugFor(tx, host.name) } })
  return id
}

export const readHostProfile = (db: Reader | Tx, hostId: string) => db.hostProfile.findUnique({ where: { id: hostId } })

/** The address stays when the name changes, so that shared links live. */
/** `image` is an address that media made. */
export async function editHost(
  tx: Tx,
  hostId: string,
  patch: Omit<HostProfilePatch, 'imageId'> & { image?: string | null },
): Promise<void> {
  const { hostType, translations, ...rest } = patch
  const data = Object.fromEntries(
    Object.entries({ ...rest, kind: hostType }).filter(([, value]) => value !== undefined),
  )
  await tx.hostProfile.update({
    where: { id: hostId },
    data: { ...data, ...(translations ? { translations: translations as Prisma.InputJsonObject } : {}) },
  })
}

/** False when it is not in a state that this leaves. */
export async function moveHost(tx: Tx, hostId: string, move: ProfileMove): Promise<boolean> {
  const moved =
    move === 'pause'
      ? await tx.$executeRaw`UPDATE host_profiles SET paused_at = app_now() WHERE id = ${hostId}::uuid AND paused_at IS NULL AND closed_at IS NULL`
      : move === 'resume'
        ? await tx.$executeRaw`UPDATE host_profiles SET paused_at = NULL WHERE id = ${hostId}::uuid AND paused_at IS NOT NULL AND closed_at IS NULL`
        : await tx.$executeRaw`UPDATE host_profiles SET closed_at = app_now() WHERE id = ${hostId}::uuid AND closed_at IS NULL`
  return moved === 1
}

/** False when there is none, or it is so already. */
export async function markHostVerified(tx: Tx, hostId: string, verified: boolean): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE host_profiles SET verified = ${verified} WHERE id = ${hostId}::uuid AND verified <> ${verified}`
  return moved === 1
}
