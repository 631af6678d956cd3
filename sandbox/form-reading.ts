import { invalid } from './problems.ts'
import type { FormObject, FormValue } from './form-decoding.ts'

/** `created[gte]=…` and its siblings, in seconds. */
export type Range = { gt?: number; gte?: number; lt?: number; lte?: number }

/**
 * Reads the parameters of one call. What nobody asked for is refused by `end()`, so that a misspelt
 * parameter fails here as it would at Stripe.
 */
export type FormReader = {
  text: (name: string, options?: { maximum?: number }) => string | undefined
  /** The value, null when it was sent empty (Stripe's way to unset), undefined when absent. */
  clearable: (name: string, options?: { maximum?: number }) => string | null | undefined
  requiredText: (name: string) => string
  integer: (name: string, options?: { minimum?: number; maximum?: number }) => number | undefined
  requiredInteger: (name: string, options?: { minimum?: number; maximum?: number }) => number
  boolean: (name: string) => boolean | undefined
  choice: <Value extends string>(name: string, values: readonly Value[]) => Value | undefined
  url: (name: string) => string | undefined
  texts: (name: string) => string[] | undefined
  object: (name: string) => FormReader | undefined
  range: (name: string) => Range | undefined
  /** Merges into `current` the way Stripe does: an empty value removes the key, an empty `metadata` removes all. */
  metadata: (current?: Record<string, string>) => Record<string, string> | undefined
  /** Known to Stripe and without meaning here. */
  ignore: (...names: string[]) => void
  end: () => void
}

const METADATA_KEYS = 50
const METADATA_KEY_LENGTH = 40
const METADATA_VALUE_LENGTH = 500

export function readForm(form: FormObject, prefix = ''): FormReader {
  const seen = new Set<string>()
  const full = (name: string) => (prefix === '' ? name : `${prefix}[${name}]`)
  const take = (name: string): FormValue | undefined => {
    seen.add(name)
    return form[name]
  }
  const missing = (name: string) => invalid(`Missing required param: ${full(name)}.`, full(name), 'parameter_missing')

  const clearable: FormReader['clearable'] = (name, options = {}) => {
    const value = take(name)
    if (value === undefined) return undefined
    if (typeof value !== 'string') throw invalid(`Invalid string: ${JSON.stringify(value)}`, full(name))
    if (value === '') return null
    if (value.length > (options.maximum ?? 5000)) {
      throw invalid(`Invalid string: must be at most ${options.maximum ?? 5000} characters`, full(name))
    }
    return value
  }

  const text: FormReader['text'] = (name, options) => {
    const value = clearable(name, options)
    if (value !== null) return value
    throw invalid(
      `You passed an empty string for '${full(name)}'. We assume empty values are an attempt to unset a parameter; however '${full(name)}' cannot be unset.`,
      full(name),
      'parameter_invalid_empty',
    )
  }

  const integer: FormReader['integer'] = (name, { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = {}) => {
    const value = text(name)
    if (value === undefined) return undefined
    if (!/^-?\d{1,15}$/.test(value)) throw invalid(`Invalid integer: ${value}`, full(name), 'parameter_invalid_integer')
    const number = Number(value)
    if (number < minimum) {
      throw invalid(`This value must be greater than or equal to ${minimum}.`, full(name), 'parameter_invalid_integer')
    }
    if (number > maximum) {
      throw invalid(`This value must be less than or equal to ${maximum}.`, full(name), 'parameter_invalid_integer')
    }
    return number
  }

  const choice: FormReader['choice'] = (name, values) => {
    const value = text(name)
    if (value === undefined) return undefined
    const found = values.find((candidate) => candidate === value)
    if (found === undefined) throw invalid(`Invalid ${full(name)}: must be one of ${values.join(', ')}`, full(name))
    return found
  }

  const object: FormReader['object'] = (name) => {
    const value = take(name)
    if (value === undefined || value === '') return undefined
    if (typeof value === 'string' || Array.isArray(value)) throw invalid('Invalid object', full(name))
    return readForm(value, full(name))
  }

  return {
    text,
    clearable,
    requiredText: (name) => {
      const value = text(name)
      if (value === undefined) throw missing(name)
      return value
    },
    integer,
    requiredInteger: (name, options) => {
      const value = integer(name, options)
      if (value === undefined) throw missing(name)
      return value
    },
    boolean: (name) => {
      const value = choice(name, ['true', 'false'])
      return value === undefined ? undefined : value === 'true'
    },
    choice,
    url: (name) => {
      const value = text(name)
      if (value === undefined) return undefined
      if (!/^https?:$/.test(URL.parse(value)?.protocol ?? ''))
        throw invalid('Not a valid URL', full(name), 'url_invalid')
      return value
    },
    texts: (name) => {
      const value = take(name)
      if (value === undefined || value === '') return undefined
      const list = Array.isArray(value) ? value : [value]
      if (!list.every((item) => typeof item === 'string')) throw invalid('Invalid array', full(name))
      return list
    },
    object,
    range: (name) => {
      const value = take(name)
      if (value === undefined) return undefined
      if (typeof value === 'string') {
        seen.delete(name)
        const exact = integer(name)
        return { gte: exact, lte: exact }
      }
      const reader = object(name)
      const range: Range = {}
      for (const bound of ['gt', 'gte', 'lt', 'lte'] as const) {
        const limit = reader?.integer(bound)
        if (limit !== undefined) range[bound] = limit
      }
      reader?.end()
      return range
    },
    metadata: (current = {}) => {
      const value = take('metadata')
      if (value === undefined) return undefined
      if (value === '') return {}
      if (typeof value === 'string') throw invalid('Invalid object', full('metadata'))
      const merged: Record<string, string> = { ...current }
      for (const [key, entry] of Object.entries(value)) {
        const param = `${full('metadata')}[${key}]`
        if (typeof entry !== 'string') throw invalid('Metadata values must be strings', param)
        if (key.length > METADATA_KEY_LENGTH) {
          throw invalid(`Metadata keys can have up to ${METADATA_KEY_LENGTH} characters.`, param)
        }
        if (entry.length > METADATA_VALUE_LENGTH) {
          throw invalid(`Metadata values can have up to ${METADATA_VALUE_LENGTH} characters.`, param)
        }
        if (entry === '') delete merged[key]
        else merged[key] = entry
      }
      if (Object.keys(merged).length > METADATA_KEYS) {
        throw invalid(`You cannot have more than ${METADATA_KEYS} metadata keys.`, full('metadata'))
      }
      return merged
    },
    ignore: (...names) => {
      for (const name of names) seen.add(name)
    },
    end: () => {
      const unknown = Object.keys(form).find((name) => !seen.has(name))
      if (unknown !== undefined) {
        throw invalid(`Received unknown parameter: ${full(unknown)}`, full(unknown), 'parameter_unknown')
      }
    },
  }
}
