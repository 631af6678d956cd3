import { z } from 'zod'
import { Id, Instant, Language, PageQuery, page, plainText } from './common.ts'
import { ShownPicture } from './media.ts'

export const ListingKind = z.enum(['EXPERIENCE', 'PRODUCT'])
export type ListingKind = z.infer<typeof ListingKind>

export const Rating = z.int().min(1).max(5)
export const mostReviewPictures = 6
/** A review may be changed for this long. */
export const reviewEditDays = 30

const ReviewText = plainText(4000, 3)
const ReviewPictures = z
  .array(Id)
  .max(mostReviewPictures)
  .refine((ids) => new Set(ids).size === ids.length, 'each picture at most once')

/** What a review or question is about, as a line that leads there. */
export const ListingRef = z
  .object({ kind: ListingKind, id: Id, slug: z.string(), title: z.string(), image: z.string().nullable() })
  .meta({ id: 'ListingRef' })
export type ListingRef = z.infer<typeof ListingRef>

/** What whoever offers the listing says to it. */
export const PublicAnswer = z.object({ text: z.string(), at: Instant, by: z.string() }).meta({ id: 'PublicAnswer' })
export type PublicAnswer = z.infer<typeof PublicAnswer>

export const Review = z
  .object({
    id: Id,
    rating: Rating,
    text: z.string(),
    /** What it was written in. */
    language: Language,
    pictures: z.array(ShownPicture.omit({ alt: true })),
    /** First name and initial. */
    author: z.object({ name: z.string() }),
    answer: PublicAnswer.nullable(),
    helpfulCount: z.int(),
    /** Whether whoever asks found it helpful. */
    foundHelpful: z.boolean(),
    /** Whether whoever asks wrote it. */
    mine: z.boolean(),
    createdAt: Instant,
    editedAt: Instant.nullable(),
  })
  .meta({ id: 'Review' })
export type Review = z.infer<typeof Review>

export const reviewSorts = ['recent', 'helpful', 'rating', '-rating'] as const
export const ReviewListQuery = PageQuery.extend({
  /** `rating` begins with the best, `-rating` with the worst. */
  sort: z.enum(reviewSorts).default('recent'),
  /** Only those with this many stars. */
  stars: z.coerce.number().int().min(1).max(5).optional(),
})
export type ReviewListQuery = z.infer<typeof ReviewListQuery>
/** Over all reviews of the listing, whatever the filter. */
export const RatingSummary = z
  .object({
    average: z.number().nullable(),
    count: z.int(),
    /** How many gave one star, two, … five. */
    histogram: z.array(z.int()).length(5),
  })
  .meta({ id: 'RatingSummary' })
export type RatingSummary = z.infer<typeof RatingSummary>
export const ReviewPage = page(Review).extend({ summary: RatingSummary }).meta({ id: 'ReviewPage' })
export type ReviewPage = z.infer<typeof ReviewPage>

/** About a completed booking or a delivered line of an order: exactly one of the two. */
export const ReviewWrite = z
  .object({
    bookingId: Id.optional(),
    orderLineId: Id.optional(),
    rating: Rating,
    text: ReviewText,
    imageIds: ReviewPictures.optional(),
  })
  .strict()
  .refine(({ bookingId, orderLineId }) => (bookingId === undefined) !== (orderLineId === undefined), {
    message: 'name a booking or a line of an order',
    path: ['bookingId'],
  })
  .meta({ id: 'ReviewWrite' })
export type ReviewWrite = z.infer<typeof ReviewWrite>
/** `imageIds` replaces the pictures; absent leaves them as they are. */
export const ReviewPatch = z
  .object({ rating: Rating.optional(), text: ReviewText.optional(), imageIds: ReviewPictures.optional() })
  .strict()
  .meta({ id: 'ReviewPatch' })
export type ReviewPatch = z.infer<typeof ReviewPatch>

/** One's own review, with what it is about and how long it may be changed. */
export const OwnReview = Review.extend({
  listing: ListingRef,
  bookingId: Id.nullable(),
  orderLineId: Id.nullable(),
  editableUntil: Instant,
  /** Taken down by staff: nobody else sees it. */
  hidden: z.boolean(),
  /** The pictures' ids, in their order. */
  imageIds: z.array(Id),
}).meta({ id: 'OwnReview' })
export type OwnReview = z.infer<typeof OwnReview>
export const OwnReviewPage = page(OwnReview).meta({ id: 'OwnReviewPage' })

/** What one was at or received and has not reviewed yet. */
export const Reviewable = z
  .object({
    bookingId: Id.nullable(),
    orderLineId: Id.nullable(),
    code: z.string(),
    listing: ListingRef,
    /** When the booking was over, or the order delivered. */
    at: Instant,
  })
  .meta({ id: 'Reviewable' })
export type Reviewable = z.infer<typeof Reviewable>
export const ReviewablePage = page(Reviewable).meta({ id: 'ReviewablePage' })

export const AnswerWrite = z
  .object({ text: plainText(2000, 2) })
  .strict()
  .meta({ id: 'AnswerWrite' })
export const HelpfulState = z.object({ helpfulCount: z.int(), foundHelpful: z.boolean() }).meta({ id: 'HelpfulState' })
export type HelpfulState = z.infer<typeof HelpfulState>

export const Question = z
  .object({
    id: Id,
    text: z.string(),
    author: z.object({ name: z.string() }),
    answer: PublicAnswer.nullable(),
    mine: z.boolean(),
    createdAt: Instant,
  })
  .meta({ id: 'Question' })
export type Question = z.infer<typeof Question>
/** Answered ones first, each newest first. */
export const QuestionPage = page(Question).meta({ id: 'QuestionPage' })
export type QuestionPage = z.infer<typeof QuestionPage>
export const QuestionWrite = z
  .object({ text: plainText(600, 5) })
  .strict()
  .meta({ id: 'QuestionWrite' })

/** `open` begins with what waits for an answer, each part newest first. */
export const inboxSorts = ['open', 'newest', 'oldest'] as const
/** What whoever offers something has to answer. */
export const InboxQuery = PageQuery.extend({
  answered: z.enum(['true', 'false']).optional(),
  sort: z.enum(inboxSorts).default('open'),
})
export type InboxQuery = z.infer<typeof InboxQuery>
/** Of reviews by their stars too: the worst first is where an answer helps most. */
export const reviewInboxSorts = [...inboxSorts, 'worst', 'best'] as const
export const ReviewInboxQuery = InboxQuery.extend({
  sort: z.enum(reviewInboxSorts).default('open'),
  stars: z.coerce.number().int().min(1).max(5).optional(),
})
export type ReviewInboxQuery = z.infer<typeof ReviewInboxQuery>
export const ReceivedReview = Review.extend({ listing: ListingRef, code: z.string() }).meta({ id: 'ReceivedReview' })
export type ReceivedReview = z.infer<typeof ReceivedReview>
export const ReceivedReviewPage = page(ReceivedReview)
  .extend({ unanswered: z.int() })
  .meta({ id: 'ReceivedReviewPage' })
export type ReceivedReviewPage = z.infer<typeof ReceivedReviewPage>
export const ReceivedQuestion = Question.extend({ listing: ListingRef }).meta({ id: 'ReceivedQuestion' })
export type ReceivedQuestion = z.infer<typeof ReceivedQuestion>
export const ReceivedQuestionPage = page(ReceivedQuestion)
  .extend({ unanswered: z.int() })
  .meta({ id: 'ReceivedQuestionPage' })
export type ReceivedQuestionPage = z.infer<typeof ReceivedQuestionPage>

export const ReviewsIdParams = z.object({ id: Id })
