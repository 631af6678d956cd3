import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { openSandbox, temporaryFolder } from './test-kit.ts'
import { writeSandboxState } from './seed-format.ts'
import type { SandboxSeed } from './seed-format.ts'

const created = 1_790_000_000
const seed: SandboxSeed = {
  paymentIntents: [
    {
      id: 'pi_seed1',
      amount: 100_000,
      currency: 'MXN',
      status: 'succeeded',
      created,
      clientSecret: 'pi_seed1_secret_a',
      metadata: { bookingId: 'b1' },
      refunds: [
        { id: 're_seed1', amount: 40_000, created: created + 10, status: 'succeeded', metadata: {} },
        { id: 're_seed2', amount: 60_000, created: created + 20, status: 'failed' },
      ],
    },
    { id: 'pi_seed2', amount: 20_000, currency: 'MXN', status: 'canceled', created, clientSecret: 'pi_seed2_secret_a' },
    {
      id: 'pi_seed3',
      amount: 30_000,
      currency: 'MXN',
      status: 'requires_payment_method',
      created,
      clientSecret: 'pi_seed3_secret_a',
      lastErrorCode: 'insufficient_funds',
    },
  ],
  accounts: [{ id: 'acct_seed1', email: 'seller@guelaguetza.test', created, onboarded: true }],
  transfers: [
    {
      id: 'tr_seed1',
      amount: 50_000,
      currency: 'MXN',
      destination: 'acct_seed1',
      created: created + 30,
      sourcePaymentIntent: 'pi_seed1',
      reversals: [{ id: 'trr_seed1', amount: 5_000, created: created + 40 }],
    },
  ],
}

test('a written file is a sandbox whose parts agree, and writing it twice changes nothing', async () => {
  const stateFile = join(temporaryFolder(), 'sandbox', 'state.jsonl')
  expect(writeSandboxState(stateFile, seed)).toEqual({ created: 5, unchanged: 0 })
  const once = readFileSync(stateFile, 'utf8')
  expect(writeSandboxState(stateFile, seed)).toEqual({ created: 0, unchanged: 5 })
  expect(readFileSync(stateFile, 'utf8')).toBe(once)

  const { stripe } = await openSandbox({ stateFile })
  const paid = await stripe.paymentIntents.retrieve('pi_seed1', { expand: ['latest_charge.balance_transaction'] })
  expect(paid).toMatchObject({
    status: 'succeeded',
    currency: 'mxn',
    metadata: { bookingId: 'b1' },
    client_secret: 'pi_seed1_secret_a',
  })
  expect(paid.latest_charge).toMatchObject({ amount_refunded: 40_000, refunded: false })
  expect(await stripe.paymentIntents.retrieve('pi_seed3')).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
  })
  expect((await stripe.paymentIntents.retrieve('pi_seed2')).status).toBe('canceled')
  expect((await stripe.refunds.retrieve('re_seed2')).status).toBe('failed')
  expect(await stripe.transfers.retrieve('tr_seed1')).toMatchObject({ amount_reversed: 5_000 })

  const transactions = (await stripe.balanceTransactions.list({ limit: 100 })).data
  const fee = (paid.latest_charge as Stripe.Charge).balance_transaction as Stripe.BalanceTransaction
  expect(transactions.reduce((sum, { net }) => sum + net, 0)).toBe(100_000 - fee.fee - 40_000 - 50_000 + 5_000)
  const rest = await stripe.refunds.create({ payment_intent: 'pi_seed1' })
  expect(rest.amount).toBe(60_000)
})

test('a seed that contradicts itself is refused with a sentence', async () => {
  const { sandbox } = await openSandbox()
  const [paid] = seed.paymentIntents ?? []
  expect(paid).toBeDefined()
  const tooMuch = { id: 're_x', amount: 100_001, created, status: 'succeeded' as const }
  expect(() => sandbox.control.importState({ paymentIntents: [{ ...paid!, refunds: [tooMuch] }] })).toThrow(/re_x/)
  expect(() => sandbox.control.importState({ transfers: seed.transfers })).toThrow(/unknown account/)
  expect(sandbox.control.counts().payment_intents).toBe(0)
})
