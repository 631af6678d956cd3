/** Values of a JSON schema: ones that fit, and ones that a hostile or broken client would send in their place. */
import fc from 'fast-check'
import type { Chance } from '../simulation/random.ts'
import { Fields, Literal } from './json.ts'
import { resolveSchema, type Schema, type Schemas } from './schema.ts'

/** Values that exist, by the name of the field or parameter that asks for them; null when nothing is known. */
export type Known = (name: string) => unknown

export interface Maker {
  chance: Chance
  schemas: Schemas
  known: Known
}

const words = [
  'Telar',
  'grana cochinilla',
  'Ñuu Savi',
  'mañana',
  'Juchitán',
  'hilo & aguja',
  'Día 3',
  '日本語',
  '🧵🪡',
  'a',
  'O’Brien',
  '50 %',
]
const seconds = 1000
const day = 86_400 * seconds

function fittingText(schema: Schema, name: string, maker: Maker): string {
  const { chance } = maker
  switch (schema.format) {
    case 'uuid':
      return `01a200cd-ddd9-7211-8467-${String(chance.between(0, 999_999_999_999)).padStart(12, '0')}`
    case 'date-time':
      return new Date(Date.now() + chance.between(1, 90) * day + chance.between(0, 86_399) * seconds).toISOString()
    case 'date':
      return new Date(Date.now() + chance.between(0, 90) * day).toISOString().slice(0, 10)
    case 'email':
      return `fuzz${chance.between(0, 1e9)}@guelaguetza.test`
    case 'uri':
      return 'https://guelaguetza.example/x'
    default:
      break
  }
  if (schema.pattern)
    return fc.sample(fc.stringMatching(new RegExp(schema.pattern, 'u')), {
      seed: chance.between(0, 2 ** 31),
      numRuns: 1,
    })[0] as string
  if (/password/i.test(name)) return `hilo-de-algodon-${chance.between(10, 99)}`
  const { minLength = 0, maxLength = 200 } = schema
  let text = ''
  do text += `${text && ' '}${chance.pick(words)}`
  while (text.length < Math.max(minLength, 3) || (text.length < maxLength && chance.happens(0.3)))
  return text.slice(0, maxLength).trim().padEnd(minLength, 'x')
}

function fittingNumber(schema: Schema, integer: boolean, chance: Chance): number {
  const low = schema.minimum ?? (schema.exclusiveMinimum === undefined ? 0 : schema.exclusiveMinimum + 1)
  const high = Math.min(schema.maximum ?? 1_000_000, 10_000_000_000)
  if (chance.happens(0.2)) return chance.pick([low, high])
  // Small numbers are the plausible ones.
  const value = low + chance.next() ** 3 * (high - low)
  return integer ? Math.round(value) : value
}

/** A value that fits, as far as the schema says. */
export function fitting(given: Schema, maker: Maker, name = ''): unknown {
  const schema = resolveSchema(given, maker.schemas)
  const { chance } = maker
  const known = maker.known(name)
  if (known !== null && known !== undefined && chance.happens(0.85)) return known
  if ('const' in schema) return schema.const
  if (schema.enum) return chance.pick(schema.enum)
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return fitting(chance.pick(branches), maker, name)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => fitting(part, maker, name)))
  switch ([schema.type].flat()[0]) {
    case 'string':
      return fittingText(schema, name, maker)
    case 'integer':
      return fittingNumber(schema, true, chance)
    case 'number':
      return fittingNumber(schema, false, chance)
    case 'boolean':
      return chance.happens(0.5)
    case 'array': {
      const { minItems = 0, maxItems = 3 } = schema
      const length = chance.between(minItems, Math.max(minItems, Math.min(maxItems, 3)))
      return Array.from({ length }, () => fitting(schema.items as Schema, maker, name))
    }
    case 'object':
      return fittingObject(schema, maker)
    case 'null':
      return null
    default:
      return chance.pick(['x', 1, null, {}])
  }
}

function fittingObject(schema: Schema, maker: Maker): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  // Few, many, or nearly all of the optional fields.
  const share = maker.chance.pick([0.1, 0.4, 0.9])
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(name) || maker.chance.happens(share)) out[name] = fitting(property, maker, name)
  }
  if (typeof schema.additionalProperties === 'object' && schema.propertyNames && maker.chance.happens(0.5)) {
    out[String(fitting(schema.propertyNames, maker, 'type'))] = fitting(schema.additionalProperties, maker)
  }
  return out
}

const deep = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)

/** Texts that have broken somebody's system. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfffb\ud83d',
  '\u202e\u200b\ufeff',
  'e\u0301'.repeat(500),
  '🧵'.repeat(300),
  'x'.repeat(5000),
  'x'.repeat(100_000),
  "'; DROP TABLE bookings; --",
  '%_\\',
  '${7*7}{{7*7}}',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  'Infinity',
  'NaN',
  '1e400',
  '-0',
  '0x10',
  '１２',
  '1,5',
  'null',
  'true',
  '2027-02-30',
  '0000-01-01',
  '99999-01-01',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00.000Z',
  '2027-07-19T16:00:00+14:00',
  '2027-07-19T24:00:00Z',
  '2016-12-31T23:59:60Z',
  '2027-07-19T16:00:00.123456789Z',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '01A200CD-DDD9-7211-8467-58FB6374BC3F',
  '__proto__',
  'constructor',
]

const hostileValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  -0.5,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  new Literal('1e400'),
  new Literal('-1e400'),
  new Literal('-0'),
  new Literal('123456789012345678901234567890'),
  new Literal(`0.${'1'.repeat(1000)}`),
  new Literal(deep(200)),
  new Literal('"\\u0000"'),
  new Literal('"\\ud800"'),
  [],
  {},
  [[[[]]]],
  [null],
  { length: 1 },
  { toString: 'x', valueOf: 'y' },
  Array.from({ length: 2000 }, () => 'x'),
]

const hostileKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'role',
  'isAdmin',
  'userId',
  'status',
  'totalCents',
  'id',
  'hasOwnProperty',
  '',
  'a\0b',
  '$where',
  'x'.repeat(3000),
]

export const hostile = (chance: Chance): unknown =>
  chance.happens(0.55) ? chance.pick(hostileTexts) : chance.pick(hostileValues)

/** One thing wrong, somewhere in the value. */
export function broken(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && chance.happens(0.7)) {
    const at = chance.between(0, value.length - 1)
    const how = chance.between(0, 3)
    if (how === 0) return [...value, ...value]
    if (how === 1) return Array.from({ length: 300 }, () => value[at])
    return value.map((item, index) => (index === at ? broken(item, chance) : item))
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return hostile(chance)
  const entries = Object.entries(value)
  const at = chance.between(0, Math.max(0, entries.length - 1))
  switch (chance.between(0, 9)) {
    case 0:
      return hostile(chance)
    case 1:
      return Object.fromEntries(entries.filter((_, index) => index !== at))
    case 2:
      return new Fields([...entries, [chance.pick(hostileKeys), hostile(chance)]])
    case 3:
      // The same key twice: which one counts must not depend on who reads.
      return new Fields([...entries, [entries[at]?.[0] ?? 'x', hostile(chance)]])
    case 4:
      return new Fields([...entries, ['__proto__', { role: 'admin' }]])
    default:
      return new Fields(entries.map(([key, child], index) => [key, index === at ? broken(child, chance) : child]))
  }
}
