import { CivilDate } from '../../../contracts/common.ts'
import { ShippingAddress } from '../../../contracts/orders.ts'

/** What is typed; every field is text until the contract has read it. */
export type AddressForm = {
  recipient: string
  line1: string
  line2: string
  city: string
  state: string
  postalCode: string
  country: string
  phone: string
  birthDate: string
  remember: boolean
}
export const addressFields = [
  'recipient',
  'country',
  'line1',
  'line2',
  'postalCode',
  'city',
  'state',
  'phone',
  'birthDate',
] as const
export type AddressField = (typeof addressFields)[number]
/** Names of texts, so that they follow the language after they were found. */
export type AddressProblem = Exclude<AddressField, 'birthDate'> | 'postalCodeMx' | 'birthDate' | 'adult'

export const emptyForm: AddressForm = {
  recipient: '',
  line1: '',
  line2: '',
  city: '',
  state: '',
  postalCode: '',
  country: 'MX',
  phone: '',
  birthDate: '',
  remember: true,
}

/** The address as the contract wants it; what may be left out is left out when empty. */
export function addressOf(form: AddressForm): ShippingAddress {
  const { recipient, line1, line2, city, state, postalCode, country, phone } = form
  const trimmed = { line2: line2.trim(), phone: phone.trim() }
  return {
    recipient: recipient.trim(),
    line1: line1.trim(),
    ...(trimmed.line2 && { line2: trimmed.line2 }),
    city: city.trim(),
    state: state.trim(),
    postalCode: postalCode.trim(),
    country,
    ...(trimmed.phone && { phone: trimmed.phone }),
  }
}

export type Needs = { address: boolean; birthDate: boolean; today: string }

/** The first problem of each field, by the contract; Mexican postal codes are looked at closer than it asks. */
export function addressProblems(form: AddressForm, needs: Needs): Partial<Record<AddressField, AddressProblem>> {
  const problems: Partial<Record<AddressField, AddressProblem>> = {}
  if (needs.address) {
    const read = ShippingAddress.safeParse(addressOf(form))
    for (const { path } of read.error?.issues ?? []) {
      const field = path[0] as Exclude<AddressField, 'birthDate'>
      problems[field] ??= field
    }
    if (!problems.postalCode && form.country === 'MX' && !/^\d{5}$/.test(form.postalCode.trim()))
      problems.postalCode = form.postalCode.trim() === '' ? 'postalCode' : 'postalCodeMx'
  }
  if (needs.birthDate) {
    if (!CivilDate.safeParse(form.birthDate).success) problems.birthDate = 'birthDate'
    else if (!isAdult(form.birthDate, needs.today)) problems.birthDate = 'adult'
  }
  return problems
}

/** Eighteen on that day or before; the server decides again by its own calendar. */
export function isAdult(birthDate: string, today: string): boolean {
  const [year, rest] = [Number(today.slice(0, 4)), today.slice(4)]
  return birthDate <= `${year - 18}${rest}`
}

/**
 * What the price depends on is known long before the address is whole: country and state. The rest of it is filled with
 * dashes for the quote, which keeps nothing.
 */
export function quoteAddress(form: Pick<AddressForm, 'country' | 'state'>): ShippingAddress | null {
  const state = form.state.trim()
  if (state.length < 2 && form.country === 'MX') return null
  const unknown = '-----'
  return {
    recipient: unknown,
    line1: unknown,
    city: unknown,
    postalCode: unknown,
    state: state.length < 2 ? unknown : state,
    country: form.country,
  }
}
