/** What the house needs of a payment provider, in its own words; amounts are integer centavos. */

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled'

export interface ProviderIntent {
  id: string
  status: IntentStatus
  amountCents: number
  amountReceivedCents: number
  /** Lower case ISO 4217, as the provider writes it. */
  currency: string
  clientSecret: string | null
  livemode: boolean
  metadata: Record<string, string>
  /** `card_declined`, `insufficient_funds`, …: the decline code when there is one. */
  lastErrorCode: string | null
  /** The charge of the last attempt. */
  latestChargeId: string | null
  createdAt: Date
}

export interface ProviderRefund {
  id: string
  intentId: string | null
  amountCents: number
  currency: string
  status: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled'
  failureReason: string | null
  metadata: Record<string, string>
}

/** A seller's or host's account at the provider. */
export interface ProviderAccount {
  id: string
  detailsSubmitted: boolean
  /** Transfers to it arrive. */
  transfersEnabled: boolean
  /** It may be paid out to a bank. */
  payoutsEnabled: boolean
  /** What the provider still asks for, now or past due. */
  requirementsDue: string[]
  metadata: Record<string, string>
}

export interface ProviderTransfer {
  id: string
  amountCents: number
  reversedCents: number
  currency: string
  destination: string
  metadata: Record<string, string>
  createdAt: Date
}

export interface ProviderReversal {
  id: string
  transferId: string
  amountCents: number
  metadata: Record<string, string>
}

export interface ProviderCharge {
  id: string
  status: string
  amountCents: number
  refundedCents: number
  /** What it was paid with, e.g. `card`; null while nothing paid. */
  method: string | null
  disputed: boolean
  failureCode: string | null
  createdAt: Date
}

/** One movement of our balance there; amounts are signed, `netCents` is `amountCents` less the fee. */
export interface ProviderBalanceTransaction {
  id: string
  type: string
  /** The charge, refund, transfer or reversal it belongs to. */
  source: string | null
  amountCents: number
  feeCents: number
  netCents: number
  createdAt: Date
}

/** A page of a list, newest first; `next` is null on the last one. */
export interface ProviderPage<T> {
  items: T[]
  next: string | null
}
export interface Since {
  since: Date
  after?: string
}

export interface ProviderEvent {
  id: string
  type: string
  objectId: string | null
  createdAt: Date
  livemode: boolean
  payload: Record<string, unknown>
}

/** The provider said no: nothing happened there, and the same call would be refused again. */
export class ProviderRefusedError extends Error {
  override name = 'ProviderRefusedError'
  readonly code: string
  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** No answer that can be relied on: the call may or may not have had its effect. */
export class ProviderUnavailableError extends Error {
  override name = 'ProviderUnavailableError'
}

export interface PaymentProvider {
  createIntent(input: {
    key: string
    amountCents: number
    currency: string
    metadata: Record<string, string>
    description: string
  }): Promise<ProviderIntent>
  retrieveIntent(id: string): Promise<ProviderIntent>
  /** Cancels, or answers the intent as it is when it can no longer be cancelled. */
  cancelIntent(id: string): Promise<ProviderIntent>
  listIntents(input: Since): Promise<ProviderPage<ProviderIntent>>
  createRefund(input: {
    key: string
    intentId: string
    amountCents: number
    metadata: Record<string, string>
  }): Promise<ProviderRefund>
  retrieveRefund(id: string): Promise<ProviderRefund>
  listRefunds(intentId: string): Promise<ProviderRefund[]>
  listRefundsSince(input: Since): Promise<ProviderPage<ProviderRefund>>
  /** Every attempt to pay the intent, newest first. */
  listCharges(intentId: string): Promise<ProviderCharge[]>
  /** What the provider keeps of a charge; null while it has not worked it out. */
  retrieveChargeFee(chargeId: string): Promise<number | null>
  listBalanceTransactions(input: Since): Promise<ProviderPage<ProviderBalanceTransaction>>

  createAccount(input: { key: string; email: string; metadata: Record<string, string> }): Promise<ProviderAccount>
  retrieveAccount(id: string): Promise<ProviderAccount>
  /** A page of the provider where the account's owner says what is asked; good for minutes. */
  createAccountLink(input: {
    accountId: string
    returnUrl: string
    refreshUrl: string
  }): Promise<{ url: string; expiresAt: Date }>
  createTransfer(input: {
    key: string
    amountCents: number
    currency: string
    destination: string
    /** The charge whose money it is; null sends what is available of our balance. */
    sourceChargeId: string | null
    group: string
    metadata: Record<string, string>
  }): Promise<ProviderTransfer>
  retrieveTransfer(id: string): Promise<ProviderTransfer>
  listTransfers(input: Since): Promise<ProviderPage<ProviderTransfer>>
  listTransfersOf(group: string): Promise<ProviderTransfer[]>
  createReversal(input: {
    key: string
    transferId: string
    amountCents: number
    metadata: Record<string, string>
  }): Promise<ProviderReversal>
  listReversals(transferId: string): Promise<ProviderReversal[]>
  /** Null when the signature is wrong or older than five minutes. */
  verifyEvent(rawBody: Buffer, signature: string): ProviderEvent | null
}
