/** Who is told what about applications, teams and what staff gave back. */
import type { News } from './booking-news.rules.ts'

export function newsOfApplication(facts: {
  applicationId: string
  userId: string
  kind: string
  version: number
  outcome: 'APPROVED' | 'MORE_NEEDED' | 'REFUSED'
  name: string
}): News[] {
  const { applicationId, userId, kind, version, outcome, name } = facts
  const data = { applicationId, kind, titleEs: name, titleEn: name }
  return [{ userId, type: `APPLICATION_${outcome}`, data, dedupeKey: `application:${applicationId}:${version}` }]
}

/** Staff are told what waits for them; when it is sent again after a question, again. */
export function newsOfSentApplication(
  facts: { applicationId: string; userId: string; kind: string; version: number; name: string },
  staff: readonly string[],
): News[] {
  const { applicationId, userId, kind, version, name } = facts
  return staff
    .filter((one) => one !== userId)
    .map((one) => ({
      userId: one,
      type: 'APPLICATION_SUBMITTED' as const,
      data: { applicationId, kind, titleEs: name, titleEn: name },
      dedupeKey: `application-sent:${applicationId}:${version}`,
    }))
}

/** The owner is told. */
export function newsOfTeam(facts: {
  memberId: string
  kind: string
  partnerId: string
  partnerName: string
  ownerUserId: string
  userName: string
}): News[] {
  const { memberId, kind, partnerId, partnerName, ownerUserId, userName } = facts
  const data = { partnerId, kind, titleEs: partnerName, titleEn: partnerName, personName: userName }
  return [{ userId: ownerUserId, type: 'TEAM_JOINED', data, dedupeKey: `team-joined:${memberId}` }]
}

export function newsOfStaffRefund(facts: {
  staffRefundId: string
  userId: string
  subjectType: 'booking' | 'order'
  subjectId: string
  code: string
  amountCents: number
}): News[] {
  const { staffRefundId, userId, subjectType, subjectId, code, amountCents } = facts
  const data = { [`${subjectType}Id`]: subjectId, code, amountCents }
  return [{ userId, type: 'STAFF_REFUND_GIVEN', data, dedupeKey: `staff-refund:${staffRefundId}` }]
}
