import { z } from 'zod'
import { Id, Instant, PageQuery, page, plainText } from './common.ts'

/** PROFILE is the id of a host, of a workshop, or of a person. */
export const ReportedKind = z.enum(['EXPERIENCE', 'PRODUCT', 'REVIEW', 'QUESTION', 'MESSAGE', 'PROFILE'])
export type ReportedKind = z.infer<typeof ReportedKind>
export const ReportReason = z.enum(['SPAM', 'OFFENSIVE', 'FRAUD', 'UNSAFE', 'PRIVACY', 'OTHER'])
export type ReportReason = z.infer<typeof ReportReason>
/**
 * KEEP leaves it. HIDE takes it out of sight. WARN only says so to the person. SUSPEND also ends the person's sessions,
 * until a moment or for good, and takes out of sight what it is about (a profile goes and comes back with the suspension).
 */
export const DecisionAction = z.enum(['KEEP', 'HIDE', 'WARN', 'SUSPEND'])
export type DecisionAction = z.infer<typeof DecisionAction>
export const AppealStatus = z.enum(['NONE', 'OPEN', 'UPHELD', 'OVERTURNED'])
export type AppealStatus = z.infer<typeof AppealStatus>

const content = { contentKind: ReportedKind, contentId: Id }

export const ReportWrite = z
  .object({ ...content, reason: ReportReason, note: plainText(1000).default('') })
  .strict()
  .meta({ id: 'ReportWrite' })
export type ReportWrite = z.infer<typeof ReportWrite>
export const ReportReceipt = z
  .object({ id: Id, ...content, reason: ReportReason, note: z.string(), createdAt: Instant })
  .meta({ id: 'ReportReceipt' })
export type ReportReceipt = z.infer<typeof ReportReceipt>

/** Some content as text: what was written, and what it belongs to. */
export const ContentCopy = z
  .object({
    /** A title, a name, or who wrote to whom about what. */
    title: z.string(),
    text: z.string(),
    pictures: z.array(z.string()),
    rating: z.int().nullable(),
    hidden: z.boolean(),
    /** Where it stands: the listing of a review or question, the subject of a thread. */
    about: z.object({ kind: z.string(), id: Id, title: z.string() }).nullable(),
  })
  .meta({ id: 'ContentCopy' })
export type ContentCopy = z.infer<typeof ContentCopy>

const Person = z.object({ id: Id, name: z.string() })

export const CaseListQuery = PageQuery.extend({
  contentKind: ReportedKind.optional(),
  /** By the first report: those that wait longest, or the latest. */
  sort: z.enum(['oldest', 'newest']).default('oldest'),
})
/** All open reports of one thing; the longest waiting first. */
export const CaseCard = z
  .object({
    ...content,
    /** Null when the content itself is gone. */
    title: z.string().nullable(),
    reportedUser: Person.nullable(),
    reports: z.int(),
    reasons: z.array(ReportReason),
    firstReportedAt: Instant,
    lastReportedAt: Instant,
  })
  .meta({ id: 'CaseCard' })
export type CaseCard = z.infer<typeof CaseCard>
export const CasePage = page(CaseCard).extend({ open: z.int(), appeals: z.int() }).meta({ id: 'CasePage' })
export type CasePage = z.infer<typeof CasePage>
export const CaseParams = z.object({ kind: ReportedKind, id: Id })

export const Decision = z
  .object({
    id: Id,
    ...content,
    action: DecisionAction,
    reason: z.string(),
    until: Instant.nullable(),
    decidedBy: Person,
    createdAt: Instant,
    appeal: z.object({
      status: AppealStatus,
      text: z.string().nullable(),
      at: Instant.nullable(),
      answer: z.string().nullable(),
      decidedBy: Person.nullable(),
      decidedAt: Instant.nullable(),
    }),
  })
  .meta({ id: 'Decision' })
export type Decision = z.infer<typeof Decision>

export const CaseReport = z
  .object({
    id: Id,
    reporter: Person,
    reason: ReportReason,
    note: z.string(),
    /** The content as it was when this was reported. */
    was: ContentCopy.nullable(),
    decisionId: Id.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'CaseReport' })
