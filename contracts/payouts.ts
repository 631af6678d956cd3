import { z } from 'zod'
import { Id, Instant, Money, PageQuery, page } from './common.ts'
import { SignedMoney } from './ledger.ts'

/** A payee's account at the provider, as far as it matters to them. */
export const PayoutAccount = z
  .object({
    /** NONE: not begun; INCOMPLETE: the provider needs more; ACTIVE: transfers arrive; RESTRICTED: the provider stopped them. */
    state: z.enum(['NONE', 'INCOMPLETE', 'ACTIVE', 'RESTRICTED']),
    requirementsDue: z.array(z.string()),
    transfersEnabled: z.boolean(),
    payoutsEnabled: z.boolean(),
    /** Earned and not yet sent; negative is a debt. */
    balance: SignedMoney,
    /** Due now: delivered or visited, and the window over. */
    due: Money,
    checkedAt: Instant.nullable(),
  })
  .meta({ id: 'PayoutAccount' })
export type PayoutAccount = z.infer<typeof PayoutAccount>
export const OnboardingLink = z.object({ url: z.url(), expiresAt: Instant }).meta({ id: 'OnboardingLink' })
export const Transfer = z
  .object({
    id: Id,
    subjectType: z.enum(['order', 'booking']),
    subjectId: Id,
    code: z.string().nullable(),
    status: z.enum(['DUE', 'SUBMITTING', 'UNKNOWN', 'SUCCEEDED', 'FAILED']),
    amount: Money,
    reversed: Money,
    createdAt: Instant,
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'Transfer' })
export type Transfer = z.infer<typeof Transfer>
export const TransferPage = page(Transfer).meta({ id: 'TransferPage' })
export type TransferPage = z.infer<typeof TransferPage>
/** Not gone yet, arrived, or refused by the provider. */
export const transferStates = ['WAITING', 'SENT', 'FAILED'] as const
export type TransferState = (typeof transferStates)[number]
export const transferSorts = ['newest', 'oldest', 'largest'] as const
export type TransferSort = (typeof transferSorts)[number]
export const TransferListQuery = PageQuery.extend({
  state: z.enum(transferStates).optional(),
  sort: z.enum(transferSorts).default('newest'),
})
