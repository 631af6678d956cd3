/** The profile in its owner's hands: words, pauses, the end. What was booked or bought stays. */
import type {
  HostProfile,
  HostProfilePatch,
  PartnerAction,
  PartnerKind,
  SellerProfile,
  SellerProfilePatch,
} from '../../../../contracts/partners.ts'
import type { Reader, Tx } from '../../platform/database/index.ts'
import { contentTag } from '../../platform/content-tag.ts'
import { platformErrors } from '../../platform/errors.ts'
import { invalidField } from '../../platform/invalid-input.ts'
import type { PartnerDeps, StaffMember } from './deps.ts'
import { bookingsAhead, ordersOpen } from './partners.queries.ts'
import { lockProfile } from './partners.repository.ts'
import { stateOf } from './profile-state.rules.ts'

type Deps = Pick<PartnerDeps, 'database' | 'experiences' | 'products' | 'media' | 'team' | 'audit' | 'closed'>

/** @throws NOT_FOUND for somebody who may not do this for any of that kind */
export async function requirePartner(
  deps: Pick<Deps, 'team'>,
  userId: string,
  kind: PartnerKind,
  action: PartnerAction,
): Promise<{ id: string; name: string }> {
  const partner = await deps.team.partnerFor(userId, kind, action)
  if (!partner) throw platformErrors.NOT_FOUND()
  return partner
}

export async function showHostProfile(
  deps: Pick<Deps, 'experiences' | 'media'>,
  db: Reader | Tx,
  id: string,
): Promise<HostProfile> {
  const row = await deps.experiences.hosts.read(db, id)
  if (!row) throw platformErrors.NOT_FOUND()
  const written = {
    name: row.name,
    hostType: row.kind,
    bio: row.bio,
    translations: row.translations as HostProfile['translations'],
    region: row.region as HostProfile['region'],
  }
  return {
    id: row.id,
    slug: row.slug,
    ...written,
    pictures: row.image === null ? [] : await deps.media.picturesShown(db, [row.image]),
    verified: row.verified,
    state: stateOf(row),
    bookingsAhead: await bookingsAhead(db, id),
    version: contentTag([written, row.image]),
  }
}

export async function showSellerProfile(
  deps: Pick<Deps, 'products' | 'media'>,
  db: Reader | Tx,
  id: string,
): Promise<SellerProfile> {
  const row = await deps.products.sellers.read(db, id)
  if (!row) throw platformErrors.NOT_FOUND()
  const written = {
    name: row.name,
    ownerName: row.ownerName,
    town: row.town,
    region: row.region as SellerProfile['region'],
    location: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
    crafts: row.crafts,
    foundedYear: row.foundedYear,
    story: row.story,
    translations: row.translations as SellerProfile['translations'],
    images: row.images,
    returnDays: row.returnDays,
  }
  return {
    id: row.id,
    slug: row.slug,
    ...written,
    pictures: await deps.media.picturesShown(db, row.images),
    verified: row.verified,
    state: stateOf(row),
    ordersOpen: await ordersOpen(db, id),
    version: contentTag(written),
  }
}

/** With `expected` only what was read. @throws NOT_FOUND, VERSION_CONFLICT, MEDIA_NOT_FOUND, MEDIA_NOT_READY */
export async function editHostProfile(
  deps: Deps,
  input: { userId: string; patch: HostProfilePatch; expected: string | null },
): Promise<HostProfile> {
  const { id } = await requirePartner(deps, input.userId, 'HOST', 'profile')
  const edited = await deps.database.transaction(async (tx) => {
    const { imageId, ...patch } = input.patch
    await lockProfile(tx, id)
    if (input.expected !== null && input.expected !== (await showHostProfile(deps, tx, id)).version)
      throw platformErrors.VERSION_CONFLICT()
    const before = (await deps.experiences.hosts.read(tx, id))?.image
    const [picture] = imageId
      ? await deps.media.attach(tx, input.userId, [imageId], 'PROFILE', before ? [before] : [])
      : []
    await deps.experiences.hosts.edit(tx, id, {
      ...patch,
      ...(imageId === undefined ? {} : { image: picture?.url ?? null }),
    })
    return showHostProfile(deps, tx, id)
  })
  await deps.experiences.listingChanged(id)
  return edited
}

