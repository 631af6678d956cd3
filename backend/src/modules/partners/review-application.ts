/** Staff read an application and decide. Approval makes the profile in the same transaction. */
import type { ApplicationAnswers } from '../../../../contracts/partners.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { afterMove } from './application-state.rules.ts'
import type { PartnerDeps, StaffMember } from './deps.ts'
import { partnerErrors } from './partners.errors.ts'
import { applicationReviewed } from './partners.events.ts'
import { mailApplication } from './partners.jobs.ts'
import { openProfileOf } from './partners.queries.ts'
import { type LockedApplication, lockApplication, setReviewed } from './partners.repository.ts'

export type Review =
  | { move: 'approve'; verified: boolean; reason: string | null }
  | { move: 'ask' | 'refuse'; reason: string }

const outcomes = { approve: 'APPROVED', ask: 'MORE_NEEDED', refuse: 'REFUSED' } as const

/**
 * Two people who decide at the same moment: the second finds it decided.
 * @throws NOT_FOUND (drafts too: they are not sent), INVALID_TRANSITION, CANNOT_ACT_ON_SELF, ALREADY_PARTNER
 */
export async function reviewApplication(
  deps: PartnerDeps,
  input: { id: string; review: Review; by: StaffMember },
): Promise<void> {
  const { review, by } = input
  const made = await deps.database.transaction(async (tx) => {
    const application = await lockApplication(tx, input.id)
    if (!application || application.status === 'DRAFT') throw platformErrors.NOT_FOUND()
    if (application.userId === by.userId) throw partnerErrors.CANNOT_ACT_ON_SELF()
    if (!afterMove(application.status, review.move)) throw platformErrors.INVALID_TRANSITION()
    const partnerId = review.move === 'approve' ? await openProfile(deps, tx, application, review.verified) : null
    const outcome = outcomes[review.move]
    const reason = review.reason ?? ''
    const version = await setReviewed(tx, application.id, { status: outcome, note: review.reason, by: by.userId })
    await deps.audit(tx, {
      actorId: by.userId,
      action: `application.${outcome.toLowerCase().replace('_', '-')}`,
      subject: `user:${application.userId}`,
      details: {
        applicationId: application.id,
        kind: application.kind,
        partnerId,
        reason,
        ...(review.move === 'approve' ? { verified: review.verified } : {}),
      },
      ipAddress: by.ipAddress,
    })
    const { id: applicationId, userId, kind, answers } = application
    const facts = { applicationId, userId, kind, version, outcome, reason, partnerId, name: answers.name ?? '' }
    await deps.events.publish(tx, applicationReviewed, facts)
    await deps.jobs.send(tx, mailApplication, { applicationId, version, outcome, reason })
    return partnerId === null ? null : { kind, partnerId }
  })
  if (made?.kind === 'HOST') await deps.experiences.listingChanged(made.partnerId)
  if (made?.kind === 'SELLER') await deps.products.listingChanged(made.partnerId)
}

/** @throws ALREADY_PARTNER */
async function openProfile(
  deps: Pick<PartnerDeps, 'experiences' | 'products' | 'media'>,
  tx: Tx,
  application: LockedApplication,
  verified: boolean,
): Promise<string> {
  const { userId, kind, answers } = application
  if (await openProfileOf(tx, userId, kind)) throw partnerErrors.ALREADY_PARTNER()
  const { name, region, story } = complete(application.id, answers)
  if (kind === 'HOST')
    return deps.experiences.hosts.open(tx, {
      id: application.id,
      userId,
      name,
      kind: answers.hostType ?? 'guia',
      bio: story,
      bioEn: answers.storyEn || null,
      region,
      image: (await deps.media.imageUrls(tx, answers.photoIds ?? []))[0] ?? null,
      verified,
    })
  return deps.products.sellers.open(tx, {
    id: application.id,
    userId,
    name,
    ownerName: answers.ownerName ?? name,
    town: answers.town ?? '',
    region,
    lat: answers.location?.lat ?? null,
    lng: answers.location?.lng ?? null,
    crafts: answers.crafts ?? [],
    foundedYear: answers.foundedYear ?? null,
    story,
    storyEn: answers.storyEn || null,
    images: await deps.media.imageUrls(tx, answers.photoIds ?? []),
    verified,
  })
}

/** What was sent was complete. */
function complete(id: string, { name, region, story }: ApplicationAnswers) {
  if (!name || !region || story === undefined) throw new Error(`application ${id} was sent without its basics`)
  return { name, region, story }
}
