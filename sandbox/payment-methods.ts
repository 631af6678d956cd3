import { StripeProblem, invalid, noSuch } from './problems.ts'
import { newId } from './ids.ts'
import { cardById, cardByNumber, notATestCard, passesLuhn, testCards } from './test-cards.ts'
import { readForm } from './form-reading.ts'
import type Stripe from 'stripe'
import type { Core } from './core.ts'
import type { CardOutcome } from './test-cards.ts'
import type { Endpoint } from './endpoint.ts'
import type { FormReader } from './form-reading.ts'
import type { StoredPaymentMethod } from './store.ts'

/** The `card` of a stored method that is Luhn-valid and no test card. */
const LIVE_CARD = 'live_card'

export function outcomeOf(stored: StoredPaymentMethod): CardOutcome {
  if (stored.card === LIVE_CARD) return notATestCard
  return cardById(stored.card)?.outcome ?? notATestCard
}

type MethodFacts = {
  id: string
  card: string
  number: string
  brand: string
  country: string | null
  expMonth: number
  expYear: number
  billing: Stripe.PaymentMethod.BillingDetails
  metadata: Record<string, string>
  created: number
}

const noBilling: Stripe.PaymentMethod.BillingDetails = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
}

export function newPaymentMethod(facts: MethodFacts): StoredPaymentMethod {
  return {
    id: facts.id,
    card: facts.card,
    method: {
      id: facts.id,
      object: 'payment_method',
      allow_redisplay: 'unspecified',
      billing_details: facts.billing,
      card: {
        brand: facts.brand,
        checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
        country: facts.country,
        display_brand: facts.brand,
        exp_month: facts.expMonth,
        exp_year: facts.expYear,
        fingerprint: `fp_${facts.number.slice(0, 6)}${facts.number.slice(-4)}`,
        funding: 'credit',
        generated_from: null,
        last4: facts.number.slice(-4),
        networks: { available: [facts.brand], preferred: null },
        regulated_status: 'unregulated',
        three_d_secure_usage: { supported: true },
        wallet: null,
      },
      created: facts.created,
      customer: null,
      customer_account: null,
      livemode: false,
      metadata: facts.metadata,
      type: 'card',
    },
  }
}

/** A new method that behaves as one of Stripe's ready-made ones (`pm_card_…`). */
export function methodOfTestCard(id: string, created: number, methodId = newId('pm')): StoredPaymentMethod | undefined {
  const card = cardById(id)
  if (!card) return undefined
  return newPaymentMethod({
    id: methodId,
    card: card.ids[0],
    number: card.number,
    brand: card.brand,
    country: card.country,
    expMonth: 12,
    expYear: new Date(created * 1000).getUTCFullYear() + 3,
    billing: noBilling,
    metadata: {},
    created,
  })
}

function cardProblem(code: string, param: string, message: string): StripeProblem {
  return new StripeProblem({ status: 402, type: 'card_error', code, param, message, stored: true })
}

function readBilling(read: FormReader | undefined): Stripe.PaymentMethod.BillingDetails {
  if (!read) return noBilling
  const address = read.object('address')
  const line = (name: string) => address?.clearable(name) ?? null
  const billing = {
    address: {
      city: line('city'),
      country: line('country'),
      line1: line('line1'),
      line2: line('line2'),
      postal_code: line('postal_code'),
      state: line('state'),
    },
    email: read.clearable('email') ?? null,
    name: read.clearable('name') ?? null,
    phone: read.clearable('phone') ?? null,
    tax_id: null,
  }
  address?.end()
  read.end()
  return billing
}

