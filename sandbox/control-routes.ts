import { z } from 'zod'
import { StripeProblem, invalid } from './problems.ts'
import { collectionNames } from './store.ts'
import { isLoopbackHost } from './access.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Control } from './control.ts'
import type { CollectionName } from './store.ts'

/** Seeds are larger than any API call. */
const IMPORT_LIMIT_BYTES = 64 * 1024 * 1024
const LISTED_AT_MOST = 1000

const count = z.int().min(1).max(100_000)
const FaultBody = z.strictObject({
  kind: z.enum([
    'rate_limit',
    'error_before',
    'error_after',
    'hang_before',
    'hang_after',
    'disconnect_before',
    'disconnect_after',
    'latency',
  ]),
  method: z.string().optional(),
  path: z.string().max(500).optional(),
  times: count.optional(),
  ms: z.int().min(0).max(600_000).optional(),
  status: z.int().min(500).max(599).optional(),
  remembers: z.enum(['answer', 'error']).optional(),
  shouldRetry: z.boolean().optional(),
})
const WebhookFaultBody = z.strictObject({
  kind: z.enum(['delay', 'drop', 'duplicate', 'hold', 'reorder']),
  types: z.array(z.string()).max(100).optional(),
  times: count.optional(),
  ms: z.int().min(0).max(86_400_000).optional(),
  copies: z.int().min(1).max(50).optional(),
})
const ReleaseBody = z.strictObject({
  events: z.array(z.string()).optional(),
  order: z.enum(['natural', 'reverse']).optional(),
})
const OutcomeBody = z.strictObject({ outcome: z.enum(['succeed', 'fail']) })
const RefundOutcomeBody = z.strictObject({ outcome: z.enum(['succeed', 'pending', 'fail']), times: count.optional() })
const DecisionBody = z.strictObject({ decision: z.enum(['authorized', 'rejected']) })
const DisputeBody = z.strictObject({
  of: z.string(),
  amount: z.int().min(1).optional(),
  reason: z.string().max(100).optional(),
})
const CloseDisputeBody = z.strictObject({ outcome: z.enum(['won', 'lost']) })
const OnboardedBody = z.strictObject({ onboarded: z.boolean() })
const DrainBody = z.strictObject({ amount: z.int(), currency: z.string().length(3).optional() })
const ClockBody = z.strictObject({
  advanceMs: z
    .int()
    .min(0)
    .max(400 * 86_400_000),
})

