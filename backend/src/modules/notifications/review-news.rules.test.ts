import { expect, test } from 'vitest'
import { notificationText } from './notification-texts.rules.ts'
import {
  newsOfAnsweredReports,
  newsOfAppeal,
  newsOfDecision,
  newsOfQuestion,
  newsOfQuestionAnswer,
  newsOfReview,
  newsOfReviewAnswer,
} from './review-news.rules.ts'

const about = {
  listingKind: 'EXPERIENCE' as const,
  listingId: 'e1',
  slug: 'barro-negro',
  title: { es: 'Barro negro', en: 'Black clay' },
  userId: 'ana',
  payeeUserId: 'rosa',
  payeeName: 'Taller Rosa',
}
const told = (news: { userId: string; type: string }[]) => news.map(({ userId, type }) => `${userId} ${type}`)

test('whoever offers it hears what is said and asked, whoever said it hears the answer', () => {
  expect(told(newsOfReview({ ...about, reviewId: 'r1', rating: 1 }))).toEqual(['rosa REVIEW_RECEIVED'])
  expect(told(newsOfReviewAnswer({ ...about, reviewId: 'r1' }))).toEqual(['ana REVIEW_ANSWERED'])
  expect(told(newsOfQuestion({ ...about, questionId: 'q1' }))).toEqual(['rosa QUESTION_RECEIVED'])
  expect(told(newsOfQuestionAnswer({ ...about, questionId: 'q1' }))).toEqual(['ana QUESTION_ANSWERED'])
})

test('one star is one star', () => {
  const [news] = newsOfReview({ ...about, reviewId: 'r1', rating: 1 })
  expect(notificationText('REVIEW_RECEIVED', news?.data ?? {}, 'es').body).toContain('Barro negro: 1 estrella.')
  expect(notificationText('REVIEW_RECEIVED', { ...news?.data, rating: 5 }, 'en').body).toContain('Black clay: 5 stars.')
})

test('whoever reported something hears what became of it, each once', () => {
  const news = newsOfAnsweredReports({
    decisionId: 'd1',
    reporterIds: ['ana', 'luis'],
    title: 'Barro negro',
    acted: true,
  })
  expect(news.map(({ userId, dedupeKey }) => [userId, dedupeKey])).toEqual([
    ['ana', 'moderation.reports-answered:d1'],
    ['luis', 'moderation.reports-answered:d1'],
  ])
  expect(notificationText('REPORT_ANSWERED', news[0]?.data ?? {}, 'es').body).toMatch(/^Sobre Barro negro: tomamos/)
  expect(notificationText('REPORT_ANSWERED', { ...news[0]?.data, outcome: 'KEPT' }, 'en').body).toMatch(/found nothing/)
})

test('a decision says its reason, a suspension its end, and both that they can be appealed', () => {
  const decided = { decisionId: 'd1', contentKind: 'REVIEW', userId: 'ana', title: 'Barro negro', reason: 'Insulta.' }
  const textOf = (action: string) => {
    const [news] = newsOfDecision({ ...decided, action, until: null })
    return notificationText('CONTENT_DECIDED', news?.data ?? {}, 'es')
  }
  expect(textOf('HIDE')).toEqual({
    title: 'Quitamos algo tuyo de la vista',
    body: 'Sobre Barro negro: Insulta. Si crees que nos equivocamos, puedes apelar una vez.',
  })
  expect(textOf('SUSPEND').body).toBe(
    'Sobre Barro negro: Insulta. Sin fecha de fin. Si crees que nos equivocamos, puedes apelar una vez.',
  )
  const [appeal] = newsOfAppeal({ ...decided, action: 'HIDE', outcome: 'OVERTURNED', answer: 'Perdón.' })
  expect(notificationText('APPEAL_DECIDED', appeal?.data ?? {}, 'es').body).toMatch(/Barro negro\. Perdón\.$/)
})
