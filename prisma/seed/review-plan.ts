/** Reviews, votes and questions of the demo: about what was lived or arrived, told by whoever bought it. */
import { reviewEditDays } from '../../contracts/reviews.ts'
import { addSeconds } from '../../backend/src/platform/pure/time.ts'
import { chance, derivedId, pick } from './derived.ts'
import { accountId, guestIds, languageOfGuest } from './people.ts'
import { answers, endings, mixed, openings, questions, type Topic } from './review-texts.ts'

const daySeconds = 86_400
/** Of what can be reviewed. */
const reviewedShare = 0.75
const answeredShare = 0.34
/** Ana and Luis have yet to say something about what they had lately. */
const stillToReviewDays = 25

export interface DemoListing {
  kind: 'EXPERIENCE' | 'PRODUCT'
  id: string
  slug: string
  topic: Topic
  payeeId: string
  payeeUserId: string
}
/** A completed booking or a line that arrived. */
export interface Lived {
  listingId: string
  userId: string
  bookingId: string | null
  orderLineId: string | null
  over: Date
}

/** What of a review the others after it look at. */
interface Said {
  listing_id: string
  user_id: string
  text: string
}
type Row = NonNullable<ReturnType<typeof reviewRow>>

export function planReviews(listings: readonly DemoListing[], lived: readonly Lived[], now: Date) {
  const byId = new Map(listings.map((listing) => [listing.id, listing]))
  const reviews = lived
    .toSorted((a, b) => a.over.getTime() - b.over.getTime())
    .reduce<Row[]>((written, each) => {
      const listing = byId.get(each.listingId)
      const row = listing && wanted(each, written, now) ? reviewRow(listing, each, written, now) : null
      return row && row.created_at < now ? [...written, row] : written
    }, [])
  const votes = reviews.flatMap((review) => votesFor(review, now))
  return {
    reviews: reviews.map((review) => ({
      ...review,
      helpful_count: votes.filter(({ review_id }) => review_id === review.id).length,
    })),
    votes,
    questions: listings.flatMap((listing) => questionRows(listing, now)),
  }
}

const nameOf = ({ bookingId, orderLineId }: Lived) => `review:${bookingId ?? orderLineId}`
const accountsThatReview: ReadonlySet<string> = new Set([accountId('ana'), accountId('luis')])

/** Nobody says it twice about the same thing. */
function wanted(each: Lived, written: readonly Said[], now: Date): boolean {
  if (written.some(({ listing_id, user_id }) => listing_id === each.listingId && user_id === each.userId)) return false
  if (accountsThatReview.has(each.userId)) return addSeconds(each.over, stillToReviewDays * daySeconds) < now
  return chance(nameOf(each)) < reviewedShare
}

function reviewRow(listing: DemoListing, each: Lived, written: readonly Said[], now: Date) {
  const name = nameOf(each)
  const language = languageOfGuest(each.userId)
  const luck = chance(`stars:${name}`)
  const rating = luck < 0.62 ? 5 : luck < 0.91 ? 4 : 3
  const said = written.filter(({ listing_id }) => listing_id === listing.id).map(({ text }) => text)
  const text = textOf(listing, rating, language, said, name)
  if (text === null) return null
  const createdAt = wholeSecond(addSeconds(each.over, Math.round((0.2 + chance(`after:${name}`) * 5) * daySeconds)))
  const answeredAt = wholeSecond(addSeconds(createdAt, Math.round((0.1 + chance(`reply:${name}`) * 2) * daySeconds)))
  const answered = chance(`answer:${name}`) < answeredShare && answeredAt < now
  return {
    id: derivedId(name, createdAt),
    listing_kind: listing.kind,
    listing_id: listing.id,
    payee_id: listing.payeeId,
    user_id: each.userId,
    booking_id: each.bookingId,
    order_line_id: each.orderLineId,
    rating,
    text,
    images: [],
    language,
    answer: answered ? pick(answers[listing.kind][rating === 3 ? 'mixed' : 'good'][language], `said:${name}`) : null,
    answered_at: answered ? answeredAt : null,
    answered_by: answered ? listing.payeeUserId : null,
    helpful_count: 0,
    editable_until: addSeconds(createdAt, reviewEditDays * daySeconds),
    created_at: createdAt,
  }
}

/** Something that nobody has said about this listing yet; null when all of it has been. */
function textOf(
  listing: DemoListing,
  rating: 3 | 4 | 5,
  language: 'es' | 'en',
  said: readonly string[],
  name: string,
): string | null {
  const choices = rating === 3 ? mixed[listing.kind][language] : openings[listing.topic][language]
  const ends = rating === 3 ? [] : endings[listing.kind][rating][language]
  const begun = (opening: string) => said.some((text) => text.startsWith(opening))
  const turned = turn(choices, `text:${name}`)
  const fresh = [...turned.filter((opening) => !begun(opening)), ...turned.filter(begun)]
  // Four stars say what was missing; five say more only sometimes.
  const short = rating === 3 || (rating === 5 && chance(`more:${name}`) < 0.5)
  const longer = fresh.flatMap((opening) => turn(ends, `end:${name}`).map((end) => `${opening} ${end}`))
  return (
    [...(short ? fresh.filter((opening) => !begun(opening)) : []), ...longer].find((text) => !said.includes(text)) ??
    null
  )
}

/** The same list from a place that the name gives. */
function turn<T>(list: readonly T[], name: string): T[] {
  const from = Math.floor(chance(name) * list.length)
  return [...list.slice(from), ...list.slice(0, from)]
}

function votesFor({ id, user_id, created_at }: Row, now: Date) {
  if (chance(`helpful:${id}`) > 0.3) return []
  const most = 1 + Math.floor(chance(`votes:${id}`) * 4)
  return guestIds
    .filter((userId) => userId !== user_id && chance(`vote:${id}:${userId}`) < most / guestIds.length)
    .map((userId) => ({
      review_id: id,
      user_id: userId,
      created_at: midway(created_at, now, `vote-at:${id}:${userId}`),
    }))
}

/** About half of the listings are asked something; most of it is answered. */
function questionRows(listing: DemoListing, now: Date) {
  const name = `question:${listing.slug}@${now.toISOString()}`
  if (chance(name) < 0.45) return []
  const [text, answer] = pick(questions[listing.topic], `which:${listing.slug}`)
  const asked = wholeSecond(addSeconds(now, -Math.round((2 + chance(`asked:${name}`) * 40) * daySeconds)))
  const answered = chance(`replied:${name}`) < 0.85
  return [
    {
      id: derivedId(name, asked),
      listing_kind: listing.kind,
      listing_id: listing.id,
      payee_id: listing.payeeId,
      user_id: pick(
        guestIds.filter((id) => languageOfGuest(id) === 'es'),
        `who:${name}`,
      ),
      text,
      answer: answered ? answer : null,
      answered_at: answered ? midway(asked, addSeconds(asked, 2 * daySeconds), `at:${name}`) : null,
      answered_by: answered ? listing.payeeUserId : null,
      created_at: asked,
    },
  ]
}

const wholeSecond = (date: Date) => new Date(Math.floor(date.getTime() / 1000) * 1000)
const midway = (from: Date, until: Date, name: string) =>
  wholeSecond(new Date(from.getTime() + chance(name) * (until.getTime() - from.getTime())))
