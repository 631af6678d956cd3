/** JSON Schema as the served description uses it: whether a value fits, said by code that shares nothing with what wrote it. */

export interface Schema {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  not?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  items?: Schema | boolean
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  default?: unknown
  example?: unknown
}
export type Schemas = Record<string, Schema>

export function resolveSchema(schema: Schema, schemas: Schemas): Schema {
  if (!schema.$ref) return schema
  const name = schema.$ref.replace('#/components/schemas/', '')
  const found = schemas[name]
  if (!found) throw new Error(`the description refers to ${schema.$ref}, which it does not have`)
  return resolveSchema(found, schemas)
}

const formats: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  email: /^[^\s@]+@[^\s@]+$/,
  uri: /^[a-z][a-z0-9+.-]*:/i,
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/** Where and how `value` does not fit, as `pointer: why`; empty when it fits. */
export function mismatches(given: Schema | boolean, value: unknown, schemas: Schemas, at = ''): string[] {
  if (given === true) return []
  if (given === false) return [`${at || '/'}: must not be there`]
  const schema = resolveSchema(given, schemas)
  const wrong: string[] = []
  const say = (why: string) => wrong.push(`${at || '/'}: ${why}`)
  const type = typeOf(value)
  const types = schema.type === undefined ? null : [schema.type].flat()
  if (types && !types.includes(type) && !(type === 'integer' && types.includes('number'))) {
    say(`is ${type}, not ${types.join(' or ')}`)
    return wrong
  }
  if ('const' in schema && JSON.stringify(schema.const) !== JSON.stringify(value))
    say(`is not ${JSON.stringify(schema.const)}`)
  if (schema.enum && !schema.enum.some((one) => JSON.stringify(one) === JSON.stringify(value)))
    say(`${JSON.stringify(value)} is none of ${JSON.stringify(schema.enum)}`)
  for (const part of schema.allOf ?? []) wrong.push(...mismatches(part, value, schemas, at))
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) {
    const tried = branches.map((branch) => mismatches(branch, value, schemas, at))
    if (tried.every((found) => found.length > 0))
      wrong.push(...(tried.toSorted((a, b) => a.length - b.length)[0] ?? []))
  }
  if (typeof value === 'string') wrong.push(...textMismatches(schema, value, at || '/'))
  if (typeof value === 'number') wrong.push(...numberMismatches(schema, value, at || '/'))
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) say(`has ${value.length} items`)
    if (value.length > (schema.maxItems ?? Infinity)) say(`has ${value.length} items`)
    if (schema.items !== undefined)
      for (const [index, item] of value.entries())
        wrong.push(...mismatches(schema.items, item, schemas, `${at}/${index}`))
  } else if (type === 'object') wrong.push(...objectMismatches(schema, value as Record<string, unknown>, schemas, at))
  return wrong
}

function textMismatches(schema: Schema, value: string, at: string): string[] {
  const wrong: string[] = []
  const length = [...value].length
  if (length < (schema.minLength ?? 0) || value.length > (schema.maxLength ?? Infinity))
    wrong.push(`${at}: has ${length} characters`)
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value))
    wrong.push(`${at}: does not match ${schema.pattern}`)
  const format = schema.format ? formats[schema.format] : undefined
  if (format && !format.test(value)) wrong.push(`${at}: is no ${schema.format}`)
  return wrong
}

function numberMismatches(schema: Schema, value: number, at: string): string[] {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum, exclusiveMaximum } = schema
  const fits =
    value >= minimum &&
    value <= maximum &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || value < exclusiveMaximum)
  return fits ? [] : [`${at}: ${value} is out of bounds`]
}

function objectMismatches(schema: Schema, value: Record<string, unknown>, schemas: Schemas, at: string): string[] {
  const wrong: string[] = []
  for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) wrong.push(`${at}/${name}: is missing`)
  for (const [name, child] of Object.entries(value)) {
    const property = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined
    if (property) wrong.push(...mismatches(property, child, schemas, `${at}/${name}`))
    else if (schema.additionalProperties === false) wrong.push(`${at}/${name}: is not described`)
    else if (typeof schema.additionalProperties === 'object')
      wrong.push(...mismatches(schema.additionalProperties, child, schemas, `${at}/${name}`))
  }
  return wrong
}
