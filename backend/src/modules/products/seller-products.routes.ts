import type { FastifyInstance } from 'fastify'
import { PageQuery } from '../../../../contracts/common.ts'
import {
  OwnProduct,
  OwnProductListQuery,
  OwnProductPage,
  ProductIdParams,
  ProductPatch,
  ProductWrite,
  StockCorrection,
  StockMovementPage,
} from '../../../../contracts/products.ts'
import { expectedVersion, sendVersion } from '../../platform/http/if-match.ts'
import { route } from '../../platform/http/route.ts'
import { browseMovements, browseOwnProducts, showOwnProduct } from './browse-own-products.ts'
import { correctProductStock } from './correct-stock.ts'
import { createProduct } from './create-product.ts'
import type { Deps } from './deps.ts'
import { editProduct } from './edit-product.ts'

const tags = ['Sellers']

export function sellerProductRoutes(
  app: FastifyInstance,
  deps: Deps & { stockChanged(productIds: readonly string[]): Promise<void> },
): void {
  route(app, {
    method: 'GET',
    url: '/seller/products',
    access: 'signed-in',
    summary: 'Your own products, drafts and archived ones included',
    tags,
    problems: [404],
    schema: { querystring: OwnProductListQuery, response: { 200: OwnProductPage } },
    handler: (request) =>
      browseOwnProducts(deps, { userId: request.viewer.userId, query: request.query, language: request.language }),
  })
  route(app, {
    method: 'GET',
    url: '/seller/products/:id',
    access: 'signed-in',
    summary: 'One of your products as you edit it',
    tags,
    schema: { params: ProductIdParams, response: { 200: OwnProduct } },
    handler: async (request, reply) => {
      const product = await showOwnProduct(deps, {
        userId: request.viewer.userId,
        productId: request.params.id,
        language: request.language,
      })
      sendVersion(reply, product.version)
      return product
    },
  })
  route(app, {
    method: 'POST',
    url: '/seller/products',
    access: 'signed-in',
    idempotent: true,
    summary: 'Offer a new product',
    description:
      'Without `variants` the product has one, with `price` and `stock`. With them each has its own, and those two do not count. The town is that of the workshop.',
    tags,
    problems: [404],
    schema: { body: ProductWrite, response: { 201: OwnProduct } },
    handler: async (request, reply) => {
      const product = await createProduct(deps, {
        userId: request.viewer.userId,
        product: request.body,
        language: request.language,
      })
      sendVersion(reply, product.version)
      return product
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/seller/products/:id',
    access: 'signed-in',
    summary: 'Change one of your products',
    description:
      'Send the version you read as `If-Match`, and a change that somebody made meanwhile answers VERSION_CONFLICT; without it the change applies to whatever is there. `variants` is the whole list: those you leave out go off sale. `stock` is what can be bought of a product with one variant.',
    tags,
    schema: { params: ProductIdParams, body: ProductPatch, response: { 200: OwnProduct } },
    handler: async (request, reply) => {
      const given = request.headers['if-match']?.trim()
      const product = await editProduct(deps, {
        userId: request.viewer.userId,
        productId: request.params.id,
        expectedVersion: given === undefined || given === '*' ? null : expectedVersion(request),
        patch: request.body,
        language: request.language,
      })
      sendVersion(reply, product.version)
      return product
    },
  })
  route(app, {
    method: 'POST',
    url: '/seller/products/:id/stock',
    access: 'signed-in',
    idempotent: true,
    summary: 'Correct the pieces of a variant',
    description: 'Pieces come in or go out, with the reason; what is reserved for a buyer cannot go out.',
    tags,
    schema: { params: ProductIdParams, body: StockCorrection, response: { 200: OwnProduct } },
    handler: (request) =>
      correctProductStock(deps, {
        userId: request.viewer.userId,
        productId: request.params.id,
        correction: request.body,
        language: request.language,
      }),
  })
  route(app, {
    method: 'GET',
    url: '/seller/products/:id/movements',
    access: 'signed-in',
    summary: 'Why the stock of one of your products is what it is',
    tags,
    schema: { params: ProductIdParams, querystring: PageQuery, response: { 200: StockMovementPage } },
    handler: (request) =>
      browseMovements(deps, {
        userId: request.viewer.userId,
        productId: request.params.id,
        page: request.query,
        language: request.language,
      }),
  })
}
