/** JSON as hostile clients write it: literals that JavaScript has no value for, and keys that come twice. */

/** A piece of text put where a value stands. */
export class Literal {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** An object whose keys may repeat, or be `__proto__`. */
export class Fields {
  readonly entries: [key: string, value: unknown][]
  constructor(entries: [key: string, value: unknown][]) {
    this.entries = entries
  }
}

export function writeJson(value: unknown): string {
  if (value instanceof Literal) return value.text
  if (value instanceof Fields)
    return `{${value.entries.map(([key, child]) => `${JSON.stringify(key)}:${writeJson(child)}`).join(',')}}`
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`
  if (value !== null && typeof value === 'object') return writeJson(new Fields(Object.entries(value)))
  return JSON.stringify(value) ?? 'null'
}
