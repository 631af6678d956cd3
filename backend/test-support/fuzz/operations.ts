/** The served OpenAPI document, as the fuzzer drives it. */
import type { Schema, Schemas } from './schema.ts'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header' | 'cookie'
  required?: boolean
  schema: Schema
}
interface Described {
  operationId?: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
  'x-access'?: string
  'x-idempotent'?: boolean
}
export interface Operation {
  /** `POST /api/v1/bookings` */
  name: string
  method: string
  /** With `{name}` where a parameter goes. */
  path: string
  access: string
  idempotent: boolean
  pathParameters: Parameter[]
  query: Parameter[]
  headers: Parameter[]
  /** Null when none is described. */
  body: Schema | null
  responses: Described['responses']
}
export interface Api {
  operations: Operation[]
  schemas: Schemas
}

/** @throws what the description lacks to be driven by it */
export function readApi(document: unknown): Api {
  const { openapi, paths, components } = document as {
    openapi: string
    paths: Record<string, Record<string, Described>>
    components: { schemas: Schemas }
  }
  if (!openapi?.startsWith('3.')) throw new Error('that is no OpenAPI 3 document')
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const parameters = described.parameters ?? []
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        access: described['x-access'] ?? 'public',
        idempotent: described['x-idempotent'] ?? false,
        pathParameters: parameters.filter((parameter) => parameter.in === 'path'),
        query: parameters.filter((parameter) => parameter.in === 'query'),
        headers: parameters.filter((parameter) => parameter.in === 'header'),
        body: described.requestBody?.content['application/json']?.schema ?? null,
        responses: described.responses,
      }
    }),
  )
  return { operations, schemas: components.schemas }
}
