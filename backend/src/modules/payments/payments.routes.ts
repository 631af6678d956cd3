import type { FastifyInstance } from 'fastify'
import { Payment, PaymentIdParams, WebhookReceipt } from '../../../../contracts/payments.ts'
import { platformErrors } from '../../platform/errors.ts'
import { requireViewer, route } from '../../platform/http/route.ts'
import type { PaymentDeps } from './deps.ts'
import { paymentErrors } from './payments.errors.ts'
import { paymentView } from './payments.queries.ts'
import { readPayment } from './read-payment.ts'
import { receiveWebhook } from './receive-webhook.ts'

export function paymentRoutes(deps: PaymentDeps) {
  return (app: FastifyInstance) => {
    route(app, {
      method: 'GET',
      url: '/payments/:id',
      access: 'signed-in',
      summary: 'A payment of one’s own. While it is open the provider is asked, so that the answer is true without a webhook.',
      tags: ['payments'],
      schema: { params: PaymentIdParams, response: { 200: Payment } },
      async handler(request) {
        const payment = await readPayment(deps, { paymentId: request.params.id, userId: requireViewer(request).userId })
        if (!payment) throw platformErrors.NOT_FOUND()
        return paymentView(deps.config, payment)
      },
    })

    // Its own scope: the signature is over the raw bytes, so the body must not be parsed.
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 1_048_576 }, (_request, body, done) => done(null, body))
      route(scope, {
        method: 'POST',
        url: '/webhooks/stripe',
        access: 'public',
        limit: 'none',
        summary: 'Stripe’s events. 400 on a bad or stale signature; 200 once stored, also for a repeat.',
        tags: ['payments'],
        schema: { response: { 200: WebhookReceipt } },
        async handler(request) {
          const signature = request.headers['stripe-signature']
          if (typeof signature !== 'string' || !Buffer.isBuffer(request.body)) throw paymentErrors.BAD_SIGNATURE()
          await receiveWebhook(deps, { rawBody: request.body, signature })
          return { received: true as const }
        },
      })
    })
  }
}
