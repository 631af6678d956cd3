import type { FastifyInstance } from 'fastify'
import { CheckoutCreate, CheckoutIdParams, CheckoutQuote, CheckoutWithPayment } from '../../../../contracts/checkout.ts'
import { route } from '../../platform/http/route.ts'
import type { CartOwners } from './cart.routes.ts'
import { cancelCheckout } from './cancel-checkout.ts'
import { checkoutErrors } from './checkout.errors.ts'
import { createCheckout } from './create-checkout.ts'
import type { CheckoutDeps } from './deps.ts'
import { quoteCheckout } from './quote-checkout.ts'
import { showCheckout } from './show-checkout.ts'

const tags = ['Checkout']

export function checkoutRoutes(app: FastifyInstance, deps: CheckoutDeps, owners: CartOwners): void {
  /** The payment that counts: the one that succeeded, else the newest. */
  async function paymentOf(checkoutId: string) {
    const payments = await deps.payments.ofPayable(deps.database.read, 'checkout', checkoutId)
    const row = payments.find(({ status }) => status === 'SUCCEEDED') ?? payments[0]
    return row ? deps.payments.view(row) : null
  }

  route(app, {
    method: 'POST',
    url: '/checkouts/quote',
    access: 'public',
    problems: [409],
    summary: 'What the basket would cost, sent or fetched. Nothing is held.',
    tags,
    schema: { body: CheckoutCreate, response: { 200: CheckoutQuote } },
    handler: async (request, reply) => {
      const owner = await owners.reading(request, reply)
      if (!owner) throw checkoutErrors.CART_EMPTY()
      return quoteCheckout(deps, { ...request.body, owner, language: request.language })
    },
  })
  route(app, {
    method: 'POST',
    url: '/checkouts',
    access: 'signed-in',
    limit: 'checkouts',
    idempotent: true,
    problems: [409],
    summary: 'Holds the whole basket and makes one payment for it, or holds nothing.',
    description:
      'One order per seller and one booking per time. The basket is emptied of what is held, and has it back when nobody pays. The person’s own earlier checkout of the same things is replaced.',
    tags,
    schema: { body: CheckoutCreate, response: { 201: CheckoutWithPayment } },
    handler: async (request, reply) => {
      const { userId } = request.viewer
      const { language } = request
      await owners.ofPerson(userId, request, reply)
      const { checkoutId, payment } = await createCheckout(deps, { ...request.body, userId, language })
      return {
        checkout: await showCheckout(deps, { checkoutId, userId, language }),
        payment: payment && deps.payments.view(payment),
      }
    },
  })
  route(app, {
    method: 'GET',
    url: '/checkouts/:id',
    access: 'signed-in',
    summary: 'A checkout of one’s own with its orders, bookings and payment.',
    tags,
    schema: { params: CheckoutIdParams, response: { 200: CheckoutWithPayment } },
    handler: async (request) => {
      const input = { checkoutId: request.params.id, userId: request.viewer.userId, language: request.language }
      const checkout = await showCheckout(deps, input)
      return { checkout, payment: await paymentOf(checkout.id) }
    },
  })
  route(app, {
    method: 'POST',
    url: '/checkouts/:id/cancel',
    access: 'signed-in',
    idempotent: true,
    problems: [409],
    summary: 'Gives up a checkout that waits for its payment; its things lie in the basket again.',
    tags,
    schema: { params: CheckoutIdParams, response: { 200: CheckoutWithPayment } },
    handler: async (request) => {
      const input = { checkoutId: request.params.id, userId: request.viewer.userId, language: request.language }
      await cancelCheckout(deps, input)
      const checkout = await showCheckout(deps, input)
      return { checkout, payment: await paymentOf(checkout.id) }
    },
  })
}
