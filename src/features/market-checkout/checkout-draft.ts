import { readAddress } from '../../lib/stored-address.ts'
import { type AddressForm, emptyForm } from './address.rules.ts'

const key = 'gc.checkout.draft'

/** What was being written, kept in this tab while somebody signs in or looks at the basket once more. */
export type Draft = { form: AddressForm; pickups: Record<string, string> }

export function readDraft(): Draft {
  const known = readAddress()
  const start: Draft = {
    form: known ? { ...emptyForm, line2: '', phone: '', ...known } : emptyForm,
    pickups: {},
  }
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<Draft> | null
    return kept ? { form: { ...start.form, ...kept.form }, pickups: kept.pickups ?? {} } : start
  } catch {
    return start
  }
}

export function keepDraft(draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // It then lasts as long as the page.
  }
}
