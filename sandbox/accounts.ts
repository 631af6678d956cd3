import { emit } from './events.ts'
import { invalid, noSuch } from './problems.ts'
import { listPage } from './lists.ts'
import { newId } from './ids.ts'
import { readForm } from './form-reading.ts'
import type Stripe from 'stripe'
import type { Call, Endpoint } from './endpoint.ts'
import type { Core } from './core.ts'
import type { FormReader } from './form-reading.ts'
import type { OnboardingLink } from './store.ts'

/** As at Stripe: a link to an onboarding page is good for minutes, then a new one is asked for. */
const LINK_SECONDS = 5 * 60

type AccountFacts = {
  id: string
  email: string | null
  created: number
  onboarded: boolean
  metadata: Record<string, string>
  country?: string
  type?: Stripe.Account.Type
  businessType?: Stripe.Account.BusinessType | null
  businessProfile?: Partial<Stripe.Account.BusinessProfile>
}

const OPEN_REQUIREMENTS = ['business_type', 'external_account', 'tos_acceptance.date', 'tos_acceptance.ip']

function requirements(due: string[]): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: due,
    disabled_reason: due.length > 0 ? 'requirements.past_due' : null,
    errors: [],
    eventually_due: due,
    past_due: due,
    pending_verification: [],
  }
}

export function newAccount(facts: AccountFacts): Stripe.Account {
  const due = facts.onboarded ? [] : OPEN_REQUIREMENTS
  const capability = facts.onboarded ? 'active' : 'inactive'
  return {
    id: facts.id,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
      ...facts.businessProfile,
    },
    business_type: facts.businessType ?? null,
    capabilities: { card_payments: capability, transfers: capability },
    charges_enabled: facts.onboarded,
    country: facts.country ?? 'MX',
    created: facts.created,
    default_currency: 'mxn',
    details_submitted: facts.onboarded,
    email: facts.email,
    future_requirements: requirements([]),
    metadata: facts.metadata,
    payouts_enabled: facts.onboarded,
    requirements: requirements(due),
    type: facts.type ?? 'express',
  }
}

/** Opens or closes an account for transfers and payouts and says so with `account.updated`; undefined when unknown. */
export function setOnboarded(core: Core, id: string, onboarded: boolean): Stripe.Account | undefined {
  return core.store.commit(() => {
    const account = core.store.get('accounts', id)
    if (!account) return undefined
    const status = onboarded ? 'active' : 'inactive'
    const updated: Stripe.Account = {
      ...account,
      capabilities: { ...account.capabilities, card_payments: status, transfers: status },
      charges_enabled: onboarded,
      payouts_enabled: onboarded,
      details_submitted: account.details_submitted || onboarded,
      requirements: requirements(onboarded ? [] : OPEN_REQUIREMENTS),
    }
    core.store.put('accounts', updated)
    emit(core, 'account.updated', updated, {
      account: id,
      previous: { payouts_enabled: account.payouts_enabled, charges_enabled: account.charges_enabled },
    })
    return updated
  })
}

/** The seller finished (or put off) the onboarding page. Returns where the browser goes next. */
export function finishOnboarding(core: Core, link: OnboardingLink, completed: boolean): string {
  core.store.commit(() => {
    core.store.put('onboarding_links', { ...link, used: true })
    if (completed) setOnboarded(core, link.account, true)
  })
  return link.return_url
}

/** Accepted and kept out of the account: detail that only a real identity check would look at. */
const IGNORED = [
  'controller',
  'individual',
  'company',
  'settings',
  'tos_acceptance',
  'external_account',
  'default_currency',
  'documents',
  'groups',
]

function readProfile(read: FormReader | undefined): Partial<Stripe.Account.BusinessProfile> {
  if (!read) return {}
  const profile: Partial<Stripe.Account.BusinessProfile> = {}
  for (const name of ['mcc', 'name', 'support_email', 'support_phone', 'support_url', 'url'] as const) {
    const value = read.clearable(name)
    if (value !== undefined) profile[name] = value
  }
  read.ignore('product_description')
  read.end()
  return profile
}

function create(core: Core, call: Call): Stripe.Account {
  const read = readForm(call.form)
  const type = read.choice('type', ['express', 'custom', 'standard']) ?? 'express'
  const country = read.text('country')
  const email = read.clearable('email') ?? null
  const businessType = read.choice('business_type', ['company', 'government_entity', 'individual', 'non_profit'])
  const businessProfile = readProfile(read.object('business_profile'))
  const metadata = read.metadata() ?? {}
  read.ignore(...IGNORED, 'capabilities')
  read.end()
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) throw invalid(`Country '${country}' is unknown.`, 'country')
  const account = newAccount({
    id: newId('acct'),
    email,
    created: core.clock.seconds(),
    onboarded: false,
    metadata,
    country,
    type,
    businessType,
    businessProfile,
  })
  core.store.put('accounts', account)
  return account
}