const metadata = z.record(z.string(), z.string()).optional()
const SeedBody = z.strictObject({
  paymentIntents: z
    .array(
      z.strictObject({
        id: z.string(),
        amount: z.int(),
        currency: z.string(),
        status: z.enum(['succeeded', 'canceled', 'requires_payment_method']),
        created: z.int(),
        clientSecret: z.string(),
        metadata,
        description: z.string().optional(),
        transferGroup: z.string().optional(),
        lastErrorCode: z.string().optional(),
        refunds: z
          .array(
            z.strictObject({
              id: z.string(),
              amount: z.int(),
              created: z.int(),
              status: z.enum(['succeeded', 'pending', 'failed']),
              metadata,
              reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
  accounts: z
    .array(z.strictObject({ id: z.string(), email: z.string(), created: z.int(), onboarded: z.boolean(), metadata }))
    .optional(),
  transfers: z
    .array(
      z.strictObject({
        id: z.string(),
        amount: z.int().min(1),
        currency: z.string(),
        destination: z.string(),
        created: z.int(),
        sourcePaymentIntent: z.string().optional(),
        transferGroup: z.string().optional(),
        metadata,
        reversals: z
          .array(z.strictObject({ id: z.string(), amount: z.int().min(1), created: z.int(), metadata }))
          .optional(),
      }),
    )
    .optional(),
})

function parse<Shape extends z.ZodType>(shape: Shape, body: unknown): z.output<Shape> {
  const result = shape.safeParse(body ?? {})
  if (result.success) return result.data
  throw invalid(z.prettifyError(result.error))
}

function found<Value>(value: Value | undefined, what: string): Value {
  if (value !== undefined) return value
  throw new StripeProblem({ status: 404, type: 'invalid_request_error', message: `There is no such ${what}.` })
}

/** A web page elsewhere must not be able to press these: JSON only, no foreign Origin, no foreign Host. */
function guard(request: FastifyRequest, publicUrl: string): void {
  const { host, origin } = request.headers
  const json = request.method === 'GET' || request.method === 'DELETE' || request.body === undefined
  const foreign = origin !== undefined && URL.parse(origin)?.host !== host
  const typed = json || (request.headers['content-type'] ?? '').startsWith('application/json')
  if (isLoopbackHost(host, publicUrl) && !foreign && typed) return
  throw new StripeProblem({
    status: 403,
    type: 'invalid_request_error',
    message: 'The control endpoints answer only JSON calls from this machine.',
  })
}

/** `/_sandbox/*`: what `control` offers in process, as JSON for other processes. See the README for the list. */
export function registerControlRoutes(root: FastifyInstance, control: Control, publicUrl: () => string): void {
  root.register(
    (app, _options, done) => {
      app.addHook('preHandler', (request, _reply, next) => {
        guard(request, publicUrl())
        next()
      })
      const id = (request: FastifyRequest) => (request.params as { id: string }).id

      app.get('/objects', (request) => {
        const { type } = request.query as { type?: string }
        if (type === undefined) return { counts: control.counts() }
        const name = collectionNames.find((candidate) => candidate === type)
        if (!name) throw invalid(`Unknown type '${type}'; one of ${collectionNames.join(', ')}.`, 'type')
        return {
          data: control
            .objects(name as CollectionName)
            .slice(-LISTED_AT_MOST)
            .reverse(),
        }
      })
      app.get('/faults', () => ({ data: control.faults() }))
      app.post('/faults', (request) => control.failNext(parse(FaultBody, request.body)))
      app.delete('/faults', () => {
        control.clearFaults()
        return { cleared: true }
      })
      app.get('/webhooks', () => ({
        rules: control.webhookFaults(),
        deliveries: control.deliveries().slice(-LISTED_AT_MOST).reverse(),
      }))
      app.post('/webhooks', (request) => control.disturbWebhooks(parse(WebhookFaultBody, request.body)))
      app.delete('/webhooks', () => {
        control.clearWebhookFaults()
        return { cleared: true }
      })
      app.post('/webhooks/release', (request) => ({
        released: control.releaseWebhooks(parse(ReleaseBody, request.body)),
      }))
      app.post('/events/:id/resend', (request) => {
        found(
          control.events().find((event) => event.id === id(request)),
          'event',
        )
        control.resendEvent(id(request))
        return { resent: true }
      })
      app.post('/payment_intents/:id/settle', (request) => {
        const { outcome } = parse(OutcomeBody, request.body)
        return found(control.settlePayment(id(request), outcome), 'payment intent')
      })
      app.post('/payment_intents/:id/authenticate', (request) => {
        const { decision } = parse(DecisionBody, request.body)
        return found(control.authenticate(id(request), decision), 'open 3-D Secure step')
      })
      app.post('/refunds/outcome', (request) => {
        const { outcome, times } = parse(RefundOutcomeBody, request.body)
        control.setRefundOutcome(outcome, times)
        return { outcome, times: times ?? 1 }
      })
      app.post('/refunds/:id/settle', (request) => {
        const { outcome } = parse(OutcomeBody, request.body)
        return found(control.settleRefund(id(request), outcome), 'refund')
      })
      app.post('/disputes', (request) => {
        const { of, ...facts } = parse(DisputeBody, request.body)
        return found(control.openDispute(of, facts), 'charge that can be disputed')
      })
      app.post('/disputes/:id/close', (request) => {
        const { outcome } = parse(CloseDisputeBody, request.body)
        return found(control.closeDispute(id(request), outcome), 'dispute')
      })
      app.post('/accounts/:id/onboarded', (request) => {
        const { onboarded } = parse(OnboardedBody, request.body)
        return found(control.setOnboarded(id(request), onboarded), 'account')
      })
      app.post('/accounts/:id/drain', (request) => {
        const { amount, currency } = parse(DrainBody, request.body)
        return { balance: found(control.drainAccount(id(request), amount, currency), 'account') }
      })
      app.post('/clock', (request) => ({ now: control.advanceClock(parse(ClockBody, request.body).advanceMs) }))
      app.post('/import', { bodyLimit: IMPORT_LIMIT_BYTES }, (request) => {
        const seed = parse(SeedBody, request.body)
        try {
          return control.importState(seed)
        } catch (cause) {
          throw invalid((cause as Error).message)
        }
      })
      app.post('/reset', () => {
        control.reset()
        return { reset: true }
      })
      done()
    },
    { prefix: '/_sandbox' },
  )
}
