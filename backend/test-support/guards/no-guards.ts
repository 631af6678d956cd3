/** What looks like a guard and is none, and what stands twice: with each, why. */
import type { Guard } from './find-guards.ts'

interface NoGuard {
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
    'what goes with a person who leaves: a job asks it when the day has come, no request does (privacy.test.ts ends accounts)',
    { within: /^(forget|traces)$/ },
  ),
  inFile(/privacy\.repository/, 'whose account ends: only the job that ends accounts asks it', {
    within: /^(lockDue|postponeClosure|markClosed)$/,
  }),
  inFile(/discount\.rules/, 'which lines of a basket a code is for: no matter of persons'),
  inFile(/case(s|-list|-files)?\.queries/, 'which rows a case of staff’s is about: they may read all'),
  inFile(/identity\/staff\.rules/, 'whether an administrator would be the last: of whomever it is about', {
    text: /^target\.role/,
  }),
  inFile(
    /(media|partners|reviews|checkouts|moderation)\.repository|baskets\.queries|announce\.ts/,
    'how many there are already, towards a limit of one’s own: nothing of others is read or written',
    { within: /^(usageOf|countTeam|countRecentQuestions|liveUses|freeOrdinal|discount|announce|countReportsToday)$/ },
  ),
]

/** Asked twice, so that either alone may go unnoticed: by the route, and by the rule on rows that are locked. */
export const doubled: readonly NoGuard[] = [
  inFile(
    /^(POST \/api\/v1\/admin\/users\/\{id\}\/(ban|unban)|PUT \/api\/v1\/admin\/users\/\{id\}\/role): /,
    'whoever lost the role since is refused by identity/staff.rules under lock: that holds for whoever never had it',
  ),
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
]
export const isDoubled = (guard: Parameters<NoGuard['fits']>[0]): boolean => doubled.some((one) => one.fits(guard))
