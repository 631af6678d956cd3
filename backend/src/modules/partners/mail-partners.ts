/** Writes and sends the mails about applications and teams. */
import { randomBytes } from 'node:crypto'
import type { Language } from '../../../../contracts/common.ts'
import type { PartnerDeps } from './deps.ts'
import { inviteHashOf } from './keep-team.ts'
import { applicationMail, type ApplicationMailFacts } from './mails/application.ts'
import { teamInvitationMail } from './mails/team-invitation.ts'
import { invitationFacts } from './partners.queries.ts'
import { setInviteHash } from './partners.repository.ts'

type Deps = Pick<PartnerDeps, 'config' | 'database' | 'mailer' | 'contactOf'>

/** Nothing is mailed for an invitation that was withdrawn or accepted meanwhile. */
export async function mailInvitationTo(deps: Deps, job: { memberId: string; expiresAt: string }): Promise<void> {
  const facts = await invitationFacts(deps.database.read, job.memberId)
  if (!facts) return
  await deps.mailer.sendOnce(
    `partners:invitation:${job.memberId}:${Date.parse(job.expiresAt)}`,
    'team-invitation',
    facts.email,
    async () => {
      // A try that failed to leave left a hash nobody has the token of: this one replaces it.
      const token = randomBytes(24).toString('base64url')
      await deps.database.transaction((tx) => setInviteHash(tx, job.memberId, inviteHashOf(token)))
      return teamInvitationMail({
        language: facts.language as Language,
        partnerName: facts.partnerName,
        inviter: facts.inviter,
        role: facts.role,
        url: `${deps.config.http.publicUrl}/equipo/invitacion?token=${token}`,
      })
    },
  )
}

export async function mailApplicationTo(
  deps: Deps,
  job: { applicationId: string; version: number; outcome: ApplicationMailFacts['outcome']; reason: string },
): Promise<void> {
  const application = await deps.database.read.application.findUnique({
    where: { id: job.applicationId },
    select: { userId: true, kind: true },
  })
  const person = application && (await deps.contactOf(application.userId))
  if (!person) return
  await deps.mailer.sendOnce(
    `partners:application:${job.applicationId}:${job.version}`,
    `application-${job.outcome.toLowerCase().replace('_', '-')}`,
    person.email,
    async () =>
      applicationMail({
        language: person.language,
        name: person.name,
        kind: application.kind,
        outcome: job.outcome,
        reason: job.reason,
        publicUrl: deps.config.http.publicUrl,
      }),
  )
}
