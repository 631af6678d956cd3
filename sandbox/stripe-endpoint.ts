import { setTimeout as sleep } from 'node:timers/promises'
import { API_VERSION } from './events.ts'
import { StripeProblem, invalid, serverProblem } from './problems.ts'
import { authenticate } from './access.ts'
import { decodeForm } from './form-decoding.ts'
import { expand } from './expansion.ts'
import { isRemembered } from './idempotency.ts'
import { newId } from './ids.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ActiveFault } from './faults.ts'
import type { Answer, Call, Endpoint } from './endpoint.ts'
import type { Core } from './core.ts'
import type { FormObject } from './form-decoding.ts'
import type { Idempotency, Ticket } from './idempotency.ts'

/** A hanging call is cut at last, so that a forgotten client costs a socket for minutes and not for ever. */
const LONGEST_HANG_MS = 10 * 60 * 1000

function isAnswer(result: object): result is Answer {
  return 'status' in result && 'body' in result && !('object' in result)
}

function formOf(request: FastifyRequest): FormObject {
  if (request.method === 'POST') {
    const { body } = request
    if (body !== undefined && body !== null && typeof body !== 'string') {
      throw invalid('The body must be form encoded: Content-Type: application/x-www-form-urlencoded.')
    }
    return decodeForm(body ?? '')
  }
  const query = request.url.indexOf('?')
  return decodeForm(query === -1 ? '' : request.url.slice(query + 1))
}

function takeExpand(form: FormObject): string[] {
  const paths = form.expand
  delete form.expand
  if (paths === undefined || paths === '') return []
  const list = typeof paths === 'string' ? [paths] : paths
  if (!Array.isArray(list) || !list.every((path) => typeof path === 'string')) throw invalid('Invalid array', 'expand')
  return list
}

function faultAnswer(fault: ActiveFault): StripeProblem {
  if (fault.kind === 'rate_limit') {
    return new StripeProblem({
      status: 429,
      type: 'invalid_request_error',
      code: 'rate_limit',
      message: 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    })
  }
  return serverProblem(fault.status, 'An unknown error occurred (injected by the sandbox).')
}

function hang(reply: FastifyReply): void {
  reply.hijack()
  const timer = setTimeout(() => reply.raw.destroy(), LONGEST_HANG_MS)
  timer.unref()
  reply.raw.on('close', () => clearTimeout(timer))
}

/**
 * Serves one endpoint the way Stripe's edge does: key, injected faults, form, idempotency, the effect in one
 * commit together with the remembered answer and its events, expansion, request id.
 */
export function serveEndpoint(core: Core, idempotency: Idempotency, endpoint: Endpoint) {
  function execute(
    call: Call,
    paths: string[],
    requestId: string,
    ticket: Ticket | null,
    fault: ActiveFault | null,
  ): Answer {
    const run = (): Answer => {
      const result = endpoint.handle(call)
      const answer = isAnswer(result) ? result : { status: 200, body: result }
      return answer.status === 200 ? { status: 200, body: expand(core, answer.body, paths) } : answer
    }
    if (endpoint.method === 'GET') return run()
    core.request = { id: requestId, idempotencyKey: ticket?.key ?? null }
    try {
      return core.store.commit(() => {
        const answer = run()
        const failed = fault?.kind === 'error_after' ? faultAnswer(fault) : null
        const remembered =
          failed && fault?.remembers === 'error' ? { status: failed.status, body: failed.body } : answer
        if (ticket) idempotency.remember(ticket, { ...remembered, request: requestId })
        return failed ? { status: failed.status, body: failed.body } : answer
      })
    } catch (problem) {
      if (problem instanceof StripeProblem && problem.stored && ticket) {
        const { status, body } = problem
        core.store.commit(() => idempotency.remember(ticket, { status, body, request: requestId }))
      }
      throw problem
    } finally {
      core.request = null
    }
  }

  async function answerCall(request: FastifyRequest, reply: FastifyReply, requestId: string): Promise<Answer | null> {
    const path = request.url.split('?')[0] as string
    const form = formOf(request)
    const formKey = typeof form.key === 'string' ? form.key : undefined
    const viewer = authenticate(request, endpoint.browser === true, formKey)
    const fault = core.faults.take(endpoint.method, path)
    if (fault?.shouldRetry !== null && fault !== null) reply.header('stripe-should-retry', String(fault.shouldRetry))
    if (fault?.kind === 'rate_limit' || fault?.kind === 'error_before') throw faultAnswer(fault)
    if (fault?.kind === 'hang_before') return (hang(reply), null)
    if (fault?.kind === 'disconnect_before') return cut(reply)

    const key = endpoint.method === 'POST' ? request.headers['idempotency-key'] : undefined
    const begun =
      typeof key === 'string' && key !== '' ? idempotency.begin(key, { method: endpoint.method, path, form }) : null
    if (begun && isRemembered(begun)) {
      reply.header('idempotent-replayed', 'true').header('original-request', begun.request)
      return { status: begun.status, body: begun.body }
    }
    if (begun) reply.header('idempotency-key', begun.key)
    try {
      if (fault?.kind === 'latency') await sleep(fault.ms)
      const header = request.headers['stripe-account']
      const account = typeof header === 'string' && header !== '' ? header : null
      const params = request.params as { id: string; child: string }
      const paths = takeExpand(form)
      const answer = execute({ path, params, form, viewer, account }, paths, requestId, begun, fault)
      if (fault?.kind === 'hang_after') return (hang(reply), null)
      if (fault?.kind === 'disconnect_after') return cut(reply)
      return answer
    } finally {
      if (begun) idempotency.finish(begun)
    }
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const requestId = newId('req')
    reply.header('request-id', requestId).header('stripe-version', API_VERSION)
    if (endpoint.browser)
      reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', 'request-id')
    const answer = await answerCall(request, reply, requestId)
    if (answer === null) return reply
    return reply.status(answer.status).send(answer.body)
  }
}

function cut(reply: FastifyReply): null {
  reply.hijack()
  reply.raw.destroy()
  return null
}
