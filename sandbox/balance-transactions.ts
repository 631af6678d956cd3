import { newId } from './ids.ts'
import { listPage } from './lists.ts'
import { noSuch } from './problems.ts'
import { readForm } from './form-reading.ts'
import type Stripe from 'stripe'
import type { Core } from './core.ts'
import type { Endpoint } from './endpoint.ts'

/** Money of a charge can be moved on two days later. */
const AVAILABLE_AFTER_SECONDS = 2 * 24 * 60 * 60

type Fee = { amount: number; details: Stripe.BalanceTransaction.FeeDetail[] }

/** Stripe Mexico's card price: 3.6 % and 3.00 (in the charge's currency), and 16 % VAT on that. In cents. */
export function cardFee(amount: number, currency: string): Fee {
  const fee = Math.round(amount * 0.036) + (currency === 'mxn' ? 300 : 30)
  const vat = Math.round(fee * 0.16)
  const common = { application: null, currency }
  return {
    amount: fee + vat,
    details: [
      { ...common, amount: fee, description: 'Stripe processing fees', type: 'stripe_fee' },
      { ...common, amount: vat, description: 'VAT', type: 'tax' },
    ],
  }
}

type Entry = {
  id?: string
  type: Stripe.BalanceTransaction.Type
  reportingCategory: string
  /** Signed: what leaves the platform's balance is negative. */
  amount: number
  currency: string
  fee?: Fee
  source: string
  description: string | null
  created: number
  availableOn?: number
}

export function newBalanceTransaction(entry: Entry): Stripe.BalanceTransaction {
  const fee = entry.fee?.amount ?? 0
  return {
    id: entry.id ?? newId('txn'),
    object: 'balance_transaction',
    amount: entry.amount,
    available_on: entry.availableOn ?? entry.created + (entry.amount > 0 ? AVAILABLE_AFTER_SECONDS : 0),
    balance_type: 'payments',
    created: entry.created,
    currency: entry.currency,
    description: entry.description,
    exchange_rate: null,
    fee,
    fee_details: entry.fee?.details ?? [],
    net: entry.amount - fee,
    reporting_category: entry.reportingCategory,
    source: entry.source,
    status: 'pending',
    type: entry.type,
  }
}

/** Money becomes available by the passing of time, not by an event, so the status is worked out when read. */
function asOfNow(core: Core, transaction: Stripe.BalanceTransaction): Stripe.BalanceTransaction {
  return { ...transaction, status: transaction.available_on <= core.clock.seconds() ? 'available' : 'pending' }
}

export type Funds = { available: number; pending: number }

/** The platform's balance per currency; available + pending is the sum of every transaction's net. */
export function platformFunds(core: Core): Map<string, Funds> {
  const funds = new Map<string, Funds>()
  for (const transaction of core.store.all('balance_transactions')) {
    const sum = funds.get(transaction.currency) ?? { available: 0, pending: 0 }
    sum[transaction.available_on <= core.clock.seconds() ? 'available' : 'pending'] += transaction.net
    funds.set(transaction.currency, sum)
  }
  return funds
}

function balanceOf(funds: Map<string, Funds>): Stripe.Balance {
  const entries = funds.size > 0 ? [...funds] : [['mxn', { available: 0, pending: 0 }] as const]
  return {
    object: 'balance',
    available: entries.map(([currency, { available }]) => ({ amount: available, currency })),
    livemode: false,
    pending: entries.map(([currency, { pending }]) => ({ amount: pending, currency })),
  }
}

export function balanceEndpoints(core: Core): Endpoint[] {
  return [
    {
      method: 'GET',
      path: '/v1/balance',
      handle: ({ form, account }) => {
        readForm(form).end()
        if (account === null) return balanceOf(platformFunds(core))
        const amounts = core.store.get('account_balances', account)?.amounts ?? {}
        return balanceOf(
          new Map(Object.entries(amounts).map(([currency, available]) => [currency, { available, pending: 0 }])),
        )
      },
    },
    {
      method: 'GET',
      path: '/v1/balance_transactions',
      handle: ({ form, path }) => {
        const read = readForm(form)
        const type = read.text('type')
        const source = read.text('source')
        const currency = read.text('currency')
        const page = listPage(
          read,
          path,
          core.store.all('balance_transactions'),
          (transaction) =>
            (type === undefined || transaction.type === type) &&
            (source === undefined || transaction.source === source) &&
            (currency === undefined || transaction.currency === currency),
        )
        return { ...page, data: page.data.map((transaction) => asOfNow(core, transaction)) }
      },
    },
    {
      method: 'GET',
      path: '/v1/balance_transactions/:id',
      handle: ({ params, form }) => {
        readForm(form).end()
        const transaction = core.store.get('balance_transactions', params.id)
        if (!transaction) throw noSuch('balance transaction', params.id)
        return asOfNow(core, transaction)
      },
    },
  ]
}
