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
export const FindingListQuery = PageQuery
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
export const DeadLetterListQuery = PageQuery
export const DeadLetterIdParams = z.object({ id: Id })
export const DeadLetterReplayed = z.object({ replayed: z.literal(true) }).meta({ id: 'DeadLetterReplayed' })
