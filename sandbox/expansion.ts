import { invalid } from './problems.ts'
import type { Core } from './core.ts'

const MAXIMUM_PATHS = 20
const MAXIMUM_DEPTH = 4

type Json = Record<string, unknown>

function lookUp(core: Core, id: string): unknown {
  const { store } = core
  switch (id.slice(0, id.indexOf('_'))) {
    case 'pi':
      return store.get('payment_intents', id)
    case 'ch':
    case 'py':
      return store.get('charges', id)
    case 'pm':
      return store.get('payment_methods', id)?.method
    case 're':
    case 'pyr':
      return store.get('refunds', id)
    case 'txn':
      return store.get('balance_transactions', id)
    case 'acct':
      return store.get('accounts', id)
    case 'tr':
      return store.get('transfers', id)
    case 'trr':
      return store.get('transfer_reversals', id)
    case 'du':
    case 'dp':
      return store.get('disputes', id)
    default:
      return undefined
  }
}

function listOf(data: unknown[], url: string): Json {
  return { object: 'list', data, has_more: false, url }
}

/** What Stripe computes on request rather than storing. */
function computed(core: Core, owner: Json, name: string): unknown {
  const id = String(owner.id)
  if (owner.object === 'payment_intent' && name === 'charges') {
    const charges = [...core.store.all('charges')].filter((charge) => charge.payment_intent === id).reverse()
    return listOf(charges, `/v1/charges?payment_intent=${id}`)
  }
  if (owner.object === 'charge' && name === 'refunds') {
    const refunds = [...core.store.all('refunds')].filter((refund) => refund.charge === id).reverse()
    return listOf(refunds, `/v1/charges/${id}/refunds`)
  }
  return undefined
}

function expandPath(core: Core, value: unknown, path: string[], whole: string): unknown {
  const [name, ...rest] = path
  if (name === undefined || value === null) return value
  if (Array.isArray(value)) return value.map((item) => expandPath(core, item, path, whole))
  const cannot = invalid(
    `This property cannot be expanded (${whole}). You may want to try expanding a property of the object itself.`,
    'expand',
  )
  if (typeof value !== 'object') throw cannot
  const owner = value as Json
  const found = owner[name] ?? computed(core, owner, name)
  if (found === undefined) throw cannot
  if (found === null) return owner
  if (typeof found !== 'string') return { ...owner, [name]: expandPath(core, found, rest, whole) }
  const target = lookUp(core, found)
  if (target === undefined) throw cannot
  return { ...owner, [name]: expandPath(core, target, rest, whole) }
}

/** Replaces ids by their objects along `expand[]` paths (`latest_charge.balance_transaction`, `data.charge`). */
export function expand(core: Core, body: unknown, paths: string[]): unknown {
  if (paths.length > MAXIMUM_PATHS) throw invalid(`You cannot expand more than ${MAXIMUM_PATHS} properties.`, 'expand')
  let result = body
  for (const path of paths) {
    const steps = path.split('.')
    const depth = steps[0] === 'data' ? steps.length - 1 : steps.length
    if (depth > MAXIMUM_DEPTH) throw invalid(`You cannot expand more than ${MAXIMUM_DEPTH} levels deep.`, 'expand')
    result = expandPath(core, result, steps, path)
  }
  return result
}
