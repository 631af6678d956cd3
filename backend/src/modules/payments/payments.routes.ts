import type { FastifyInstance } from 'fastify'
import { Payment, PaymentIdParams, WebhookReceipt } from '../../../../contracts/payments.ts'
import { platformErrors } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
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
      summary:
        'A payment of one’s own. While it is open the provider is asked, so that the answer is true without a webhook.',
      tags: ['Payments'],
      schema: { params: PaymentIdParams, response: { 200: Payment } },
      async handler(request) {
        const payment = await readPayment(deps, { paymentId: request.params.id, userId: request.viewer.userId })
        if (!payment) throw platformErrors.NOT_FOUND()
        return paymentView(deps.config, payment)
      },
    })

    route(app, {
      method: 'POST',
      url: '/webhooks/stripe',
      access: 'public',
      limit: 'none',
      ignoreViewer: true,
      // The signature is over the bytes as they came.
      rawBody: true,
      bodyLimit: 1_048_576,
      summary: 'Stripe’s events. 400 on a bad or stale signature; 200 once stored, also for a repeat.',
      tags: ['Payments'],
      schema: { response: { 200: WebhookReceipt } },
      async handler(request) {
        const signature = request.headers['stripe-signature']
        if (typeof signature !== 'string' || !request.rawBody) throw paymentErrors.BAD_SIGNATURE()
        await receiveWebhook(deps, { rawBody: request.rawBody, signature })
        return { received: true as const }
      },
    })
  }
}
