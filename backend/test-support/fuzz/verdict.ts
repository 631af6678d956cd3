/** What must hold of every answer, whatever was asked. */
import { errorCatalogue } from '../../src/platform/errors.ts'
import type { Case } from './cases.ts'
import { mismatches, type Schemas } from './schema.ts'
import type { Answer } from './wire.ts'

type Problem = { code?: unknown; status?: unknown; requestId?: unknown; errors?: { pointer: string }[] }
const problemSchema = { $ref: '#/components/schemas/Problem' }

const mediaOf = (answer: Answer) =>
  String(answer.headers['content-type'] ?? '')
    .split(';')[0]
    ?.trim() ?? ''

function parse(body: Buffer): { value: unknown } | null {
  try {
    return { value: JSON.parse(body.toString()) as unknown }
  } catch {
    return null
  }
}

/** A problem is problem+json with the documented fields and a code of the catalogue, whose status is the answer's. */
export function problemFaults(answer: Answer, schemas: Schemas): string[] {
  const faults: string[] = []
  if (mediaOf(answer) !== 'application/problem+json')
    faults.push(`${answer.status} as ${mediaOf(answer) || 'nothing'}, not problem+json`)
  const parsed = parse(answer.body)
  if (!parsed)
    return [...faults, `${answer.status} with a body that is no JSON: ${answer.body.toString().slice(0, 200)}`]
  faults.push(...mismatches(problemSchema, parsed.value, schemas).map((fault) => `problem ${fault}`))
  const { code, status, requestId, errors } = parsed.value as Problem
  const entry = errorCatalogue().find((one) => one.code === code)
  if (!entry) faults.push(`code ${String(code)} is not in the catalogue`)
  else if (entry.status !== answer.status || status !== answer.status)
    faults.push(`${String(code)} with status ${answer.status}`)
  const sentId = answer.headers['x-request-id']
  if (sentId !== undefined && sentId !== requestId)
    faults.push(`requestId ${String(requestId)} is not the header's ${String(sentId)}`)
  if (errors?.some(({ pointer }) => pointer !== '' && !pointer.startsWith('/'))) faults.push('a pointer that is none')
  if (JSON.stringify(parsed.value).match(/node_modules|\bat \/|SELECT |prisma|postgres/i))
    faults.push('it tells about our insides')
  return faults
}

/** Everything that is wrong with an answer; empty when it is as promised. */
export function answerFaults(one: Case, answer: Answer | null, schemas: Schemas): string[] {
  // An answer to what is too large may be lost with the connection that is closed on the sender.
  if (!answer) return one.outside === 'oversized' ? [] : ['the connection was cut without an answer']
  const { status } = answer
  const faults: string[] = []
  if (status >= 500) faults.push(`answered ${status}`)
  const hasBody = one.method !== 'HEAD' && status !== 204 && status !== 304
  if (!hasBody) {
    if (answer.body.length > 0) faults.push('a body where none may be')
    return faults
  }
  if (status >= 400) faults.push(...problemFaults(answer, schemas))
  if (one.outside === 'method') return faults
  const documented = one.operation.responses[String(status)]
  if (!documented) return [...faults, `status ${status} is not documented`]
  const media = documented.content?.[mediaOf(answer)]
  if (!media) return [...faults, `${mediaOf(answer) || 'no content type'} is not documented for ${status}`]
  if (mediaOf(answer).endsWith('json') && media.schema && status < 400) {
    const parsed = parse(answer.body)
    if (!parsed) faults.push('the body is no JSON')
    else faults.push(...mismatches(media.schema, parsed.value, schemas).map((fault) => `answer ${fault}`))
  }
  return faults
}

/** Tables that a refused request may change: the answer kept for its key, the evidence of a refusal, views and wrong codes counted meanwhile, a passkey's question. */
const evidence = new Set([
  'idempotency_keys',
  'slot_refusals',
  'stock_refusals',
  'daily_figures',
  'counted_events',
  'two_factors',
  'verifications',
])

export function writeFaults(answer: Answer | null, changed: readonly string[]): string[] {
  if (!answer || answer.status < 400) return []
  const half = changed.filter((table) => !evidence.has(table))
  return half.length ? [`answered ${answer.status}, yet ${half.join(', ')} changed`] : []
}
