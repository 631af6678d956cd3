/** Every write on reviews, their votes and questions. */
import type { ListingKind } from '../../../../contracts/reviews.ts'
import type { Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'

export interface LockedReview {
  id: string
  listingKind: ListingKind
  listingId: string
  payeeId: string
  userId: string
  rating: number
  images: string[]
  answered: boolean
  hidden: boolean
  /** By the database's clock. */
  editable: boolean
}

export async function lockReview(tx: Tx, id: string): Promise<LockedReview | null> {
  const [row] = await tx.$queryRaw<LockedReview[]>`
    SELECT id, listing_kind::text AS "listingKind", listing_id AS "listingId", payee_id AS "payeeId", user_id AS "userId", rating, images,
      answer IS NOT NULL AS answered, hidden_at IS NOT NULL AS hidden, editable_until > app_now() AS editable
    FROM reviews WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return row ?? null
}

export interface NewReview {
  listingKind: ListingKind
  listingId: string
  payeeId: string
  userId: string
  bookingId: string | null
  orderLineId: string | null
  rating: number
  text: string
  images: string[]
  language: string
  editDays: number
}

/** Null when there is one about the same booking or line already. */
export async function insertReview(tx: Tx, review: NewReview): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO reviews (id, listing_kind, listing_id, payee_id, user_id, booking_id, order_line_id, rating, text, images, language, editable_until, created_at)
    VALUES (${newId()}::uuid, ${review.listingKind}::"ListingKind", ${review.listingId}::uuid, ${review.payeeId}::uuid, ${review.userId}::uuid,
      ${review.bookingId}::uuid, ${review.orderLineId}::uuid, ${review.rating}, ${review.text}, ${review.images}::text[], ${review.language},
      app_now() + make_interval(days => ${review.editDays}::int), app_now())
    ON CONFLICT DO NOTHING RETURNING id`
  return row?.id ?? null
}

/** The caller holds the review's lock. */
export async function updateReview(
  tx: Tx,
  id: string,
  change: { rating: number; text: string | null; images: string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE reviews SET rating = ${change.rating}, text = coalesce(${change.text}, text), images = ${change.images}::text[], edited_at = app_now()
    WHERE id = ${id}::uuid`
}

/** The caller holds the review's lock. The first answer's moment stays when it is edited. */
export async function answerReviewRow(tx: Tx, id: string, answer: { text: string; by: string }): Promise<void> {
  await tx.$executeRaw`
    UPDATE reviews SET answer = ${answer.text}, answered_by = ${answer.by}::uuid, answered_at = coalesce(answered_at, app_now())
    WHERE id = ${id}::uuid`
}

/** The caller holds the review's lock. */
export async function setReviewHidden(tx: Tx, id: string, hidden: boolean): Promise<void> {
  await tx.$executeRaw`UPDATE reviews SET hidden_at = CASE WHEN ${hidden} THEN app_now() END WHERE id = ${id}::uuid`
}

/** The vote and its count in one statement: whoever votes twice counts once. */
export async function castVote(tx: Tx, reviewId: string, userId: string): Promise<void> {
  await tx.$executeRaw`
    WITH voted AS (
      INSERT INTO review_votes (review_id, user_id, created_at) VALUES (${reviewId}::uuid, ${userId}::uuid, app_now())
      ON CONFLICT DO NOTHING RETURNING review_id
    )
    UPDATE reviews r SET helpful_count = r.helpful_count + 1 FROM voted WHERE r.id = voted.review_id`
}

export async function withdrawVote(tx: Tx, reviewId: string, userId: string): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM review_votes WHERE review_id = ${reviewId}::uuid AND user_id = ${userId}::uuid RETURNING review_id
    )
    UPDATE reviews r SET helpful_count = r.helpful_count - 1 FROM gone WHERE r.id = gone.review_id`
}

/** One after the other, per person: two at the same moment must not both be the last that is allowed. */
export async function countRecentQuestions(
  tx: Tx,
  asked: { userId: string; listingId: string },
): Promise<{ today: number; waiting: number }> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`question:${asked.userId}`}, 0))`
  const [row] = await tx.$queryRaw<{ today: number; waiting: number }[]>`
    SELECT count(*) FILTER (WHERE created_at > app_now() - interval '1 day')::int AS today,
      count(*) FILTER (WHERE listing_id = ${asked.listingId}::uuid AND answer IS NULL AND hidden_at IS NULL)::int AS waiting
    FROM questions WHERE user_id = ${asked.userId}::uuid`
  return row ?? { today: 0, waiting: 0 }
}

export async function insertQuestion(
  tx: Tx,
  question: { listingKind: ListingKind; listingId: string; payeeId: string; userId: string; text: string },
): Promise<string> {
  const id = newId()
  await tx.$executeRaw`
    INSERT INTO questions (id, listing_kind, listing_id, payee_id, user_id, text, created_at)
    VALUES (${id}::uuid, ${question.listingKind}::"ListingKind", ${question.listingId}::uuid, ${question.payeeId}::uuid, ${question.userId}::uuid,
      ${question.text}, app_now())`
  return id
}

export interface LockedQuestion {
  id: string
  listingKind: ListingKind
  listingId: string
  payeeId: string
  userId: string
  answered: boolean
  hidden: boolean
}

export async function lockQuestion(tx: Tx, id: string): Promise<LockedQuestion | null> {
  const [row] = await tx.$queryRaw<LockedQuestion[]>`
    SELECT id, listing_kind::text AS "listingKind", listing_id AS "listingId", payee_id AS "payeeId", user_id AS "userId",
      answer IS NOT NULL AS answered, hidden_at IS NOT NULL AS hidden
    FROM questions WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return row ?? null
}

/** The caller holds the question's lock. */
export async function answerQuestionRow(tx: Tx, id: string, answer: { text: string; by: string }): Promise<void> {
  await tx.$executeRaw`
    UPDATE questions SET answer = ${answer.text}, answered_by = ${answer.by}::uuid, answered_at = coalesce(answered_at, app_now())
    WHERE id = ${id}::uuid`
}

/** False when there is none, or it is so already. */
export async function setQuestionHidden(tx: Tx, id: string, hidden: boolean): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE questions SET hidden_at = CASE WHEN ${hidden} THEN app_now() END
    WHERE id = ${id}::uuid AND (hidden_at IS NULL) = ${hidden}`
  return moved === 1
}
