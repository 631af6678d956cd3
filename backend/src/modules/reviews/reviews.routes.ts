import type { FastifyInstance } from 'fastify'
import { PageQuery } from '../../../../contracts/common.ts'
import {
  AnswerWrite,
  HelpfulState,
  InboxQuery,
  type ListingKind,
  OwnReview,
  OwnReviewPage,
  Question,
  QuestionPage,
  QuestionWrite,
  ReceivedQuestion,
  ReceivedQuestionPage,
  ReceivedReview,
  ReceivedReviewPage,
  ReviewablePage,
  ReviewInboxQuery,
  ReviewListQuery,
  ReviewPage,
  ReviewPatch,
  ReviewsIdParams,
  ReviewWrite,
} from '../../../../contracts/reviews.ts'
import { platformErrors } from '../../platform/errors.ts'
import { csvPageRows, replyWithCsv, wantsCsv } from '../../platform/http/csv-list.ts'
import { route } from '../../platform/http/route.ts'
import { answerQuestion, answerReview } from './answer-guest.ts'
import { askQuestion } from './ask-question.ts'
import type { ReviewDeps } from './deps.ts'
import { questionsCsv, reviewsCsv } from './inbox-csv.ts'
import {
  browseOwnReviews,
  browseQuestions,
  browseReceivedQuestions,
  browseReceivedReviews,
  browseReviewable,
  browseReviews,
  showOwnReview,
  showQuestion,
  showReceivedQuestion,
  showReceivedReview,
} from './read-reviews.ts'
import { findReview } from './reviews.queries.ts'
import { voteHelpful } from './vote-helpful.ts'
import { editReview, writeReview } from './write-review.ts'

const tags = ['Reviews']

