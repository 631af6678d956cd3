/** The door of payouts: accounts of sellers and hosts, their shares on the way to them and, after refunds, back. */
import { handleJob } from '../../platform/jobs.ts'
import type { Module } from '../../platform/module.ts'
import type { Payments } from '../payments/index.ts'
import { beginOnboarding, readAccount, refreshAccount } from './connect-account.ts'
import type { Payee, PayoutDeps } from './deps.ts'
import { payOut, submitTransfer } from './pay-out.ts'
import { payoutGuarantees } from './payouts.guarantees.ts'
import { comparePayoutsJob, payOutJob, submitReversalJob, submitTransferJob, takeBackJob } from './payouts.jobs.ts'
import { dueCents, findAccount, findTransferByProviderId, hasTransfer, hoursAgo } from './payouts.repository.ts'
import { payoutRoutes } from './payouts.routes.ts'
import { payoutsPersonalData } from './personal-data.repository.ts'
import { comparePayouts, type PayoutsCompared, reconcilePayouts } from './reconcile-payouts.ts'
import { submitReversal, takeBack } from './take-back.ts'

export interface Payouts extends Module {
  beginOnboarding(payee: Payee, path?: string): ReturnType<typeof beginOnboarding>
  readAccount(payee: Payee): ReturnType<typeof readAccount>
  /** What the schedule does: what is in doubt is asked about, what is overpaid comes back, what is due goes out. */
  payOut(): Promise<{ planned: number }>
  /** What is due to a payee now and what they earned so far, in centavos, and whether it can be sent. */
  moneyOf(payee: Pick<Payee, 'kind' | 'id'>): Promise<{ dueCents: number; balanceCents: number; canBePaid: boolean }>
  submitTransfer(transferId: string): Promise<void>
  takeBack(subject: { subjectType: string; subjectId: string }): Promise<string | null>
  submitReversal(reversalId: string): Promise<void>
  compareWithProvider(since: Date): Promise<PayoutsCompared>
}

export interface PayoutsOptions extends PayoutDeps {
  payments: Pick<Payments, 'listenTo'>
}

const payOutEverySeconds = 300
const compareHours = 48

export function createPayouts({ payments, ...deps }: PayoutsOptions): Payouts {
  payments.listenTo('account.updated', (accountId) => refreshAccount(deps, accountId))
  // A reversal made by hand at the provider is looked for like every other difference.
  payments.listenTo('transfer.reversed', async (providerTransferId) => {
    const transfer = await findTransferByProviderId(deps.database.read, providerTransferId)
    if (transfer) await deps.jobs.send(null, comparePayoutsJob, {}, { singletonKey: 'transfer-reversed' })
  })
  deps.ledger.whenTakenBack(async (tx, shares) => {
    for (const { subjectType, subjectId } of shares)
      if (await hasTransfer(tx, subjectType, subjectId))
        await deps.jobs.send(tx, takeBackJob, { subjectType, subjectId })
  })
  const run = async () => {
    await reconcilePayouts(deps)
    return payOut(deps)
  }
  return {
    name: 'payouts',
    routes: payoutRoutes(deps),
    jobs: [
      handleJob(payOutJob, async () => {
        await run()
      }),
      handleJob(submitTransferJob, ({ transferId }) => submitTransfer(deps, transferId)),
      handleJob(takeBackJob, async (subject) => {
        await takeBack(deps, subject)
      }),
      handleJob(submitReversalJob, ({ reversalId }) => submitReversal(deps, reversalId)),
      handleJob(comparePayoutsJob, async () => {
        await comparePayouts(deps, await hoursAgo(deps.database, compareHours))
      }),
    ],
    schedules: [
      { job: payOutJob, everySeconds: payOutEverySeconds },
      { job: comparePayoutsJob, everySeconds: 3600 },
    ],
    guarantees: payoutGuarantees,
    personalData: payoutsPersonalData,
    beginOnboarding: (payee, path) => beginOnboarding(deps, payee, path),
    readAccount: (payee) => readAccount(deps, payee),
    payOut: run,
    async moneyOf({ kind, id }) {
      const db = deps.database.read
      const [due, balanceCents, account] = await Promise.all([
        dueCents(db, id, deps.config.payouts.bookingWindowHours),
        deps.ledger.balanceOf(db, id),
        findAccount(db, kind, id),
      ])
      return { dueCents: due, balanceCents, canBePaid: account?.transfersEnabled === true }
    },
    submitTransfer: (transferId) => submitTransfer(deps, transferId),
    takeBack: (subject) => takeBack(deps, subject),
    submitReversal: (reversalId) => submitReversal(deps, reversalId),
    compareWithProvider: (since) => comparePayouts(deps, since),
  }
}
