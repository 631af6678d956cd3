import type { Problem } from '../../contracts/common.ts'
import { actingOn } from './acting-choice.ts'
import { currentLanguage } from './language.ts'
import { noteServerDate } from './server-clock.ts'

/** Codes the browser itself adds to the contract's: no answer came, it took too long, or it was not JSON. */
export type ClientProblemCode = 'NETWORK_ERROR' | 'TIMEOUT' | 'UNREADABLE_ANSWER'

/** What went wrong with a request, in the shape of RFC 9457. `status` is 0 when no answer came. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  /** Per field, `pointer` is a JSON pointer such as `/party/0/quantity`. */
  readonly errors: NonNullable<Problem['errors']>
  /** Seconds, from `Retry-After`. */
  readonly retryAfterSeconds: number | null
  /** With ACCOUNT_BANNED. */
  readonly ban: Problem['ban']

  constructor(facts: Partial<Problem> & { code: string; status: number; retryAfterSeconds?: number | null }) {
    super(facts.detail ?? facts.title ?? facts.code)
    this.name = 'ApiProblem'
    this.status = facts.status
    this.code = facts.code
    this.requestId = facts.requestId ?? null
    this.errors = facts.errors ?? []
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null
    this.ban = facts.ban
  }
}

/** True for an ApiProblem, of that code when one is given. */
export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code)
}

/** True when nothing answered: the network is gone, not the server's decision. */
export function isOffline(error: unknown): boolean {
  return isProblem(error, 'NETWORK_ERROR') || isProblem(error, 'TIMEOUT')
}

/** A fresh key; keep it for every repeat of the same intention, so that nobody is charged twice. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID()
}

type QueryValue = string | number | boolean | null | undefined
export type RequestOptions = {
  query?: Record<string, QueryValue>
  body?: unknown
  /** What is sent as it is, instead of a body. */
  text?: { type: string; content: string }
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
  idempotencyKey?: string
  /** Milliseconds until the request is given up; 15,000 unless told. */
  timeoutMs?: number
}

const defaultTimeoutMs = 15_000

/**
 * `/experiences` lives under `/api/v1`; a path that already starts with `/api/` (sessions) is taken as it is. It is whole by
 * itself: what a browser downloads sends no header that says for whom.
 */
export function apiUrl(path: string, query?: RequestOptions['query']): string {
  return addressOf(path, { ...query, actingFor: actingOn(path) })
}

function addressOf(path: string, query: RequestOptions['query']): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value))
  }
  const search = params.toString()
  return (path.startsWith('/api/') ? path : `/api/v1${path}`) + (search ? `?${search}` : '')
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('retry-after'))
  const facts = (await response.json().catch(() => ({}))) as Partial<Problem> & { message?: string }
  const detail = facts.detail ?? facts.message
  return new ApiProblem({
    ...facts,
    ...(detail === undefined ? {} : { detail }),
    status: response.status,
    code: typeof facts.code === 'string' ? facts.code : `HTTP_${response.status}`,
    requestId: facts.requestId ?? response.headers.get('x-request-id') ?? '',
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  })
}

async function ask(method: string, path: string, options: RequestOptions): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs)
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    'accept-language': currentLanguage(),
    ...options.headers,
  }
  const actingFor = actingOn(path)
  if (actingFor) headers['x-acting-for'] = actingFor
  const sent = options.text?.content ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
  if (sent !== undefined) headers['content-type'] = options.text?.type ?? 'application/json'
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  const sentAt = Date.now()
  let response: Response
  try {
    response = await fetch(addressOf(path, options.query), {
      method,
      headers,
      credentials: 'include',
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      ...(sent === undefined ? {} : { body: sent }),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiProblem({ status: 0, code: timeout.aborted ? 'TIMEOUT' : 'NETWORK_ERROR' })
  }
  // A kept answer would carry the time at which it was kept.
  if (response.headers.get('cache-control')?.includes('no-store')) {
    noteServerDate(response.headers.get('date'), sentAt, Date.now())
  }
  if (!response.ok) throw await readProblem(response)
  return response
}

/**
 * One request. Answers the parsed JSON (undefined for an empty answer) or throws ApiProblem; an abort by the caller's
 * own signal is thrown as it is. It neither toasts nor redirects: what a failure means is for the screen to say.
 */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await ask(method, path, options)
  if (response.status === 204) return undefined as T
  const text = await response.text()
  if (text === '') return undefined as T
  try {
    return JSON.parse(text) as T
  } catch {
    throw new ApiProblem({ status: response.status, code: 'UNREADABLE_ANSWER' })
  }
}

export const http = {
  get: <T>(path: string, options?: RequestOptions) => request<T>('GET', path, options),
  post: <T>(path: string, options?: RequestOptions) => request<T>('POST', path, options),
  put: <T>(path: string, options?: RequestOptions) => request<T>('PUT', path, options),
  patch: <T>(path: string, options?: RequestOptions) => request<T>('PATCH', path, options),
  delete: <T>(path: string, options?: RequestOptions) => request<T>('DELETE', path, options),
  /** A file that the server writes; `headers.accept` says in which form. */
  file: async (path: string, options: RequestOptions = {}) => (await ask('GET', path, options)).blob(),
}
