import { hash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { cartLinesLimit } from '../../../../contracts/basket-limits.ts'
import {
  Cart,
  CartCodeWrite,
  CartItemDeleteQuery,
  CartItemParams,
  CartItemWrite,
  CartSlotParams,
  CartSlotWrite,
} from '../../../../contracts/checkout.ts'
import { platformErrors } from '../../platform/errors.ts'
import { readCookie, writeCookie } from '../../platform/http/cookies.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { type CartOwner, findBasket } from './baskets.queries.ts'
import { cartView } from './cart-view.ts'
import {
  acknowledge,
  mergeCarts,
  putCode,
  putItem,
  putSlot,
  removeCode,
  removeItem,
  removeSlot,
  type SlotPut,
} from './carts.repository.ts'
import { checkoutErrors } from './checkout.errors.ts'
import type { CheckoutDeps } from './deps.ts'
import { abandonedCartDays } from './expire-checkouts.ts'
import { mergeParty } from './merge-party.rules.ts'

const tags = ['Basket']
const cookieName = 'gc_cart'
const tokenShape = /^[\w-]{43}$/

/** Who reads the database reads no tokens. */
const hashOf = (token: string): string => hash('sha256', token, 'base64url')

type Asking = FastifyRequest & { viewer: Viewer | null }

/** Finds whose basket is meant. What a browser gathered is merged on the first call after its person signed in. */
export function createCartOwners(deps: Pick<CheckoutDeps, 'database' | 'config'>) {
  const secure = deps.config.http.publicUrl.startsWith('https:')
  const tokenOf = (request: FastifyRequest): string | null => {
    const token = readCookie(request, cookieName)
    return token !== null && tokenShape.test(token) ? token : null
  }
  async function ofPerson(userId: string, request: FastifyRequest, reply: FastifyReply): Promise<CartOwner> {
    const token = tokenOf(request)
    if (token !== null) {
      await mergeCarts(deps.database, { userId, tokenHash: hashOf(token) })
      writeCookie(reply, { name: cookieName, value: '', maxAgeSeconds: 0, secure })
    }
    return { kind: 'person', userId }
  }
  return {
    ofPerson,
    /** Null for a browser that has no basket yet. */
    async reading(request: Asking, reply: FastifyReply): Promise<CartOwner | null> {
      if (request.viewer) return ofPerson(request.viewer.userId, request, reply)
      const token = tokenOf(request)
      return token === null ? null : { kind: 'browser', tokenHash: hashOf(token) }
    },
    /** A browser without one gets a token for it, known to nobody else. */
    async writing(request: Asking, reply: FastifyReply): Promise<CartOwner> {
      if (request.viewer) return ofPerson(request.viewer.userId, request, reply)
      const token = tokenOf(request) ?? randomBytes(32).toString('base64url')
      writeCookie(reply, { name: cookieName, value: token, maxAgeSeconds: abandonedCartDays * 86_400, secure })
      return { kind: 'browser', tokenHash: hashOf(token) }
    },
  }
}
export type CartOwners = ReturnType<typeof createCartOwners>

export function cartRoutes(app: FastifyInstance, deps: CheckoutDeps, owners: CartOwners): void {
  const { database } = deps
  const view = async (owner: CartOwner | null, request: Asking) =>
    cartView(owner && (await findBasket(database.read, owner)), request.language)
  const full = () => checkoutErrors.CART_FULL({ params: { limit: cartLinesLimit } })

  route(app, {
    method: 'GET',
    url: '/cart',
    access: 'public',
    summary: 'The basket, with what changed since it was last looked at.',
    description:
      'A browser that has not signed in has its basket by the cookie `gc_cart`; the first call after signing in merges it into the person’s own.',
    tags,
    schema: { response: { 200: Cart } },
    handler: async (request, reply) => view(await owners.reading(request, reply), request),
  })
  route(app, {
    method: 'PUT',
    url: '/cart/items/:productId',
    access: 'public',
    problems: [404, 409],
    summary: 'So many pieces of a product; 0 takes it out.',
    description: 'Without `variantId` it is the variant whose price the product shows: the cheapest that is there.',
    tags,
    schema: { params: CartItemParams, body: CartItemWrite, response: { 200: Cart } },
    handler: async (request, reply) => {
      const owner = await owners.writing(request, reply)
      const { quantity, variantId = null } = request.body
      const { productId } = request.params
      if (quantity === 0) await removeItem(database, owner, { productId, variantId })
      else {
        const outcome = await putItem(database, owner, { productId, variantId, quantity })
        if (outcome === 'not-found') throw platformErrors.NOT_FOUND()
        if (outcome === 'full') throw full()
      }
      return view(owner, request)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/cart/items/:productId',
    access: 'public',
    summary: 'Takes a product out: all its variants, or one.',
    tags,
    schema: { params: CartItemParams, querystring: CartItemDeleteQuery, response: { 200: Cart } },
    handler: async (request, reply) => {
      const owner = await owners.reading(request, reply)
      const { variantId = null } = request.query
      if (owner) await removeItem(database, owner, { productId: request.params.productId, variantId })
      return view(owner, request)
    },
  })
  route(app, {
    method: 'PUT',
    url: '/cart/slots/:slotId',
    access: 'public',
    problems: [404, 409],
    summary: 'A party for a time of an experience, to be held and paid with the rest.',
    tags,
    schema: { params: CartSlotParams, body: CartSlotWrite, response: { 200: Cart } },
    handler: async (request, reply) => {
      const owner = await owners.writing(request, reply)
      const { slotId } = request.params
      const outcome = await putSlot(database, owner, { slotId, party: mergeParty(request.body.party) })
      if (outcome === 'full') throw full()
      if (outcome !== 'put') throw slotProblem(deps, outcome, slotId)
      return view(owner, request)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/cart/slots/:slotId',
    access: 'public',
    summary: 'Takes a time out.',
    tags,
    schema: { params: CartSlotParams, response: { 200: Cart } },
    handler: async (request, reply) => {
      const owner = await owners.reading(request, reply)
      if (owner) await removeSlot(database, owner, request.params.slotId)
      return view(owner, request)
    },
  })
  route(app, {
    method: 'PUT',
    url: '/cart/code',
    access: 'public',
    problems: [404],
    summary: 'A discount code; whether it counts (yet) stands in the basket.',
    tags,
    schema: { body: CartCodeWrite, response: { 200: Cart } },
    handler: async (request, reply) => {
      const owner = await owners.writing(request, reply)
      if (!(await putCode(database, owner, request.body.code.toUpperCase()))) throw checkoutErrors.DISCOUNT_UNKNOWN()
      return view(owner, request)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/cart/code',
    access: 'public',
    summary: 'Takes the discount code off.',
    tags,
    schema: { response: { 200: Cart } },
    handler: async (request, reply) => {
      const owner = await owners.reading(request, reply)
      if (owner) await removeCode(database, owner)
      return view(owner, request)
    },
  })
  route(app, {
    method: 'POST',
    url: '/cart/acknowledge',
    access: 'public',
    summary: 'Accepts today’s prices.',
    tags,
    schema: { response: { 200: Cart } },
    handler: async (request, reply) => {
      const owner = await owners.reading(request, reply)
      if (owner) await acknowledge(database, owner)
      return view(owner, request)
    },
  })
}

function slotProblem(deps: CheckoutDeps, outcome: Exclude<SlotPut, 'put' | 'full'>, slotId: string) {
  if (outcome === 'not-found') return platformErrors.NOT_FOUND()
  if (outcome === 'closed') return deps.bookings.forCheckout.slotClosed()
  return (
    deps.bookings.forCheckout.refusal({ slotId, problem: outcome, taken: 0, capacity: 0, asked: 0 }) ??
    platformErrors.NOT_FOUND()
  )
}
