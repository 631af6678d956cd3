/** Request bodies and addresses: valid UTF-8, no NUL (PostgreSQL refuses it), no prototype tricks. */
import type { FastifyInstance } from 'fastify'
import { platformErrors } from '../errors.ts'
import { invalidField } from '../invalid-input.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

const nulTexts = { es: 'No debe contener el carácter NUL.', en: 'Must not contain the NUL character.' }
const utf8Texts = { es: 'No es UTF-8 válido.', en: 'Is not valid UTF-8.' }

/**
 * Where a string of a parsed body has a NUL, as a JSON pointer; null when nowhere. Iterative: bodies may be deep.
 * @throws MALFORMED_BODY for a `__proto__` key.
 */
function findNul(body: unknown): string | null {
  const todo: [pointer: string, value: unknown][] = [['', body]]
  for (let next = todo.pop(); next; next = todo.pop()) {
    const [pointer, value] = next
    if (typeof value === 'string' && value.includes('\0')) return pointer
    if (value === null || typeof value !== 'object') continue
    for (const [key, child] of Object.entries(value)) {
      if (key === '__proto__') throw platformErrors.MALFORMED_BODY()
      if (key.includes('\0')) return pointer
      todo.push([`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, child])
    }
  }
  return null
}

/** @throws MALFORMED_BODY when it is no JSON in UTF-8, VALIDATION_FAILED when a string carries NUL. */
export function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  let text: string
  let body: unknown
  try {
    text = utf8.decode(bytes)
    body = JSON.parse(text)
  } catch (error) {
    throw platformErrors.MALFORMED_BODY({ cause: error })
  }
  // Both may be written with escapes, which share this beginning.
  if (text.includes('\\u00') || text.includes('__proto__')) {
    const pointer = findNul(body)
    if (pointer !== null) throw invalidField(pointer, nulTexts)
  }
  return body
}

function assertCleanAddress(url: string): void {
  if (!url.includes('%')) return
  let decoded: string
  try {
    decoded = decodeURIComponent(url)
  } catch {
    throw invalidField(url.includes('?') ? '/query' : '/params', utf8Texts)
  }
  if (decoded.includes('\0')) throw invalidField(url.includes('?') ? '/query' : '/params', nulTexts)
}

/** JSON is the one body type; routes that need another register its parser in their own scope. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.decorateRequest('rawBody', null)
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    if (raw.headers.host === undefined && raw.httpVersion === '1.1') throw platformErrors.MALFORMED_BODY()
    assertCleanAddress(raw.url ?? '')
    done()
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    try {
      if (request.routeOptions.config.rawBody) request.rawBody = bytes
      done(null, parseJsonBody(bytes))
    } catch (error) {
      done(error as Error)
    }
  })
}
