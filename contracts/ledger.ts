import { z } from 'zod'
import { Id, Instant, PageQuery, page } from './common.ts'

/** Centavos that may be negative: what a line of a statement adds to the balance. */
export const SignedMoney = z.object({ amount: z.int(), currency: z.literal('MXN') }).meta({ id: 'SignedMoney' })

/** One line of a payee's statement; only the ledger makes it. */
export const StatementLine = z
  .object({
    id: z.string(),
    at: Instant,
    /** PRICE, DISCOUNT, SHIPPING, COMMISSION, REFUND, TRANSFER, REVERSAL, … */
    purpose: z.string(),
    text: z.string(),
    subjectType: z.string(),
    subjectId: Id,
    /** The order's or booking's code. */
    code: z.string().nullable(),
    amount: SignedMoney,
    balance: SignedMoney,
  })
  .meta({ id: 'StatementLine' })
export type StatementLine = z.infer<typeof StatementLine>
/** What a line is about: what was sold, what of it is ours, what went back to buyers, what was sent to the payee. */
export const statementKinds = ['SALES', 'COMMISSION', 'REFUNDS', 'TRANSFERS'] as const
export type StatementKind = (typeof statementKinds)[number]
export const statementSorts = ['oldest', 'newest'] as const
export type StatementSort = (typeof statementSorts)[number]
export const StatementQuery = PageQuery.extend({
  /** YYYY-MM in Oaxaca's time; default this month. */
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  kind: z.enum(statementKinds).optional(),
  sort: z.enum(statementSorts).default('oldest'),
})
export const PrintedStatementQuery = StatementQuery.pick({ month: true })
export const StatementPage = page(StatementLine)
  .extend({
    month: z.string(),
    opening: SignedMoney,
    closing: SignedMoney,
  })
  .meta({ id: 'StatementPage' })
export type StatementPage = z.infer<typeof StatementPage>
