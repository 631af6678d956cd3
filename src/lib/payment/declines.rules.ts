/** The provider's decline codes, gathered into what a guest can do about them. */

export const declineReasons = [
  'insufficient',
  'expired',
  'cvc',
  'number',
  'authentication',
  'blocked',
  'limit',
  'unsupported',
  'try-later',
  'not-a-test-card',
  'generic',
] as const
export type DeclineReason = (typeof declineReasons)[number]

/**
 * A lost, stolen or suspected card reads as any other refusal: whoever holds it learns nothing here that the bank did not
 * tell the owner.
 */
const reasons: Record<string, DeclineReason> = {
  insufficient_funds: 'insufficient',
  expired_card: 'expired',
  invalid_expiry_month: 'expired',
  invalid_expiry_year: 'expired',
  incorrect_cvc: 'cvc',
  invalid_cvc: 'cvc',
  incorrect_number: 'number',
  invalid_number: 'number',
  invalid_account: 'number',
  authentication_required: 'authentication',
  authentication_not_handled: 'authentication',
  payment_intent_authentication_failure: 'authentication',
  call_issuer: 'blocked',
  do_not_honor: 'blocked',
  restricted_card: 'blocked',
  security_violation: 'blocked',
  transaction_not_allowed: 'blocked',
  not_permitted: 'blocked',
  card_velocity_exceeded: 'limit',
  withdrawal_count_limit_exceeded: 'limit',
  card_not_supported: 'unsupported',
  currency_not_supported: 'unsupported',
  processing_error: 'try-later',
  issuer_not_available: 'try-later',
  reenter_transaction: 'try-later',
  try_again_later: 'try-later',
  test_mode_live_card: 'not-a-test-card',
}

/** Codes nobody foresaw read as `generic`, which is always true. */
export function declineReason(code: string): DeclineReason {
  return reasons[code] ?? 'generic'
}

/** The field of the card form where the guest should look first, null when no field is at fault. */
export function declinedField(reason: DeclineReason): 'number' | 'expiry' | 'cvc' | null {
  if (reason === 'expired') return 'expiry'
  if (reason === 'cvc') return 'cvc'
  return reason === 'number' ? 'number' : null
}
