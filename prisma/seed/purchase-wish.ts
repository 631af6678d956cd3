/** What somebody buys in the demo, and what becomes of it. `purchase-plan.ts` makes rows of it. */

export interface Wanted {
  /** A product, and for several variants the key of one. */
  slug: string
  variant?: string
  quantity: number
}

/** What happens to one order once it is paid, `at` hours after the payment. The end of the time for returns comes by itself. */
export type Step =
  | { do: 'accept'; at: number }
  | { do: 'ship'; at: number; carrier: string; trackingNumber: string }
  | { do: 'deliver'; at: number }
  | { do: 'cancel'; at: number; by: 'BUYER' | 'SELLER' | 'STAFF'; note: string | null }
  /** Nobody accepted it in 48 hours. */
  | { do: 'lapse' }
  /** By the workshop's own decision. */
  | { do: 'refund'; at: number; lines: Wanted[]; restock: boolean }
  | { do: 'ask-return'; at: number; lines: Wanted[]; reason: string }
  | { do: 'accept-return'; at: number; note: string | null }
  | { do: 'refuse-return'; at: number; note: string }
  | { do: 'receive-return'; at: number; restock: boolean }

export type PurchaseOutcome =
  | { kind: 'pending-payment' }
  | { kind: 'pending' }
  | { kind: 'payment-failed'; errorCode: string }
  | { kind: 'hold-expired' }
  /** The buyer let go before paying. */
  | { kind: 'dropped' }
  /** By workshop; one that is not named waits to be accepted. */
  | { kind: 'paid'; orders: Record<string, Step[]> }

export interface PurchaseWish {
  /** Unique in the demo. */
  key: string
  userId: string
  /** Before the first seeding; live holds are made at that moment. */
  daysAgo: number
  lines: Wanted[]
  slots?: { slug: string; days: number; party: { adult: number } }[]
  address: DemoAddress
  /** Workshops whose order is fetched there. */
  pickups?: string[]
  code?: string
  birthDate?: string
  outcome: PurchaseOutcome
}

export interface DemoAddress {
  recipient: string
  line1: string
  line2?: string
  city: string
  state: string
  postalCode: string
  country: string
  phone?: string
}