/** With `expected` only what was read. @throws NOT_FOUND, VERSION_CONFLICT, VALIDATION_FAILED for a craft nobody knows, MEDIA_NOT_FOUND, MEDIA_NOT_READY */
export async function editSellerProfile(
  deps: Deps,
  input: { userId: string; patch: SellerProfilePatch; expected: string | null },
): Promise<SellerProfile> {
  const { id } = await requirePartner(deps, input.userId, 'SELLER', 'profile')
  const { imageIds, ...patch } = input.patch
  const edited = await deps.database.transaction(async (tx) => {
    const strange = await deps.products.sellers.unknownCrafts(tx, patch.crafts ?? [])
    if (strange.length > 0)
      throw invalidField(`/crafts/${patch.crafts?.indexOf(strange[0] as string)}`, {
        es: 'No conocemos este oficio.',
        en: 'We do not know this craft.',
      })
    await lockProfile(tx, id)
    const before = await showSellerProfile(deps, tx, id)
    if (input.expected !== null && input.expected !== before.version) throw platformErrors.VERSION_CONFLICT()
    const pictures = imageIds && (await deps.media.attach(tx, input.userId, imageIds, 'PROFILE', before.images))
    await deps.products.sellers.edit(tx, id, {
      ...patch,
      ...(pictures ? { images: pictures.map(({ url }) => url) } : {}),
    })
    return showSellerProfile(deps, tx, id)
  })
  await deps.products.listingChanged(id)
  return edited
}

/**
 * A pause takes listings out of sight until it ends; closing is for good, unless staff approve a new application.
 * @throws NOT_FOUND, INVALID_TRANSITION
 */
export async function moveProfile(
  deps: Deps,
  input: { userId: string; kind: PartnerKind; move: 'pause' | 'resume' | 'close' },
): Promise<string> {
  const { kind, move } = input
  const { id } = await requirePartner(deps, input.userId, kind, move === 'close' ? 'close' : 'profile')
  await deps.database.transaction(async (tx) => {
    const moved =
      kind === 'HOST' ? await deps.experiences.hosts.move(tx, id, move) : await deps.products.sellers.move(tx, id, move)
    if (!moved) throw platformErrors.INVALID_TRANSITION()
    if (move !== 'close') return
    const profile =
      kind === 'HOST' ? await deps.experiences.hosts.read(tx, id) : await deps.products.sellers.read(tx, id)
    if (profile) await deps.closed(tx, { kind, partnerId: id, userId: profile.userId, name: profile.name })
  })
  await changed(deps, kind, id)
  return id
}

/** The mark says that staff have seen who they are. @throws NOT_FOUND */
export async function markVerified(
  deps: Deps,
  input: { kind: PartnerKind; id: string; verified: boolean; reason: string; by: StaffMember },
): Promise<void> {
  const { kind, id, verified, reason, by } = input
  await deps.database.transaction(async (tx) => {
    const before =
      kind === 'HOST' ? await deps.experiences.hosts.read(tx, id) : await deps.products.sellers.read(tx, id)
    if (!before) throw platformErrors.NOT_FOUND()
    const moved =
      kind === 'HOST'
        ? await deps.experiences.hosts.markVerified(tx, id, verified)
        : await deps.products.sellers.markVerified(tx, id, verified)
    if (!moved) return
    await deps.audit(tx, {
      actorId: by.userId,
      action: verified ? 'partner.verified' : 'partner.unverified',
      subject: `user:${before.userId}`,
      details: { kind, partnerId: id, reason },
      ipAddress: by.ipAddress,
    })
  })
  await changed(deps, kind, id)
}

const changed = (deps: Pick<Deps, 'experiences' | 'products'>, kind: PartnerKind, id: string): Promise<void> =>
  kind === 'HOST' ? deps.experiences.listingChanged(id) : deps.products.listingChanged(id)