function update(core: Core, call: Call, account: Stripe.Account): Stripe.Account {
  const read = readForm(call.form)
  const email = read.clearable('email')
  const businessType = read.choice('business_type', ['company', 'government_entity', 'individual', 'non_profit'])
  const profile = readProfile(read.object('business_profile'))
  const metadata = read.metadata(account.metadata)
  read.ignore(...IGNORED, 'capabilities')
  read.end()
  const updated: Stripe.Account = {
    ...account,
    email: email === undefined ? account.email : email,
    business_type: businessType ?? account.business_type,
    business_profile: account.business_profile && { ...account.business_profile, ...profile },
    metadata: metadata ?? account.metadata,
  }
  core.store.put('accounts', updated)
  emit(core, 'account.updated', updated, { account: account.id })
  return updated
}

function remove(core: Core, account: Stripe.Account): object {
  const amounts = Object.values(core.store.get('account_balances', account.id)?.amounts ?? {})
  if (amounts.some((amount) => amount !== 0)) {
    throw invalid('This account cannot be deleted because its balance is not zero.')
  }
  core.store.remove('accounts', account.id)
  core.store.remove('account_balances', account.id)
  return { id: account.id, object: 'account', deleted: true }
}

function createLink(core: Core, call: Call): Stripe.AccountLink {
  const read = readForm(call.form)
  const account = read.requiredText('account')
  const type = read.choice('type', ['account_onboarding', 'account_update'])
  const refreshUrl = read.url('refresh_url')
  const returnUrl = read.url('return_url')
  read.ignore('collect', 'collection_options')
  read.end()
  if (type === undefined) throw invalid('Missing required param: type.', 'type', 'parameter_missing')
  if (refreshUrl === undefined || returnUrl === undefined) {
    const name = refreshUrl === undefined ? 'refresh_url' : 'return_url'
    throw invalid(`Missing required param: ${name}.`, name, 'parameter_missing')
  }
  if (!core.store.get('accounts', account)) throw noSuch('account', account, 'account', 400)
  const created = core.clock.seconds()
  const link: OnboardingLink = {
    id: newId('link'),
    account,
    return_url: returnUrl,
    refresh_url: refreshUrl,
    expires_at: created + LINK_SECONDS,
    used: false,
  }
  for (const old of core.store.all('onboarding_links')) {
    if (old.expires_at >= created - LINK_SECONDS) break
    core.store.remove('onboarding_links', old.id)
  }
  core.store.put('onboarding_links', link)
  return {
    object: 'account_link',
    created,
    expires_at: link.expires_at,
    url: `${core.publicUrl()}/connect/onboarding/${link.id}`,
  }
}

export function accountEndpoints(core: Core): Endpoint[] {
  const find = (id: string): Stripe.Account => {
    const account = core.store.get('accounts', id)
    if (!account) throw noSuch('account', id, 'account')
    return account
  }
  return [
    { method: 'POST', path: '/v1/accounts', handle: (call) => create(core, call) },
    {
      method: 'GET',
      path: '/v1/accounts',
      handle: ({ form, path }) => listPage(readForm(form), path, core.store.all('accounts')),
    },
    {
      method: 'GET',
      path: '/v1/account',
      handle: ({ form, account }) => {
        readForm(form).end()
        if (account !== null) return find(account)
        return newAccount({
          id: 'acct_sandbox',
          email: null,
          created: 0,
          onboarded: true,
          metadata: {},
          type: 'standard',
        })
      },
    },
    {
      method: 'GET',
      path: '/v1/accounts/:id',
      handle: ({ params, form }) => {
        readForm(form).end()
        return find(params.id)
      },
    },
    { method: 'POST', path: '/v1/accounts/:id', handle: (call) => update(core, call, find(call.params.id)) },
    { method: 'DELETE', path: '/v1/accounts/:id', handle: ({ params }) => remove(core, find(params.id)) },
    {
      method: 'POST',
      path: '/v1/accounts/:id/login_links',
      handle: ({ params, form }) => {
        readForm(form).end()
        find(params.id)
        return { object: 'login_link', created: core.clock.seconds(), url: `${core.publicUrl()}/#accounts` }
      },
    },
    { method: 'POST', path: '/v1/account_links', handle: (call) => createLink(core, call) },
  ]
}
