export type Decline = { code: string; declineCode: string | null; message: string }

export type CardOutcome =
  | { kind: 'succeed'; refund?: 'pending' | 'fail'; dispute?: string }
  | { kind: 'decline'; decline: Decline }
  /** A 3-D Secure step first; `afterwards` is what the bank says once it is passed. */
  | { kind: 'authenticate'; afterwards: CardOutcome }
  /** Stays `processing` until the control endpoint settles it. */
  | { kind: 'processing' }

export type TestCard = {
  /** Stripe's ready-made payment method; the first is the card's name in here. */
  ids: [string, ...string[]]
  /** Stripe's test number, where one exists. */
  number: string
  brand: 'visa' | 'mastercard' | 'amex'
  country: string
  outcome: CardOutcome
  meaning: { es: string; en: string }
}

const declined = (declineCode: string, message = 'Your card was declined.'): CardOutcome => ({
  kind: 'decline',
  decline: { code: 'card_declined', declineCode, message },
})
const failing = (code: string, message: string): CardOutcome => ({
  kind: 'decline',
  decline: { code, declineCode: null, message },
})
const insufficientFunds = declined('insufficient_funds', 'Your card has insufficient funds.')
const visa = { brand: 'visa', country: 'US' } as const

/** Stripe's test cards that this project uses, with Stripe's own numbers, names and answers. */
export const testCards: readonly TestCard[] = [
  {
    ...visa,
    ids: ['pm_card_visa', 'pm_card_us', 'pm_card_visa_debit', 'pm_card_bypassPending'],
    number: '4242424242424242',
    outcome: { kind: 'succeed' },
    meaning: { es: 'Se paga', en: 'Succeeds' },
  },
  {
    ids: ['pm_card_mastercard', 'pm_card_mastercard_debit'],
    number: '5555555555554444',
    brand: 'mastercard',
    country: 'US',
    outcome: { kind: 'succeed' },
    meaning: { es: 'Se paga (Mastercard)', en: 'Succeeds (Mastercard)' },
  },
  {
    ids: ['pm_card_amex'],
    number: '378282246310005',
    brand: 'amex',
    country: 'US',
    outcome: { kind: 'succeed' },
    meaning: { es: 'Se paga (American Express)', en: 'Succeeds (American Express)' },
  },
  {
    ids: ['pm_card_mx'],
    number: '4000004840008001',
    brand: 'visa',
    country: 'MX',
    outcome: { kind: 'succeed' },
    meaning: { es: 'Se paga (tarjeta mexicana)', en: 'Succeeds (Mexican card)' },
  },
  {
    ...visa,
    ids: ['pm_card_chargeDeclined', 'pm_card_visa_chargeDeclined'],
    number: '4000000000000002',
    outcome: declined('generic_decline'),
    meaning: { es: 'Rechazada por el banco', en: 'Declined by the bank' },
  },
  {
    ...visa,
    ids: ['pm_card_chargeDeclinedInsufficientFunds', 'pm_card_visa_chargeDeclinedInsufficientFunds'],
    number: '4000000000009995',
    outcome: insufficientFunds,
    meaning: { es: 'Fondos insuficientes', en: 'Insufficient funds' },
  },
  {
    ...visa,
    ids: ['pm_card_chargeDeclinedLostCard', 'pm_card_visa_chargeDeclinedLostCard'],
    number: '4000000000009987',
    outcome: declined('lost_card'),
    meaning: { es: 'Reportada como perdida', en: 'Reported lost' },
  },
  {
    ...visa,
    ids: ['pm_card_chargeDeclinedStolenCard', 'pm_card_visa_chargeDeclinedStolenCard'],
    number: '4000000000009979',
    outcome: declined('stolen_card'),
    meaning: { es: 'Reportada como robada', en: 'Reported stolen' },
  },
  {
    ...visa,
    ids: ['pm_card_chargeDeclinedFraudulent', 'pm_card_radarBlock'],
    number: '4100000000000019',
    outcome: declined('fraudulent'),
    meaning: { es: 'Bloqueada por sospecha de fraude', en: 'Blocked as fraudulent' },
  },
  {
    ...visa,
    ids: ['pm_card_chargeDeclinedExpiredCard', 'pm_card_visa_chargeDeclinedExpiredCard'],
    number: '4000000000000069',
    outcome: failing('expired_card', 'Your card has expired.'),
    meaning: { es: 'Vencida', en: 'Expired' },
  },
  {
    ...visa,
    ids: ['pm_card_chargeDeclinedIncorrectCvc', 'pm_card_visa_chargeDeclinedIncorrectCvc'],
    number: '4000000000000127',
    outcome: failing('incorrect_cvc', "Your card's security code is incorrect."),
    meaning: { es: 'Código de seguridad incorrecto', en: 'Incorrect security code' },
  },
  {
    ...visa,
    ids: ['pm_card_chargeDeclinedProcessingError', 'pm_card_visa_chargeDeclinedProcessingError'],
    number: '4000000000000119',
    outcome: failing('processing_error', 'An error occurred while processing your card. Try again in a little bit.'),
    meaning: { es: 'Error del procesador', en: 'Processing error' },
  },
  {
    ...visa,
    ids: ['pm_card_authenticationRequired', 'pm_card_authenticationRequiredOnSetup'],
    number: '4000002500003155',
    outcome: { kind: 'authenticate', afterwards: { kind: 'succeed' } },
    meaning: { es: 'Pide 3-D Secure, luego se paga', en: '3-D Secure, then succeeds' },
  },
  {
    ...visa,
    ids: ['pm_card_threeDSecure2Required', 'pm_card_threeDSecureRequired'],
    number: '4000000000003220',
    outcome: { kind: 'authenticate', afterwards: { kind: 'succeed' } },
    meaning: { es: 'Pide 3-D Secure 2, luego se paga', en: '3-D Secure 2, then succeeds' },
  },
  {
    ...visa,
    ids: ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds'],
    number: '4000008260003178',
    outcome: { kind: 'authenticate', afterwards: insufficientFunds },
    meaning: { es: 'Pide 3-D Secure, luego fondos insuficientes', en: '3-D Secure, then insufficient funds' },
  },
  {
    ...visa,
    ids: ['pm_card_threeDSecureRequiredChargeDeclined'],
    number: '4000008400001629',
    outcome: { kind: 'authenticate', afterwards: declined('generic_decline') },
    meaning: { es: 'Pide 3-D Secure, luego rechazada', en: '3-D Secure, then declined' },
  },
  {
    ...visa,
    ids: ['pm_card_pendingRefund'],
    number: '4000000000007726',
    outcome: { kind: 'succeed', refund: 'pending' },
    meaning: { es: 'Se paga; el reembolso queda pendiente', en: 'Succeeds; a refund stays pending' },
  },
  {
    ...visa,
    ids: ['pm_card_refundFail'],
    number: '4000000000005126',
    outcome: { kind: 'succeed', refund: 'fail' },
    meaning: { es: 'Se paga; el reembolso fracasa después', en: 'Succeeds; a refund fails later' },
  },
  {
    ...visa,
    ids: ['pm_card_createDispute'],
    number: '4000000000000259',
    outcome: { kind: 'succeed', dispute: 'fraudulent' },
    meaning: { es: 'Se paga y abre una disputa', en: 'Succeeds and opens a dispute' },
  },
  {
    ...visa,
    ids: ['pm_card_sandboxProcessing'],
    number: '4000000000001976',
    outcome: { kind: 'processing' },
    meaning: { es: 'Queda en proceso hasta resolverse a mano', en: 'Stays processing until settled by hand' },
  },
]

/** A real card number typed into a test form, as Stripe answers it. */
export const notATestCard: CardOutcome = declined(
  'test_mode_live_card',
  'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
)

export function cardById(id: string): TestCard | undefined {
  return testCards.find((card) => card.ids.includes(id))
}

export function cardByNumber(number: string): TestCard | undefined {
  return testCards.find((card) => card.number === number)
}

export function passesLuhn(number: string): boolean {
  let sum = 0
  for (const [index, digit] of number.split('').reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
