/** What is wrong with a request, in both languages: who finds it does not know which one is spoken. */
import type { Language } from '../../../contracts/common.ts'
import type { FieldError } from './errors.ts'

/** Fastify wants an Error; the edge turns it into VALIDATION_FAILED. */
export class InvalidInput extends Error {
  override name = 'InvalidInput'
  readonly code = 'VALIDATION_FAILED'
  readonly fields: Record<Language, FieldError[]>
  constructor(fields: Record<Language, FieldError[]>) {
    super('invalid input')
    this.fields = fields
  }
}

/** One field of the request is wrong in a way no schema says. */
export function invalidField(pointer: string, texts: Record<Language, string>): InvalidInput {
  return new InvalidInput({ es: [{ pointer, message: texts.es }], en: [{ pointer, message: texts.en }] })
}