export type CaseReport = z.infer<typeof CaseReport>

/** What staff know of whoever made the content. */
export const PersonHistory = z
  .object({
    id: Id,
    name: z.string(),
    role: z.string(),
    since: Instant,
    banned: z.boolean(),
    banExpires: Instant.nullable(),
    reports: z.int(),
    decisions: z.array(Decision),
  })
  .meta({ id: 'PersonHistory' })
export type PersonHistory = z.infer<typeof PersonHistory>

export const ModerationCase = z
  .object({
    ...content,
    open: z.boolean(),
    /** As it is now; null when it is gone. */
    is: ContentCopy.nullable(),
    reports: z.array(CaseReport),
    /** What stands around it: of a message, those before and after it. */
    context: z.array(z.object({ by: z.string(), text: z.string(), at: Instant, reported: z.boolean() })),
    person: PersonHistory.nullable(),
    decisions: z.array(Decision),
  })
  .meta({ id: 'ModerationCase' })
export type ModerationCase = z.infer<typeof ModerationCase>

export const DecisionWrite = z
  .object({
    ...content,
    action: DecisionAction,
    /** Shown to the person. */
    reason: plainText(1000, 3),
    /** With SUSPEND only; absent suspends without an end. */
    until: Instant.optional(),
  })
  .strict()
  .meta({ id: 'DecisionWrite' })
export type DecisionWrite = z.infer<typeof DecisionWrite>
export const DecisionListQuery = PageQuery.extend({
  /** Only decisions about this person. */
  userId: Id.optional(),
  /** `OPEN`: the appeals that wait. */
  appeal: AppealStatus.optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
})
export type DecisionListQuery = z.infer<typeof DecisionListQuery>
export const DecisionPage = page(Decision).meta({ id: 'DecisionPage' })
export type DecisionPage = z.infer<typeof DecisionPage>

export const AppealDecision = z
  .object({ outcome: z.enum(['UPHELD', 'OVERTURNED']), answer: plainText(1000, 3) })
  .strict()
  .meta({ id: 'AppealDecision' })
export type AppealDecision = z.infer<typeof AppealDecision>

/** A decision as the person it is about sees it: not who took it. */
export const OwnDecision = z
  .object({
    id: Id,
    ...content,
    /** What it is about, in the person's own words; null when it is gone. */
    title: z.string().nullable(),
    action: DecisionAction,
    reason: z.string(),
    until: Instant.nullable(),
    createdAt: Instant,
    mayAppeal: z.boolean(),
    appeal: z.object({
      status: AppealStatus,
      text: z.string().nullable(),
      at: Instant.nullable(),
      answer: z.string().nullable(),
      decidedAt: Instant.nullable(),
    }),
  })
  .meta({ id: 'OwnDecision' })
export type OwnDecision = z.infer<typeof OwnDecision>
export const OwnDecisionPage = page(OwnDecision).meta({ id: 'OwnDecisionPage' })
export type OwnDecisionPage = z.infer<typeof OwnDecisionPage>
export const AppealWrite = z
  .object({ text: plainText(2000, 10) })
  .strict()
  .meta({ id: 'AppealWrite' })

/** From the mail about a suspension, or with `ACCOUNT_BANNED`. */
export const AppealLink = z
  .object({ token: z.string().min(1).max(300) })
  .strict()
  .meta({ id: 'AppealLink' })
export const AppealByLink = AppealLink.extend({ text: plainText(2000, 10) })
  .strict()
  .meta({ id: 'AppealByLink' })
/** All that the link opens. Null decision: the suspension came from no case; it can be appealed all the same. */
export const Suspension = z
  .object({
    banned: z.boolean(),
    reason: z.string().nullable(),
    until: Instant.nullable(),
    decision: OwnDecision.nullable(),
    mayAppeal: z.boolean(),
  })
  .meta({ id: 'Suspension' })
export type Suspension = z.infer<typeof Suspension>

export const ModerationIdParams = z.object({ id: Id })