function readCard(
  core: Core,
  read: FormReader,
  prefix: string,
): Omit<MethodFacts, 'id' | 'billing' | 'metadata' | 'created'> {
  const token = read.text('token')
  if (token !== undefined) {
    read.end()
    const card = token.startsWith('tok_') ? cardById(`pm_card_${token.slice(4)}`) : undefined
    if (!card) throw noSuch('token', token, `${prefix}[token]`, 400)
    return { ...card, card: card.ids[0], expMonth: 12, expYear: new Date(core.clock.now()).getUTCFullYear() + 3 }
  }
  const number = read.requiredText('number').replaceAll(/[\s-]/g, '')
  const expMonth = read.requiredInteger('exp_month')
  const year = read.requiredInteger('exp_year')
  const cvc = read.text('cvc')
  read.ignore('networks')
  read.end()

  const expYear = year < 100 ? 2000 + year : year
  const today = new Date(core.clock.now())
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) {
    throw cardProblem('incorrect_number', 'number', 'Your card number is incorrect.')
  }
  if (expMonth < 1 || expMonth > 12) {
    throw cardProblem('invalid_expiry_month', 'exp_month', "Your card's expiration month is invalid.")
  }
  if (expYear < today.getUTCFullYear() || expYear > today.getUTCFullYear() + 50) {
    throw cardProblem('invalid_expiry_year', 'exp_year', "Your card's expiration year is invalid.")
  }
  if (expYear === today.getUTCFullYear() && expMonth < today.getUTCMonth() + 1) {
    throw cardProblem('invalid_expiry_month', 'exp_month', "Your card's expiration month is invalid.")
  }
  if (cvc !== undefined && !/^\d{3,4}$/.test(cvc)) {
    throw cardProblem('invalid_cvc', 'cvc', "Your card's security code is invalid.")
  }
  const card = cardByNumber(number)
  const brand = number.startsWith('5') ? 'mastercard' : /^3[47]/.test(number) ? 'amex' : 'visa'
  return {
    card: card?.ids[0] ?? LIVE_CARD,
    number,
    brand: card?.brand ?? brand,
    country: card?.country ?? null,
    expMonth,
    expYear,
  }
}

/** Makes a method from `type=card&card[number]=…`; refuses bad cards with Stripe's 402. Stores nothing. */
function readPaymentMethodData(core: Core, read: FormReader, prefix: string): StoredPaymentMethod {
  const at = (name: string) => (prefix === '' ? name : `${prefix}[${name}]`)
  const type = read.requiredText('type')
  if (type !== 'card') throw invalid(`The sandbox takes cards only, not '${type}'.`, at('type'))
  const card = read.object('card')
  if (!card) throw invalid(`Missing required param: ${at('card')}.`, at('card'), 'parameter_missing')
  const facts = readCard(core, card, at('card'))
  const billing = readBilling(read.object('billing_details'))
  const metadata = read.metadata() ?? {}
  read.ignore('allow_redisplay', 'radar_options')
  read.end()
  return newPaymentMethod({ ...facts, id: newId('pm'), billing, metadata, created: core.clock.seconds() })
}

/** The method named by `payment_method` or described by `payment_method_data`; undefined when neither is there. */
export function readMethod(core: Core, read: FormReader): StoredPaymentMethod | undefined {
  const id = read.text('payment_method')
  const data = read.object('payment_method_data')
  if (id !== undefined && data !== undefined) {
    throw invalid(
      'You may only specify one of these parameters: payment_method, payment_method_data.',
      'payment_method',
    )
  }
  if (data) return readPaymentMethodData(core, data, 'payment_method_data')
  if (id === undefined) return undefined
  const method = core.store.get('payment_methods', id) ?? methodOfTestCard(id, core.clock.seconds())
  if (!method) throw noSuch('PaymentMethod', id, 'payment_method', 400)
  return method
}

export function paymentMethodEndpoints(core: Core): Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/v1/payment_methods',
      browser: true,
      handle: ({ form }) => {
        const read = readForm(form)
        read.ignore('key', 'client_secret', 'guid', 'muid', 'sid', 'referrer', 'time_on_page', 'payment_user_agent')
        const stored = readPaymentMethodData(core, read, '')
        core.store.put('payment_methods', stored)
        return stored.method
      },
    },
    {
      method: 'GET',
      path: '/v1/payment_methods/:id',
      handle: ({ params, form }) => {
        readForm(form).end()
        const known = testCards.some((card) => card.ids.includes(params.id))
        const stored = known
          ? methodOfTestCard(params.id, core.clock.seconds())
          : core.store.get('payment_methods', params.id)
        if (!stored) throw noSuch('PaymentMethod', params.id)
        return stored.method
      },
    },
  ]
}
