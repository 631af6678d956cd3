/**
 * What looks like a guard and is none, and what stands twice: with each, why. `npm run authz:mutants` says so in its report, and
 * fails where an entry is about nothing any more.
 */
import type { Guard } from './find-guards.ts'

export interface NoGuard {
  why: string
  fits(guard: Pick<Guard, 'file' | 'text' | 'within'>): boolean
}

const inFile = (name: RegExp, why: string, more: { text?: RegExp; within?: RegExp } = {}): NoGuard => ({
  why,
  fits: ({ file, text, within }) =>
    name.test(file) && (more.text?.test(text) ?? true) && (more.within?.test(within) ?? true),
})

export const noGuards: readonly NoGuard[] = [
  inFile(
    /staff\/(case-files|case-list|person-file|payment-file|staff)\.queries/,
    'which rows a file of staff’s is about: they may read all',
  ),
  inFile(
    /personal-data\.repository/,
    'which words are struck from the person’s own rows: with words of others, more of their own would be',
    { within: /^traces$/ },
  ),
  inFile(/identity\/second-factor\.repository/, 'one session, by its number or its token', { within: /^markShown$/ }),
  inFile(/discount\.rules/, 'which lines of a basket a code is for: no matter of persons'),
  inFile(/case(s|-list|-files)?\.queries/, 'which rows a case of staff’s is about: they may read all'),
  inFile(/identity\/staff\.rules/, 'whether an administrator would be the last: of whomever it is about', {
    text: /^target\.role/,
  }),
  inFile(
    /(media|messages|partners|reviews|checkouts|moderation)\.repository|baskets\.queries|announce\.ts/,
    'how many there are already, towards a limit of one’s own: nothing of others is read or written',
    {
      within:
        /^(usageOf|writtenSince|begunSince|countTeam|countRecentQuestions|liveUses|freeOrdinal|discount|announce|countReportsToday)$/,
    },
  ),
  inFile(/product-list\.queries/, 'the public catalogue, looked through by workshop', { within: /^conditions$/ }),
  inFile(/identity\/identity\.repository/, 'a row made in the same transaction; only the seed makes people so', {
    within: /^insertUser$/,
  }),
  inFile(
    /identity\/auth\.routes/,
    'whoever is banned was refused a step before: this adds until when, and how to appeal',
    { text: /ACCOUNT_BANNED/ },
  ),
  inFile(
    /schedules\/waitlist\.repository/,
    'whoever waits and comes by themselves: without it the line is served first, and what they are offered becomes their hold',
    { within: /^nobodyAhead$/ },
  ),
  inFile(
    /partners\/profiles\.routes|payouts\/payouts\.routes/,
    'whether an owner showed a while ago who they are: nobody of the matrix is such an owner, people-files.test.ts has one',
    { text: /assertProved/ },
  ),
  inFile(/http\/access\.ts/, 'which of two refusals staff are told who showed no second factor yet', {
    text: /withheldRole/,
  }),
  inFile(
    /messages\/threads\.queries/,
    'no request asks it: the mail about what waits does (messages.test.ts holds it)',
    {
      within: /^findWaiting$/,
    },
  ),
  inFile(
    /partners\/acting\.queries/,
    'no request asks it: notifications find the colleagues of whom they are for (teams.test.ts holds it)',
    { text: /ownerUserId/ },
  ),
]

/** What a route declares, asked again by the rule on rows that are locked: either alone may go unnoticed. */
export const doubledRoutes: readonly { why: string; fits(route: string): boolean }[] = [
  {
    why: 'whoever lost the role since is refused by identity/staff.rules under lock: that holds for whoever never had it',
    fits: (route) =>
      /^(POST \/api\/v1\/admin\/users\/\{id\}\/(ban|unban)|PUT \/api\/v1\/admin\/users\/\{id\}\/role)$/.test(route),
  },
]
/** Asked twice, so that either alone may go unnoticed: with each, what asks the same. */
export const doubled: readonly NoGuard[] = [
  inFile(
    /identity\/staff\.rules/,
    'what the role alone decides, the declared access of the route decided before (staff.rules.test.ts holds the table)',
    { text: /^actor\.role (=== 'moderator'|!== 'admin')/ },
  ),
  inFile(
    /identity\/identity\.(queries|repository)/,
    'the number of the session comes from the session that is asking: it is theirs',
    { within: /^(findProof|setProved)$/ },
  ),
  inFile(
    /identity\/(ban-user|change-role)/,
    'nobody with a session is without a row, but for the moment between the two',
    { text: /^if \(!actor\)/ },
  ),
  inFile(
    /identity\/(me\.routes|step-up)/,
    'nobody with a session is without a row, but for the moment between the two',
    { text: /^if \(!(user|found)\)/ },
  ),
  inFile(/insights\/dashboards\.queries/, 'a row of a whole business has the business’s own id as its listing', {
    within: /^dailyFigures$/,
  }),
  inFile(
    /insights\/dashboards\.queries/,
    'the best are chosen among the business’s own days before (`best`), and those name its own listings',
    { within: /^bestListings$/, text: /^[ep]\./ },
  ),
  inFile(
    /payouts\/payouts\.repository/,
    'a booking or order is owed to one payee: whose account it stands on, and whose subject it is, say the same',
    { within: /^dueCents$/ },
  ),
  inFile(/bookings\/move-slot/, 'schedules/slotsOfDay chose the times among the host’s own', {
    within: /^closeSlots$/,
  }),
  inFile(/experiences\/experiences\.repository/, 'findListing, next in the transaction, finds the host’s own alone', {
    within: /^lockListing$/,
  }),
  inFile(/schedules\/guest\.queries/, 'answerOffer refused another’s booking just before', { within: /^findOffer$/ }),
  inFile(/partners\/apply\.ts/, 'lockOwn, next, finds the person’s own alone: here is only asked if drafts wait', {
    within: /^submitApplication$/,
    text: /^where userId/,
  }),
  inFile(/messages\/messages\.repository/, 'who blocked whom is looked at again in what was found', {
    within: /^blocksBetween$/,
    text: /^blocker_id/,
  }),
  inFile(/privacy\/privacy\.repository/, 'findDue chose those whose day has come; under lock it is asked again', {
    within: /^lockDue$/,
  }),
  inFile(/payouts\/payouts\.repository/, 'looked up only for open subjects, and those are the payee’s own', {
    within: /^settledSubjects$/,
  }),
  inFile(/products\/products\.repository/, 'changeKnown, next, locks it as the seller’s own alone', {
    within: /^findOwnProductId$/,
  }),
  inFile(
    /checkout\/checkouts\.repository/,
    'what it finds is answered as the person’s own alone, so another’s is not',
    {
      within: /^findLiveCheckout$/,
    },
  ),
]