export function reviewRoutes(app: FastifyInstance, deps: ReviewDeps): void {
  listingRoutes(app, deps, 'EXPERIENCE', '/experiences')
  listingRoutes(app, deps, 'PRODUCT', '/products')
  inboxRoutes(app, deps, 'EXPERIENCE', '/host')
  inboxRoutes(app, deps, 'PRODUCT', '/seller')

  route(app, {
    method: 'GET',
    url: '/me/reviewable',
    access: 'signed-in',
    summary: 'What you may review',
    description: 'Completed bookings and pieces that arrived, which you have not reviewed yet.',
    tags,
    schema: { querystring: PageQuery, response: { 200: ReviewablePage } },
    handler: ({ viewer, query, language }) => browseReviewable(deps, { userId: viewer.userId, query, language }),
  })
  route(app, {
    method: 'GET',
    url: '/me/reviews',
    access: 'signed-in',
    summary: 'Your reviews',
    tags,
    schema: { querystring: PageQuery, response: { 200: OwnReviewPage } },
    handler: ({ viewer, query, language }) => browseOwnReviews(deps, { userId: viewer.userId, query, language }),
  })
  route(app, {
    method: 'POST',
    url: '/reviews',
    access: 'signed-in',
    idempotent: true,
    problems: [404, 409],
    summary: 'Review what you were at or received',
    description: 'Once per completed booking or delivered line of an order; it may be changed for 30 days.',
    tags,
    schema: { body: ReviewWrite, response: { 201: OwnReview } },
    handler: async ({ viewer: { userId }, body, language }) => {
      const reviewId = await writeReview(deps, { userId, language, review: body })
      return showOwnReview(deps, { reviewId, userId, language })
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/reviews/:id',
    access: 'signed-in',
    problems: [404, 409],
    summary: 'Change your review',
    tags,
    schema: { params: ReviewsIdParams, body: ReviewPatch, response: { 200: OwnReview } },
    handler: async ({ viewer: { userId }, params, body, language }) => {
      await editReview(deps, { reviewId: params.id, userId, patch: body })
      return showOwnReview(deps, { reviewId: params.id, userId, language })
    },
  })
  for (const [method, helpful, summary] of [
    ['PUT', true, 'Say that a review was helpful'],
    ['DELETE', false, 'Take back that a review was helpful'],
  ] as const) {
    route(app, {
      method,
      url: '/reviews/:id/helpful',
      access: 'signed-in',
      problems: [404, 409],
      summary,
      tags,
      schema: { params: ReviewsIdParams, response: { 200: HelpfulState } },
      handler: async ({ viewer: { userId }, params }) => {
        await voteHelpful(deps, { reviewId: params.id, userId, helpful })
        const review = await findReview(deps.database.read, params.id, userId)
        if (!review) throw platformErrors.NOT_FOUND()
        return { helpfulCount: review.helpfulCount, foundHelpful: review.foundHelpful }
      },
    })
  }
  route(app, {
    method: 'PUT',
    url: '/reviews/:id/answer',
    access: 'signed-in',
    problems: [404, 409],
    summary: 'Answer a review of what you offer',
    description: 'One answer, which may be edited.',
    tags,
    schema: { params: ReviewsIdParams, body: AnswerWrite, response: { 200: ReceivedReview } },
    handler: async ({ viewer: { userId }, params, body, language }) => {
      await answerReview(deps, { reviewId: params.id, userId, text: body.text })
      return showReceivedReview(deps, { reviewId: params.id, userId, language })
    },
  })
  route(app, {
    method: 'PUT',
    url: '/questions/:id/answer',
    access: 'signed-in',
    problems: [404, 409],
    summary: 'Answer a question about what you offer',
    description: 'One answer, which may be edited.',
    tags,
    schema: { params: ReviewsIdParams, body: AnswerWrite, response: { 200: ReceivedQuestion } },
    handler: async ({ viewer: { userId }, params, body, language }) => {
      await answerQuestion(deps, { questionId: params.id, userId, text: body.text })
      return showReceivedQuestion(deps, { questionId: params.id, userId, language })
    },
  })
}

/** What everyone reads about a listing, and asks. */
function listingRoutes(app: FastifyInstance, deps: ReviewDeps, kind: ListingKind, base: string): void {
  const what = kind === 'EXPERIENCE' ? 'an experience' : 'a product'
  route(app, {
    method: 'GET',
    url: `${base}/:id/reviews`,
    access: 'public',
    summary: `Reviews of ${what}`,
    tags,
    schema: { params: ReviewsIdParams, querystring: ReviewListQuery, response: { 200: ReviewPage } },
    handler: ({ params: { id }, query, viewer }) =>
      browseReviews(deps, { kind, id, query, viewerId: viewer?.userId ?? null }),
  })
  route(app, {
    method: 'GET',
    url: `${base}/:id/questions`,
    access: 'public',
    summary: `Questions about ${what}`,
    description: 'Those with an answer first.',
    tags,
    schema: { params: ReviewsIdParams, querystring: PageQuery, response: { 200: QuestionPage } },
    handler: ({ params: { id }, query, viewer }) =>
      browseQuestions(deps, { kind, id, query, viewerId: viewer?.userId ?? null }),
  })
  route(app, {
    method: 'POST',
    url: `${base}/:id/questions`,
    access: 'signed-in',
    idempotent: true,
    problems: [404, 409],
    summary: `Ask about ${what}`,
    description: 'With a confirmed e-mail. Everyone reads question and answer.',
    tags,
    schema: { params: ReviewsIdParams, body: QuestionWrite, response: { 201: Question } },
    handler: async ({ params: { id: listingId }, viewer, body }) => {
      const questionId = await askQuestion(deps, { kind, listingId, viewer, text: body.text })
      return showQuestion(deps, { kind, listingId, questionId, viewerId: viewer.userId })
    },
  })
}

/** What whoever offers something received. */
function inboxRoutes(app: FastifyInstance, deps: ReviewDeps, kind: ListingKind, base: string): void {
  const tag = [kind === 'EXPERIENCE' ? 'Hosts' : 'Sellers']
  const description = 'With `Accept: text/csv` all of them come as a table.'
  route(app, {
    method: 'GET',
    url: `${base}/reviews`,
    access: 'signed-in',
    problems: [404],
    summary: 'Reviews you received, unanswered ones first unless asked otherwise',
    description,
    tags: tag,
    schema: { querystring: ReviewInboxQuery, response: { 200: ReceivedReviewPage } },
    handler(request, reply) {
      const { viewer, query, language } = request
      const page = (of: Partial<typeof query>) =>
        browseReceivedReviews(deps, { kind, userId: viewer.userId, query: { ...query, ...of }, language })
      return wantsCsv(request)
        ? replyWithCsv(
            reply,
            reviewsCsv(language, (from) => page({ cursor: from ?? undefined, limit: csvPageRows })),
          )
        : page({})
    },
  })
  route(app, {
    method: 'GET',
    url: `${base}/questions`,
    access: 'signed-in',
    problems: [404],
    summary: 'Questions you were asked, unanswered ones first unless asked otherwise',
    description,
    tags: tag,
    schema: { querystring: InboxQuery, response: { 200: ReceivedQuestionPage } },
    handler(request, reply) {
      const { viewer, query, language } = request
      const page = (of: Partial<typeof query>) =>
        browseReceivedQuestions(deps, { kind, userId: viewer.userId, query: { ...query, ...of }, language })
      return wantsCsv(request)
        ? replyWithCsv(
            reply,
            questionsCsv(language, (from) => page({ cursor: from ?? undefined, limit: csvPageRows })),
          )
        : page({})
    },
  })
}
