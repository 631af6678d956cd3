import { StripeProblem } from './problems.ts'
import type { FastifyRequest } from 'fastify'

/** With which kind of key a call came: `sk_test_sandbox` and `pk_test_sandbox`, or any other test key, open the one account. */
export type Viewer = 'secret' | 'publishable'

function keyOf(request: FastifyRequest, formKey: string | undefined): string | undefined {
  const header = request.headers.authorization
  if (header === undefined) return formKey
  const [scheme = '', credentials = ''] = header.split(' ')
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme.toLowerCase() !== 'basic') return undefined
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0]
}

function refusal(message: string, code?: string): StripeProblem {
  return new StripeProblem({ status: 401, type: 'invalid_request_error', message, code })
}

/** Who calls; refuses with 401 what has no key, a live key, or a publishable key where a secret one is needed. */
export function authenticate(request: FastifyRequest, browserAllowed: boolean, formKey: string | undefined): Viewer {
  const key = keyOf(request, formKey)
  if (!key) {
    throw refusal(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    )
  }
  if (/^sk_test_\w{3,255}$/.test(key)) return 'secret'
  if (/^pk_test_\w{3,255}$/.test(key)) {
    if (browserAllowed) return 'publishable'
    throw refusal(
      'This API call cannot be made with a publishable API key. Please use a secret API key.',
      'secret_key_required',
    )
  }
  const shown = key.length > 12 ? `${key.slice(0, 8)}****${key.slice(-4)}` : '****'
  throw refusal(`Invalid API Key provided: ${shown}`)
}

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** A page elsewhere whose name was pointed at this machine still sends its own name: it is refused. */
export function isLoopbackHost(host: string | undefined, publicUrl: string): boolean {
  if (!host) return false
  const name = URL.parse(`http://${host}`)?.hostname
  return name !== undefined && (LOOPBACK_NAMES.has(name) || name === URL.parse(publicUrl)?.hostname)
}
