import { invalid } from './problems.ts'

export type FormObject = { [name: string]: FormValue }
export type FormValue = string | FormValue[] | FormObject

/** More than any call of the API needs; a body beyond it is a mistake or an attack. */
const MAXIMUM_PAIRS = 1000
const MAXIMUM_DEPTH = 6

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw invalid('The request body or query holds a malformed percent escape.')
  }
}

/** `metadata[code]` → ['metadata', 'code'], `expand[]` → ['expand', '']. */
function pathOf(key: string): string[] {
  const open = key.indexOf('[')
  if (open === -1) return [key]
  const head = key.slice(0, open)
  const rest = key.slice(open)
  if (head === '' || !/^(\[[^[\]]*\])+$/.test(rest)) {
    throw invalid(`Invalid parameter name: '${key.slice(0, 100)}'`, key.slice(0, 100))
  }
  const path = [head, ...rest.slice(1, -1).split('][')]
  if (path.length > MAXIMUM_DEPTH) throw invalid(`Parameter '${head}' is nested too deeply.`, head)
  return path
}

/** A null prototype, so that `__proto__` in a body is a name like any other. */
function emptyObject(): FormObject {
  return Object.create(null) as FormObject
}

function assign(target: FormObject, path: string[], value: string, key: string): void {
  let here = target
  for (let depth = 0; depth < path.length - 1; depth += 1) {
    const name = path[depth] === '' ? String(Object.keys(here).length) : (path[depth] as string)
    const next = here[name] ?? emptyObject()
    if (typeof next === 'string' || Array.isArray(next)) throw invalid(`Parameter '${key}' is given twice.`, key)
    here[name] = next
    here = next
  }
  const last = path.at(-1) as string
  const name = last === '' ? String(Object.keys(here).length) : last
  if (typeof here[name] === 'object') throw invalid(`Parameter '${key}' is given twice.`, key)
  here[name] = value
}

/** Objects whose names are 0, 1, 2 … were arrays on the other side. */
function settle(value: FormValue, depth = 0): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value
  const names = Object.keys(value)
  if (depth > 0 && names.length > 0 && names.every((name, index) => name === String(index))) {
    return names.map((name) => settle(value[name] as FormValue, depth + 1))
  }
  for (const name of names) value[name] = settle(value[name] as FormValue, depth + 1)
  return value
}

/** Decodes Stripe's bracketed form encoding of a body or a query string; refuses what is malformed with a 400. */
export function decodeForm(text: string): FormObject {
  const result = emptyObject()
  if (text === '') return result
  const pairs = text.split('&')
  if (pairs.length > MAXIMUM_PAIRS) throw invalid(`At most ${MAXIMUM_PAIRS} parameters may be sent.`)
  for (const pair of pairs) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const key = decode(equals === -1 ? pair : pair.slice(0, equals))
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1))
    const path = pathOf(key)
    if (key.includes('\0') || value.includes('\0')) {
      throw invalid(
        `Parameter '${key.replaceAll('\0', '\\0')}' holds a NUL character.`,
        path[0]?.replaceAll('\0', '\\0'),
      )
    }
    assign(result, path, value, key)
  }
  return settle(result) as FormObject
}
