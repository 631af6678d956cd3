/** Answers leave through a compiled serializer: a third of the CPU of parsing them again, and what is not declared never leaves. */
import fastJson from 'fast-json-stringify'
import type { FastifySerializerCompiler } from 'fastify'
import { z } from 'zod'
import { isShared } from '../cache/shared-values.ts'

type Json = { [key: string]: unknown }
type Serialize = (data: unknown) => string

/** Bytes of answers that come from the cache: the second reader of a value gets the first one's. */
function keepingShared(serialize: Serialize): (data: unknown) => string | Buffer {
  const kept = new WeakMap<object, Buffer>()
  return (data) => {
    if (!isShared(data)) return serialize(data)
    let bytes = kept.get(data)
    if (!bytes) {
      bytes = Buffer.from(serialize(data))
      kept.set(data, bytes)
    }
    return bytes
  }
}

const compiled = new WeakMap<z.ZodType, Serialize>()

/**
 * What the serializer must not see: checks of content (they would be run on every answer), and
 * `additionalProperties: false`, which in a union would refuse an answer with one field too many instead of dropping it.
 */
const checks = new Set([
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'propertyNames',
  'default',
  'example',
  'examples',
  'title',
  'description',
  'id',
  '$id',
  '$schema',
  'definitions',
  'deprecated',
])

function simplify(node: unknown, definitions: Json, open: readonly string[]): unknown {
  if (Array.isArray(node)) return node.map((item) => simplify(item, definitions, open))
  if (node === null || typeof node !== 'object') return node
  const schema = node as Json
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].replace('#/definitions/', '')
    if (open.includes(name)) throw new Error(`the answer schema ${name} contains itself`)
    return simplify(definitions[name], definitions, [...open, name])
  }
  const out: Json = {}
  for (const [key, value] of Object.entries(schema)) {
    if (checks.has(key) || (key === 'additionalProperties' && value === false)) continue
    if (key === 'properties') {
      out[key] = Object.fromEntries(
        Object.entries(value as Json).map(([name, property]) => [name, simplify(property, definitions, open)]),
      )
    } else
      out[key] = key === 'enum' || key === 'const' || key === 'required' ? value : simplify(value, definitions, open)
  }
  return nullable(out)
}

/** `X or null` as `nullable`: otherwise each such field is validated to find its branch. */
function nullable(schema: Json): Json {
  const branches = schema['anyOf'] as Json[] | undefined
  if (branches?.length !== 2) return schema
  const rest = branches.filter((branch) => branch['type'] !== 'null')
  const only = rest[0]
  return rest.length === 1 && only && typeof only['type'] === 'string' && !('const' in only) && !('enum' in only)
    ? { ...only, nullable: true }
    : schema
}

/** The compiled serializer of an answer's schema. A missing required field is a bug and throws. */
export function serializerFor(schema: z.ZodType): Serialize {
  let serialize = compiled.get(schema)
  if (!serialize) {
    const json = z.toJSONSchema(schema, { io: 'output', target: 'draft-7', unrepresentable: 'any' }) as Json
    serialize = fastJson(simplify(json, (json['definitions'] ?? {}) as Json, []) as object) as Serialize
    compiled.set(schema, serialize)
  }
  return serialize
}

export const serializerCompiler: FastifySerializerCompiler<z.ZodType> = ({ schema }) =>
  // Fastify sends bytes as gladly as text, only its types know text alone.
  keepingShared(serializerFor(schema)) as Serialize
