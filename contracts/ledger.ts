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
export const StatementQuery = PageQuery.extend({
  /** YYYY-MM in Oaxaca's time; default this month. */
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
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
