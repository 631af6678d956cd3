/** Somebody wants to be a host or seller: they begin, fill in at their own pace, and send it once nothing is missing. */
import type { Language } from '../../../../contracts/common.ts'
import type { ApplicationPatch, PartnerKind } from '../../../../contracts/partners.ts'
import { type Tx, violates } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { invalidField } from '../../platform/invalid-input.ts'
import { afterMove, type ApplicationMove } from './application-state.rules.ts'
import { checklistOf, firstMissing } from './checklist.rules.ts'
import { missingWords } from './checklist-texts.rules.ts'
import type { PartnerDeps } from './deps.ts'
import { partnerErrors } from './partners.errors.ts'
import { applicationSubmitted } from './partners.events.ts'
import { mailApplication } from './partners.jobs.ts'
import { openProfileOf, payeeIdOf, personFacts } from './partners.queries.ts'
import {
  insertApplication,
  type LockedApplication,
  lockApplication,
  saveAnswers,
  setSubmitted,
} from './partners.repository.ts'

type Deps = Pick<PartnerDeps, 'database' | 'jobs' | 'events' | 'media' | 'products'>

/** @throws APPLICATIONS_CLOSED, APPLICATION_OPEN, ALREADY_PARTNER */
export async function beginApplication(
  deps: Pick<PartnerDeps, 'database' | 'assertOpen'>,
  input: { userId: string; kind: PartnerKind },
): Promise<string> {
  await deps.assertOpen?.('APPLICATIONS')
  try {
    return await deps.database.transaction(async (tx) => {
      if (await openProfileOf(tx, input.userId, input.kind)) throw partnerErrors.ALREADY_PARTNER()
      return insertApplication(tx, input.userId, input.kind)
    })
  } catch (error) {
    if (violates(error, 'applications_one_open_idx')) throw partnerErrors.APPLICATION_OPEN()
    throw error
  }
}

/** @throws NOT_FOUND for another's, INVALID_TRANSITION while staff read it and once they decided */
async function lockOwn(
  tx: Tx,
  input: { id: string; userId: string },
  move: ApplicationMove,
): Promise<LockedApplication> {
  const application = await lockApplication(tx, input.id)
  if (application?.userId !== input.userId) throw platformErrors.NOT_FOUND()
  if (!afterMove(application.status, move)) throw platformErrors.INVALID_TRANSITION()
  return application
}

/**
 * What is named replaces what was there; photos and documents are kept from then on.
 * @throws NOT_FOUND, INVALID_TRANSITION, VERSION_CONFLICT, VALIDATION_FAILED, MEDIA_NOT_FOUND, MEDIA_NOT_READY
 */
export async function editApplication(
  deps: Deps,
  input: { id: string; userId: string; patch: ApplicationPatch; expectedVersion: number | null },
): Promise<void> {
  const { answers = {}, documentIds } = input.patch
  await deps.database.transaction(async (tx) => {
    const before = await lockOwn(tx, input, 'edit')
    if (input.expectedVersion !== null && input.expectedVersion !== before.version)
      throw platformErrors.VERSION_CONFLICT()
    const strange = await deps.products.sellers.unknownCrafts(tx, answers.crafts ?? [])
    if (strange.length > 0)
      throw invalidField(`/answers/crafts/${answers.crafts?.indexOf(strange[0] as string)}`, {
        es: 'No conocemos este oficio.',
        en: 'We do not know this craft.',
      })
    if (answers.photoIds) await deps.media.attach(tx, input.userId, answers.photoIds, 'PROFILE')
    if (documentIds) await deps.media.attach(tx, input.userId, documentIds, 'DOCUMENT')
    await saveAnswers(tx, before.id, {
      answers: { ...before.answers, ...answers },
      documents: documentIds ?? before.documents,
    })
  })
}

/** A link to the provider's page where the account is opened that money will go to, once there is any. @throws NOT_FOUND, INVALID_TRANSITION once it is decided, PAYMENT_PROVIDER_UNAVAILABLE */
export async function beginPayouts(
  deps: Pick<PartnerDeps, 'database' | 'payouts'>,
  input: { id: string; userId: string },
): Promise<{ url: string; expiresAt: string }> {
  const application = await deps.database.read.application.findFirst({ where: input })
  if (!application) throw platformErrors.NOT_FOUND()
  const { kind, userId, status } = application
  // From then on the profile's own page does this.
  if (status === 'APPROVED' || status === 'REFUSED') throw platformErrors.INVALID_TRANSITION()
  const id = await payeeIdOf(deps.database.read, application)
  const back = `/solicitud?tipo=${kind}&paso=payouts`
  const { url, expiresAt } = await deps.payouts.beginOnboarding({ kind, id, userId }, back)
  return { url, expiresAt: expiresAt.toISOString() }
}

/** Coming back from the provider's page needs no webhook: while the account is not ready, the provider is asked. */
export async function lookAtPayouts(
  deps: Pick<PartnerDeps, 'database' | 'payouts'>,
  application: { id: string; userId: string; kind: PartnerKind; payouts: 'NONE' | 'BEGUN' | 'READY' },
): Promise<boolean> {
  if (application.payouts !== 'BEGUN') return false
  const { kind, userId } = application
  const id = await payeeIdOf(deps.database.read, application)
  return (await deps.payouts.readAccount({ kind, id, userId }))?.detailsSubmitted ?? false
}

/**
 * What staff sent back for changes may be answered while applications are closed; a draft waits until they are open.
 * @throws NOT_FOUND, INVALID_TRANSITION, APPLICATIONS_CLOSED, APPLICATION_INCOMPLETE with what is missing, ALREADY_PARTNER
 */
export async function submitApplication(
  deps: Deps & Pick<PartnerDeps, 'assertOpen'>,
  input: { id: string; userId: string; language: Language },
): Promise<void> {
  const { id, userId } = input
  const draft = await deps.database.read.application.findFirst({ where: { id, userId, status: 'DRAFT' } })
  if (draft) await deps.assertOpen?.('APPLICATIONS')
  await deps.database.transaction(async (tx) => {
    const application = await lockOwn(tx, input, 'submit')
    if (await openProfileOf(tx, input.userId, application.kind)) throw partnerErrors.ALREADY_PARTNER()
    const { emailVerified } = await personFacts(tx, input.userId)
    const missing = firstMissing(checklistOf({ ...application, emailVerified, payouts: 'NONE' }))
    if (missing.length > 0)
      throw partnerErrors.APPLICATION_INCOMPLETE({
        params: { missing: missingWords(missing, input.language) },
        errors: missing.map((key) => ({ pointer: `/checklist/${key}`, message: missingWords([key], input.language) })),
      })
    const version = await setSubmitted(tx, application.id)
    const { id: applicationId, kind, answers } = application
    const name = answers.name ?? ''
    await deps.events.publish(tx, applicationSubmitted, { applicationId, userId, kind, version, name })
    await deps.jobs.send(tx, mailApplication, { applicationId, version, outcome: 'RECEIVED', reason: '' })
  })
}
