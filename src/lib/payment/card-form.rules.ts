/** What a card's digits must look like before they are sent. The bank decides the rest. */

export type CardFields = { number: string; expiry: string; cvc: string; name: string }
export type CardProblem =
  | 'number-missing'
  | 'number-short'
  | 'number-wrong'
  | 'expiry-missing'
  | 'expiry-wrong'
  | 'expiry-past'
  | 'cvc-missing'
  | 'cvc-wrong'
  | 'name-missing'

const digitsOf = (text: string) => text.replaceAll(/\D/g, '')

export function isAmex(number: string): boolean {
  return /^3[47]/.test(digitsOf(number))
}

/** Luhn's check digit over a string of digits. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    const value = i % 2 === 0 ? digit : digit * 2
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

/** Groups as on the card: fours, and 4-6-5 for American Express. Whatever else was typed or pasted is dropped. */
export function formatCardNumber(typed: string): string {
  const digits = digitsOf(typed).slice(0, isAmex(typed) ? 15 : 19)
  if (!isAmex(digits)) return digits.match(/.{1,4}/g)?.join(' ') ?? ''
  return [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)].filter(Boolean).join(' ')
}

/** `3` → `03/`, `1227` and `12/2027` → `12/27`; typing and deleting both feel natural. */
export function formatExpiry(typed: string, before: string): string {
  let digits = digitsOf(typed)
  if (/^[2-9]/.test(digits)) digits = `0${digits}`
  // Autofill writes the whole year.
  if (digits.length === 6 && digits.slice(2, 4) === '20') digits = digits.slice(0, 2) + digits.slice(4)
  digits = digits.slice(0, 4)
  const shrinking = typed.length < before.length
  if (digits.length < 2 || (digits.length === 2 && shrinking)) return digits
  return `${digits.slice(0, 2)}/${digits.slice(2)}`
}

export function formatCvc(typed: string): string {
  return digitsOf(typed).slice(0, 4)
}

/** Month 1-12 and the year in full; null when it is not `MM/YY`. */
export function readExpiry(text: string): { month: number; year: number } | null {
  const match = /^(\d{2})\/(\d{2})$/.exec(text)
  if (!match) return null
  const month = Number(match[1])
  return month >= 1 && month <= 12 ? { month, year: 2000 + Number(match[2]) } : null
}

/** The first problem of each field; `today` decides what has expired: a card is good to the end of its month. */
export function cardProblems(fields: CardFields, today: Date): Partial<Record<keyof CardFields, CardProblem>> {
  const problems: Partial<Record<keyof CardFields, CardProblem>> = {}
  const number = digitsOf(fields.number)
  if (number === '') problems.number = 'number-missing'
  else if (number.length < 13) problems.number = 'number-short'
  else if (!passesLuhn(number)) problems.number = 'number-wrong'

  const expiry = readExpiry(fields.expiry)
  if (fields.expiry === '') problems.expiry = 'expiry-missing'
  else if (!expiry || expiry.year > today.getFullYear() + 50) problems.expiry = 'expiry-wrong'
  else if (new Date(expiry.year, expiry.month, 1) <= today) problems.expiry = 'expiry-past'

  if (fields.cvc === '') problems.cvc = 'cvc-missing'
  else if (fields.cvc.length !== (isAmex(number) ? 4 : 3)) problems.cvc = 'cvc-wrong'

  if (fields.name.trim() === '') problems.name = 'name-missing'
  return problems
}
