/** Who is told what about reviews, questions and decisions of staff. */
import type { NotificationType } from '../../../../contracts/notifications.ts'
import type { News } from './booking-news.rules.ts'

interface About {
  listingKind: 'EXPERIENCE' | 'PRODUCT'
  listingId: string
  slug: string
  title: { es: string; en: string }
  userId: string
  payeeUserId: string
  payeeName: string
}
const about = ({ listingKind, listingId, slug, title, payeeName }: About): News['data'] => ({
  listingKind,
  listingId,
  slug,
  titleEs: title.es,
  titleEn: title.en,
  payeeName,
})
const one = (userId: string, type: NotificationType, data: News['data'], dedupeKey: string): News[] => [
  { userId, type, data, dedupeKey },
]

/** Whoever offers it hears of what was said; whoever said it hears of the answer. */
export const newsOfReview = (facts: About & { reviewId: string; rating: number }): News[] =>
  one(
    facts.payeeUserId,
    'REVIEW_RECEIVED',
    { ...about(facts), reviewId: facts.reviewId, rating: facts.rating },
    `review.written:${facts.reviewId}`,
  )
export const newsOfReviewAnswer = (facts: About & { reviewId: string }): News[] =>
  one(
    facts.userId,
    'REVIEW_ANSWERED',
    { ...about(facts), reviewId: facts.reviewId },
    `review.answered:${facts.reviewId}`,
  )
export const newsOfQuestion = (facts: About & { questionId: string }): News[] =>
  one(
    facts.payeeUserId,
    'QUESTION_RECEIVED',
    { ...about(facts), questionId: facts.questionId },
    `question.asked:${facts.questionId}`,
  )
export const newsOfQuestionAnswer = (facts: About & { questionId: string }): News[] =>
  one(
    facts.userId,
    'QUESTION_ANSWERED',
    { ...about(facts), questionId: facts.questionId },
    `question.answered:${facts.questionId}`,
  )

interface Decided {
  decisionId: string
  contentKind: string
  userId: string
  action: string
  title: string
}
const decided = ({ decisionId, contentKind, action, title }: Decided): News['data'] => ({
  decisionId,
  contentKind,
  action,
  titleEs: title,
  titleEn: title,
})
export type DecisionNews = News & { type: 'CONTENT_DECIDED' | 'APPEAL_DECIDED' }
export const newsOfDecision = (facts: Decided & { reason: string; until: string | null }): DecisionNews[] => [
  {
    userId: facts.userId,
    type: 'CONTENT_DECIDED',
    data: { ...decided(facts), reason: facts.reason, until: facts.until },
    dedupeKey: `moderation.decided:${facts.decisionId}`,
  },
]
/** No mail: nothing is asked of them. */
export const newsOfAnsweredReports = (facts: {
  decisionId: string
  reporterIds: string[]
  title: string
  acted: boolean
}): News[] =>
  facts.reporterIds.map((userId) => ({
    userId,
    type: 'REPORT_ANSWERED',
    data: { outcome: facts.acted ? 'ACTED' : 'KEPT', titleEs: facts.title, titleEn: facts.title },
    dedupeKey: `moderation.reports-answered:${facts.decisionId}`,
  }))
export const newsOfAppeal = (facts: Decided & { outcome: string; answer: string }): DecisionNews[] => [
  {
    userId: facts.userId,
    type: 'APPEAL_DECIDED',
    data: { ...decided(facts), outcome: facts.outcome, answer: facts.answer },
    dedupeKey: `moderation.appeal-decided:${facts.decisionId}`,
  },
]
