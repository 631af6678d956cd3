/** Errors a person can do something about. Services throw them; throwing rolls the transaction back; the edge answers problem+json. */
import type { Language, Problem } from '../../../contracts/common.ts'

export interface ErrorEntry {
  status: number
  es: string
  en: string
}
export interface FieldError {
  pointer: string
  message: string
}

/** `detail` texts may name parameters as `{name}`. */
export class DomainError extends Error {
  override name = 'DomainError'
  readonly code: string
  readonly status: number
  readonly texts: { es: string; en: string }
  readonly params: Record<string, string | number>
  readonly errors: FieldError[] | undefined
  readonly retryAfterSeconds: number | undefined
  readonly ban: Problem['ban']

  constructor(
    code: string,
    entry: ErrorEntry,
    options: {
      params?: Record<string, string | number>
      errors?: FieldError[]
      retryAfterSeconds?: number
      ban?: Problem['ban']
      cause?: unknown
    } = {},
  ) {
    // A refusal is an answer: where in the code it was given nobody asks, and a stack costs more than the rest of it.
    const depth = Error.stackTraceLimit
    if (entry.status < 500) Error.stackTraceLimit = 0
    super(code, { cause: options.cause })
    Error.stackTraceLimit = depth
    this.code = code
    this.status = entry.status
    this.texts = { es: entry.es, en: entry.en }
    this.params = options.params ?? {}
    this.errors = options.errors
    this.retryAfterSeconds = options.retryAfterSeconds
    this.ban = options.ban
  }

  detail(language: Language): string {
    return this.texts[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(this.params[name] ?? ''))
  }
}

type Options = ConstructorParameters<typeof DomainError>[2]
const catalogue = new Map<string, ErrorEntry & { module: string }>()

/**
 * A module's catalogue of errors: `const errors = defineErrors('bookings', { SOLD_OUT: { status: 409, es, en } })`,
 * then `throw errors.SOLD_OUT({ params })`. A code may be shared by modules only with the same status.
 */
export function defineErrors<const E extends Record<string, ErrorEntry>>(module: string, entries: E) {
  for (const [code, entry] of Object.entries(entries)) {
    const known = catalogue.get(code)
    if (known && known.status !== entry.status)
      throw new Error(`${code} is ${known.status} in ${known.module} and ${entry.status} in ${module}`)
    // Of several modules always the same one speaks for a code, whichever was loaded first.
    if (!known || module >= known.module) catalogue.set(code, { ...entry, module })
  }
  return Object.fromEntries(
    Object.entries(entries).map(([code, entry]) => [
      code,
      (options?: Options) => new DomainError(code, entry, options),
    ]),
  ) as { [K in keyof E]: (options?: Options) => DomainError }
}

/** Everything defined so far, for docs/errors.md and the test that holds them together. */
export function errorCatalogue() {
  return [...catalogue].map(([code, entry]) => ({ code, ...entry })).toSorted((a, b) => a.code.localeCompare(b.code))
}

export const platformErrors = defineErrors('platform', {
  VALIDATION_FAILED: {
    status: 400,
    es: 'Hay datos que no podemos aceptar: revisa lo marcado.',
    en: 'Some of what was sent cannot be accepted: check what is marked.',
  },
  MALFORMED_BODY: {
    status: 400,
    es: 'El cuerpo de la petición no se puede leer.',
    en: 'The request body cannot be read.',
  },
  UNAUTHENTICATED: { status: 401, es: 'Inicia sesión para continuar.', en: 'Sign in to go on.' },
  FORBIDDEN: { status: 403, es: 'Tu cuenta no puede hacer esto.', en: 'Your account may not do this.' },
  ACCOUNT_BANNED: { status: 403, es: 'Esta cuenta está suspendida.', en: 'This account is suspended.' },
  SECOND_FACTOR_REQUIRED: {
    status: 403,
    es: 'Tu trabajo pide un segundo factor: actívalo en Seguridad, o entra con él.',
    en: 'Your work asks for a second factor: set it up under Security, or sign in with it.',
  },
  NOT_FOUND: { status: 404, es: 'No encontramos lo que buscas.', en: 'We could not find what you are looking for.' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    es: 'Esta dirección no acepta ese método.',
    en: 'This address does not take that method.',
  },
  VERSION_CONFLICT: {
    status: 409,
    es: 'Alguien cambió esto antes que tú. Vuelve a cargarlo.',
    en: 'Someone changed this before you. Load it again.',
  },
  INVALID_TRANSITION: {
    status: 409,
    es: 'Esto ya no se puede hacer en el estado actual.',
    en: 'This can no longer be done in the present state.',
  },
  REQUEST_IN_PROGRESS: {
    status: 409,
    es: 'La misma petición todavía está en curso.',
    en: 'The same request is still under way.',
  },
  PAYLOAD_TOO_LARGE: { status: 413, es: 'Lo enviado es demasiado grande.', en: 'What was sent is too large.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    es: 'Ese tipo de contenido no se acepta aquí.',
    en: 'That content type is not taken here.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    es: 'Esa clave de idempotencia ya se usó con otros datos.',
    en: 'That idempotency key was already used with other data.',
  },
  RATE_LIMITED: {
    status: 429,
    es: 'Demasiadas peticiones. Espera {seconds} segundos.',
    en: 'Too many requests. Wait {seconds} seconds.',
  },
  INTERNAL: {
    status: 500,
    es: 'Algo falló de nuestro lado. Ya lo registramos.',
    en: 'Something failed on our side. We have recorded it.',
  },
  OVERLOADED: {
    status: 503,
    es: 'Hay mucha gente en este momento. Intenta de nuevo en unos segundos.',
    en: 'It is very busy right now. Try again in a few seconds.',
  },
  PAYMENT_PROVIDER_UNAVAILABLE: {
    status: 503,
    es: 'El servicio de pagos no responde. No se cobró nada; intenta de nuevo en un momento.',
    en: 'The payment service does not answer. Nothing was charged; try again in a moment.',
  },
})
