import { emit } from './events.ts'
import { invalid, noSuch, refused } from './problems.ts'
import { listPage } from './lists.ts'
import { newBalanceTransaction, platformFunds } from './balance-transactions.ts'
import { idOf, newId } from './ids.ts'
import { readForm } from './form-reading.ts'
import type Stripe from 'stripe'
import type { Call, Endpoint } from './endpoint.ts'
import type { Core } from './core.ts'

type TransferFacts = {
  id: string
  transactionId: string
  destinationPayment: string
  amount: number
  currency: string
  destination: string
  created: number
  charge: Stripe.Charge | null
  description: string | null
  transferGroup: string | null
  metadata: Record<string, string>
}

function reversalList(transferId: string, data: Stripe.TransferReversal[]): Stripe.ApiList<Stripe.TransferReversal> {
  return { object: 'list', data, has_more: false, url: `/v1/transfers/${transferId}/reversals` }
}

export function newTransfer(facts: TransferFacts): {
  transfer: Stripe.Transfer
  transaction: Stripe.BalanceTransaction
} {
  const transaction = newBalanceTransaction({
    id: facts.transactionId,
    type: 'transfer',
    reportingCategory: 'transfer',
    amount: -facts.amount,
    currency: facts.currency,
    source: facts.id,
    description: facts.description,
    created: facts.created,
  })
  const transfer: Stripe.Transfer = {
    id: facts.id,
    object: 'transfer',
    amount: facts.amount,
    amount_reversed: 0,
    balance_transaction: transaction.id,
    created: facts.created,
    currency: facts.currency,
    description: facts.description,
    destination: facts.destination,
    destination_payment: facts.destinationPayment,
    livemode: false,
    metadata: facts.metadata,
    reversals: reversalList(facts.id, []),
    reversed: false,
    source_transaction: facts.charge?.id ?? null,
    source_type: 'card',
    transfer_group: facts.transferGroup,
  }
  return { transfer, transaction }
}

/** The reversal, the money's way back into the platform's balance, and the transfer as it is afterwards. */
export function newReversal(
  transfer: Stripe.Transfer,
  facts: { id: string; transactionId: string; amount: number; created: number; metadata: Record<string, string> },
): { reversal: Stripe.TransferReversal; transaction: Stripe.BalanceTransaction; transfer: Stripe.Transfer } {
  const transaction = newBalanceTransaction({
    id: facts.transactionId,
    type: 'transfer_refund',
    reportingCategory: 'transfer_reversal',
    amount: facts.amount,
    currency: transfer.currency,
    source: facts.id,
    description: `REFUND FOR TRANSFER (${transfer.id})`,
    created: facts.created,
    availableOn: facts.created,
  })
  const reversal: Stripe.TransferReversal = {
    id: facts.id,
    object: 'transfer_reversal',
    amount: facts.amount,
    balance_transaction: transaction.id,
    created: facts.created,
    currency: transfer.currency,
    destination_payment_refund: null,
    metadata: facts.metadata,
    source_refund: null,
    transfer: transfer.id,
  }
  const amount_reversed = transfer.amount_reversed + facts.amount
  return {
    reversal,
    transaction,
    transfer: {
      ...transfer,
      amount_reversed,
      reversed: amount_reversed === transfer.amount,
      // Stripe shows the ten newest in here and the rest through the list endpoint.
      reversals: reversalList(transfer.id, [reversal, ...transfer.reversals.data].slice(0, 10)),
    },
  }
}

/** Moves what a connected account holds, in cents. */
function moveAccountBalance(core: Core, account: string, currency: string, change: number): void {
  const amounts = core.store.get('account_balances', account)?.amounts ?? {}
  const next = (amounts[currency] ?? 0) + change
  core.store.put('account_balances', { id: account, amounts: { ...amounts, [currency]: next } })
}

/** A payout to the seller's bank, for tests of reversals that meet an empty balance; undefined when unknown. */
export function drainAccount(core: Core, account: string, amount: number, currency = 'mxn'): number | undefined {
  return core.store.commit(() => {
    if (!core.store.get('accounts', account)) return undefined
    moveAccountBalance(core, account, currency, -amount)
    return core.store.get('account_balances', account)?.amounts[currency]
  })
}

function create(core: Core, call: Call): Stripe.Transfer {
  const read = readForm(call.form)
  const wanted = read.integer('amount', { minimum: 1 })
  const currency = read.requiredText('currency').toLowerCase()
  const destination = read.requiredText('destination')
  const source = read.text('source_transaction')
  const transferGroup = read.text('transfer_group')
  const description = read.clearable('description') ?? null
  const metadata = read.metadata() ?? {}
  read.ignore('source_type')
  read.end()
  const account = core.store.get('accounts', destination)
  if (!account) throw noSuch('destination', destination, 'destination', 400)
  if (account.capabilities?.transfers !== 'active') {
    throw refused(
      'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
      'insufficient_capabilities_for_transfer',
    )
  }
  const charge = source === undefined ? null : core.store.get('charges', source)
  if (charge === undefined) throw noSuch('charge', source ?? '', 'source_transaction', 400)
  const amount = wanted ?? charge?.amount
  if (amount === undefined) throw invalid('Missing required param: amount.', 'amount', 'parameter_missing')
  if (charge) checkSource(core, charge, amount, currency)
  else if (amount > (platformFunds(core).get(currency)?.available ?? 0)) {
    throw refused(
      'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card.',
      'balance_insufficient',
    )
  }
  const { transfer, transaction } = newTransfer({
    id: newId('tr'),
    transactionId: newId('txn'),
    destinationPayment: newId('py'),
    amount,
    currency,
    destination,
    created: core.clock.seconds(),
    charge,
    description,
    transferGroup: transferGroup ?? charge?.transfer_group ?? null,
    metadata,
  })
  core.store.put('balance_transactions', transaction)
  core.store.put('transfers', transfer)
  moveAccountBalance(core, destination, currency, amount)
  emit(core, 'transfer.created', transfer)
  return transfer
}

