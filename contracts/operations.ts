import { z } from 'zod'
import { Id, Instant, PageQuery, page, plainText } from './common.ts'

/** What a check found that should not be. */
export const Finding = z
  .object({
    id: Id,
    /** `GUARANTEE_BROKEN`, `REFUND_FAILED`, `PAYMENT_MISMATCH`, `DISPUTE`, …: docs/operations.md says what to do about each. */
    kind: z.string(),
    /** What it is about: a payment's id, an intent's id, the name of a guarantee. */
    subject: z.string(),
    details: z.record(z.string(), z.unknown()),
    createdAt: Instant,
    resolvedAt: Instant.nullable(),
  })
  .meta({ id: 'Finding' })
export type Finding = z.infer<typeof Finding>
export const FindingPage = page(Finding).meta({ id: 'FindingPage' })
export const FindingListQuery = PageQuery.extend({
  state: z.enum(['open', 'resolved', 'all']).default('open'),
  kind: z
    .string()
    .regex(/^[A-Z_]{2,40}$/)
    .optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
})
export const FindingIdParams = z.object({ id: Id })
export const FindingResolve = z
  .object({
    /** What was done about it; kept in the audit log. */
    note: plainText(1000, 3),
  })
  .strict()
  .meta({ id: 'FindingResolve', example: { note: 'Reembolsado a mano en el panel del proveedor.' } })

/** A job that failed for the last time and waits for a person. */
export const DeadLetter = z
  .object({
    id: Id,
    /** The job's name, e.g. `payments.process-webhook`. */
    queue: z.string(),
    /** What it was to work on. */
    data: z.unknown(),
    /** What its last attempt failed with; null when that is not known. */
    error: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'DeadLetter' })
export const DeadLetterPage = page(DeadLetter).extend({ total: z.int() }).meta({ id: 'DeadLetterPage' })
export const DeadLetterListQuery = PageQuery.extend({
  /** The job's name, or how it begins: `payments.` */
  queue: plainText(100).optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
})
export const DeadLetterIdParams = z.object({ id: Id })
export const DeadLetterDiscard = z
  .object({
    /** Why it will not be tried again; kept in the audit log. */
    reason: plainText(500, 3),
  })
  .strict()
  .meta({ id: 'DeadLetterDiscard', example: { reason: 'La reserva de la que habla ya no existe.' } })
export const DeadLetterDiscarded = z.object({ discarded: z.literal(true) }).meta({ id: 'DeadLetterDiscarded' })
export const DeadLetterReplayed = z.object({ replayed: z.literal(true) }).meta({ id: 'DeadLetterReplayed' })

/** A kind of job as it stands now: what waits, works, failed and was done while that is kept. */
export const JobQueue = z
  .object({
    name: z.string(),
    waiting: z.int(),
    /** Waits for its time: a repeat, or something planned. */
    later: z.int(),
    active: z.int(),
    done: z.int(),
    /** Attempts that failed, of jobs that are still tried or gave up. */
    failed: z.int(),
    lastDoneAt: Instant.nullable(),
    /** How long the oldest that could run has been waiting. */
    lagSeconds: z.number(),
  })
  .meta({ id: 'JobQueue' })
export type JobQueue = z.infer<typeof JobQueue>
export const JobQueueList = z.object({ items: z.array(JobQueue), nextCursor: z.null() }).meta({ id: 'JobQueueList' })
