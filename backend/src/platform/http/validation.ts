/** Zod on the way in: what is wrong, where (JSON pointers), in the language of the request. */
import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'
import type { Language } from '../../../../contracts/common.ts'
import type { FieldError } from '../errors.ts'
import { InvalidInput } from '../invalid-input.ts'

const errorMaps = { es: z.locales.es().localeError, en: z.locales.en().localeError }

function pointerOf(prefix: string, path: PropertyKey[]): string {
  return prefix + path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** More than anyone reads. A body may be wrong in thousands of places, and its answer must stay small. */
const mostErrors = 50
const mostCharacters = 300
const shorten = (text: string) => (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text)
const unknownField = { es: 'Este campo no existe aquí.', en: 'There is no such field here.' }

function fieldErrors(schema: z.ZodType, data: unknown, prefix: string, language: Language): FieldError[] {
  const result = schema.safeParse(data, { error: errorMaps[language] })
  if (result.success) return []
  return result.error.issues
    .slice(0, mostErrors)
    .flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys')
        return [{ pointer: pointerOf(prefix, issue.path), message: shorten(issue.message) }]
      // Zod's own message names all of them, each time.
      return issue.keys
        .slice(0, mostErrors)
        .map((key) => ({ pointer: shorten(pointerOf(prefix, [...issue.path, key])), message: unknownField[language] }))
    })
    .slice(0, mostErrors)
}

const prefixes: Record<string, string> = { body: '', querystring: '/query', params: '/params', headers: '/headers' }

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const prefix = prefixes[httpPart ?? 'body'] ?? ''
  return (data) => {
    const result = schema.safeParse(data)
    if (result.success) return { value: result.data }
    const fields = (language: Language) => fieldErrors(schema, data, prefix, language)
    return { error: new InvalidInput({ es: fields('es'), en: fields('en') }) }
  }
}