function checkSource(core: Core, charge: Stripe.Charge, amount: number, currency: string): void {
  if (charge.status !== 'succeeded') {
    throw refused(`Charge ${charge.id} did not succeed and cannot be transferred.`, undefined, 'source_transaction')
  }
  if (charge.currency !== currency) {
    throw refused(
      `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${currency})`,
      undefined,
      'currency',
    )
  }
  let used = 0
  for (const transfer of core.store.all('transfers')) {
    if (transfer.source_transaction === charge.id) used += transfer.amount - transfer.amount_reversed
  }
  const left = charge.amount - charge.amount_refunded - used
  if (amount > left) {
    throw refused(
      `Transfers using this transaction as a source must not exceed the source amount of ${charge.amount} (${left} left).`,
      'balance_insufficient',
      'amount',
    )
  }
}

function reverse(core: Core, call: Call, transfer: Stripe.Transfer): Stripe.TransferReversal {
  const read = readForm(call.form)
  const left = transfer.amount - transfer.amount_reversed
  const amount = read.integer('amount', { minimum: 1 }) ?? left
  const metadata = read.metadata() ?? {}
  read.ignore('description', 'refund_application_fee')
  read.end()
  if (left === 0) throw refused(`Transfer ${transfer.id} is already fully reversed.`, 'transfer_already_reversed')
  if (amount > left) {
    throw refused(`Reversal amount (${amount}) is greater than the unreversed amount (${left}).`, undefined, 'amount')
  }
  const destination = idOf(transfer.destination)
  const held = core.store.get('account_balances', destination)?.amounts[transfer.currency] ?? 0
  if (amount > held) {
    throw refused(
      'The connected account does not have enough available funds to reverse this transfer.',
      'balance_insufficient',
    )
  }
  const made = newReversal(transfer, {
    id: newId('trr'),
    transactionId: newId('txn'),
    amount,
    created: core.clock.seconds(),
    metadata,
  })
  core.store.put('balance_transactions', made.transaction)
  core.store.put('transfer_reversals', made.reversal)
  core.store.put('transfers', made.transfer)
  moveAccountBalance(core, destination, transfer.currency, -amount)
  emit(core, 'transfer.reversed', made.transfer)
  return made.reversal
}

export function transferEndpoints(core: Core): Endpoint[] {
  const find = (id: string): Stripe.Transfer => {
    const transfer = core.store.get('transfers', id)
    if (!transfer) throw noSuch('transfer', id, 'transfer')
    return transfer
  }
  return [
    { method: 'POST', path: '/v1/transfers', handle: (call) => create(core, call) },
    {
      method: 'GET',
      path: '/v1/transfers',
      handle: ({ form, path }) => {
        const read = readForm(form)
        const destination = read.text('destination')
        const group = read.text('transfer_group')
        return listPage(
          read,
          path,
          core.store.all('transfers'),
          (transfer) =>
            (destination === undefined || transfer.destination === destination) &&
            (group === undefined || transfer.transfer_group === group),
        )
      },
    },
    {
      method: 'GET',
      path: '/v1/transfers/:id',
      handle: ({ params, form }) => {
        readForm(form).end()
        return find(params.id)
      },
    },
    {
      method: 'POST',
      path: '/v1/transfers/:id',
      handle: ({ params, form }) => {
        const transfer = find(params.id)
        const read = readForm(form)
        const metadata = read.metadata(transfer.metadata)
        const description = read.clearable('description')
        read.end()
        const updated: Stripe.Transfer = {
          ...transfer,
          metadata: metadata ?? transfer.metadata,
          description: description === undefined ? transfer.description : description,
        }
        core.store.put('transfers', updated)
        emit(core, 'transfer.updated', updated)
        return updated
      },
    },
    {
      method: 'POST',
      path: '/v1/transfers/:id/reversals',
      handle: (call) => reverse(core, call, find(call.params.id)),
    },
    {
      method: 'GET',
      path: '/v1/transfers/:id/reversals',
      handle: ({ params, form, path }) => {
        find(params.id)
        const reversals = core.store.all('transfer_reversals')
        return listPage(readForm(form), path, reversals, (reversal) => reversal.transfer === params.id)
      },
    },
    {
      method: 'GET',
      path: '/v1/transfers/:id/reversals/:child',
      handle: ({ params, form }) => {
        readForm(form).end()
        const reversal = core.store.get('transfer_reversals', params.child)
        if (reversal?.transfer !== params.id) throw noSuch('transfer_reversal', params.child)
        return reversal
      },
    },
  ]
}
