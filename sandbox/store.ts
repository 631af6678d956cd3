import type Stripe from 'stripe'
import type { Journal } from './persistence.ts'

/** A card together with which of the test cards it behaves as. */
export type StoredPaymentMethod = { id: string; method: Stripe.PaymentMethod; card: string }

/** One 3-D Secure challenge: the page at /3ds/{id}. */
export type Authentication = {
  id: string
  payment_intent: string
  payment_method: string
  return_url: string | null
  status: 'open' | 'authorized' | 'rejected' | 'void'
}

export type OnboardingLink = {
  id: string
  account: string
  return_url: string
  refresh_url: string
  expires_at: number
  used: boolean
}

/** What a connected account holds, by currency, in the smallest unit. */
export type AccountBalance = { id: string; amounts: Record<string, number> }

export type DeliveryAttempt = { at: number; status: number | null; error: string | null; durationMs: number }

/** One sending of one event; a duplicated event has several. */
export type Delivery = {
  id: string
  event: string
  type: string
  /** Events of one lane (a payment, an account) leave in the order in which they happened. */
  lane: string
  state: 'pending' | 'held' | 'delivered' | 'dropped' | 'unrouted' | 'given_up'
  /** Milliseconds since 1970; when `pending`, not before this instant. */
  dueAt: number
  createdAt: number
  attempts: DeliveryAttempt[]
}

export type RememberedAnswer = {
  id: string
  fingerprint: string
  status: number
  body: unknown
  request: string
  created: number
}

export type Collections = {
  payment_intents: Stripe.PaymentIntent
  payment_methods: StoredPaymentMethod
  charges: Stripe.Charge
  refunds: Stripe.Refund
  disputes: Stripe.Dispute
  balance_transactions: Stripe.BalanceTransaction
  accounts: Stripe.Account
  account_balances: AccountBalance
  onboarding_links: OnboardingLink
  transfers: Stripe.Transfer
  transfer_reversals: Stripe.TransferReversal
  events: Stripe.Event
  deliveries: Delivery
  authentications: Authentication
  idempotency_keys: RememberedAnswer
  settings: { id: string; value: number }
}
export type CollectionName = keyof Collections

export const collectionNames: readonly CollectionName[] = [
  'payment_intents',
  'payment_methods',
  'charges',
  'refunds',
  'disputes',
  'balance_transactions',
  'accounts',
  'account_balances',
  'onboarding_links',
  'transfers',
  'transfer_reversals',
  'events',
  'deliveries',
  'authentications',
  'idempotency_keys',
  'settings',
]

type Change = [CollectionName, string, unknown]
type Maps = { [Name in CollectionName]: Map<string, Collections[Name]> }

export type Store = {
  get: <Name extends CollectionName>(name: Name, id: string) => Collections[Name] | undefined
  /** In the order in which they came. Records are never changed in place: `put` a new one. */
  all: <Name extends CollectionName>(name: Name) => Iterable<Collections[Name]>
  size: (name: CollectionName) => number
  put: <Name extends CollectionName>(name: Name, record: Collections[Name]) => void
  remove: (name: CollectionName, id: string) => void
  /**
   * Runs `work` (synchronous) all or nothing: its changes reach the journal as one line before this returns,
   * and are undone when it throws. A commit inside a commit is part of the outer one.
   */
  commit: <Result>(work: () => Result) => Result
  /** Calls back once the current commit is in the journal. */
  afterCommit: (callback: () => void) => void
  clear: () => void
  close: () => void
}

export function createStore(journal: Journal): Store {
  const maps = Object.fromEntries(collectionNames.map((name) => [name, new Map()])) as unknown as Maps
  const mapOf = (name: CollectionName) => maps[name] as unknown as Map<string, unknown>

  let changes: Change[] | null = null
  let undo: Array<() => void> = []
  let callbacks: Array<() => void> = []

  for (const entry of journal.load() as Change[][]) {
    for (const [name, id, record] of entry) {
      if (!(name in maps)) continue
      if (record === null) mapOf(name).delete(id)
      else mapOf(name).set(id, record)
    }
  }

  function* snapshot(): Iterable<Change[]> {
    for (const name of collectionNames) for (const [id, record] of mapOf(name)) yield [[name, id, record]]
  }

  /** The commit itself is safe in the old file, so a file that cannot be rewritten is no reason to refuse it. */
  function compactOrCarryOn(): void {
    try {
      journal.compact(snapshot())
    } catch {
      return
    }
  }

  function change(name: CollectionName, id: string, record: unknown): void {
    if (changes === null) throw new Error(`The sandbox changed ${name}/${id} outside a commit.`)
    const map = mapOf(name)
    const before = map.get(id)
    undo.push(() => (before === undefined ? map.delete(id) : map.set(id, before)))
    if (record === null) map.delete(id)
    else map.set(id, record)
    changes.push([name, id, record])
  }

  return {
    get: (name, id) => maps[name].get(id),
    all: (name) => maps[name].values(),
    size: (name) => maps[name].size,
    put: (name, record) => change(name, record.id, record),
    remove: (name, id) => change(name, id, null),
    commit: (work) => {
      if (changes !== null) return work()
      changes = []
      undo = []
      callbacks = []
      let done: Array<() => void> = []
      try {
        const result = work()
        if (changes.length > 0) journal.append(changes)
        done = callbacks
        return result
      } catch (cause) {
        for (const step of undo.reverse()) step()
        throw cause
      } finally {
        changes = null
        undo = []
        callbacks = []
        for (const callback of done) callback()
        if (journal.wantsCompaction()) compactOrCarryOn()
      }
    },
    afterCommit: (callback) => {
      callbacks.push(callback)
    },
    clear: () => {
      for (const name of collectionNames) mapOf(name).clear()
      journal.compact([])
    },
    close: () => journal.close(),
  }
}
