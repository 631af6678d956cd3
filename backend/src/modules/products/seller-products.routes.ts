import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  mostImportBytes,
  OwnProduct,
  OwnProductExportQuery,
  OwnProductListQuery,
  OwnProductPage,
  ProductIdParams,
  ProductImport,
  ProductImportQuery,
  ProductPatch,
  ProductsChange,
  ProductsChanged,
  ProductWrite,
  StockCorrection,
  StockCorrections,
  StockMovementPage,
  StockMovementQuery,
} from '../../../../contracts/products.ts'
import { expectedVersion, sendVersion } from '../../platform/http/if-match.ts'
import { csvPageRows, replyWithCsv, wantsCsv } from '../../platform/http/csv-list.ts'
import { route } from '../../platform/http/route.ts'
import { browseMovements, browseOwnProducts, showOwnProduct } from './browse-own-products.ts'
import { changeProducts } from './change-products.ts'
import { correctProductStock, correctStocks } from './correct-stock.ts'
import { createProduct } from './create-product.ts'
import type { Deps } from './deps.ts'
import { exportProducts } from './export-products.ts'
import { importProducts } from './import-products.ts'
import { movementsCsv } from './movements-csv.ts'
import { editProduct } from './edit-product.ts'

const tags = ['Sellers']
/** 500 rows are some seconds of statements. */
const importTimeoutMs = 20_000

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
    url: '/seller/products.csv',
    access: 'signed-in',
    summary: 'Your products as a spreadsheet, a row per variant; all of them unless asked otherwise',
    description:
      'UTF-8, comma. Nothing in it is a formula. It may be changed and imported again. However many there are, it leaves piece by piece.',
    tags,
    problems: [404],
    schema: { querystring: OwnProductExportQuery, response: { 200: z.string() } },
    handler: async ({ viewer, language, query }, reply) => {
      return replyWithCsv(reply, await exportProducts(deps, { userId: viewer.userId, language, query }))
    },
  })
  app.register(async (scope) => {
    scope.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    route(scope, {
      method: 'POST',
      url: '/seller/products/import',
      access: 'signed-in',
      idempotent: true,
      bodyLimit: mostImportBytes,
      timeoutMs: importTimeoutMs,
      summary: 'Make and change products from a spreadsheet, all or nothing',
      description:
        'Send `text/csv` with the heads of the export, in either language and any order. A row without a product makes a new one; an empty cell leaves what is there. With `dryRun=true` the answer names each problem by line, column and reason and nothing changes; without it a problem is VALIDATION_FAILED whose pointers are `/<line>/<column>`.',
      tags,
      problems: [404, 413],
      schema: {
        querystring: ProductImportQuery,
        body: z.string().max(mostImportBytes),
        response: { 200: ProductImport },
      },
      handler: (request) =>
        importProducts(deps, {
          userId: request.viewer.userId,
          text: request.body,
          dryRun: request.query.dryRun === 'true',
          language: request.language,
        }),
    })
  })
  route(app, {
    method: 'PATCH',
    url: '/seller/products',
    access: 'signed-in',
    // A tenth more, sent again after a lost answer, is not two tenths.
    idempotent: true,
    summary: 'The same change to several of your products, all or none',
    tags,
    problems: [404],
    schema: { body: ProductsChange, response: { 200: ProductsChanged } },
    handler: (request) =>
      changeProducts(deps, { userId: request.viewer.userId, language: request.language, ...request.body }),
  })
  route(app, {
    method: 'POST',
    url: '/seller/stock-corrections',
    access: 'signed-in',
    idempotent: true,
    summary: 'Correct the pieces of several variants for one reason, all or none',
    description:
      'For a count of the shelves: each difference, positive or negative. A shelf that is wrong is named by its pointer.',
    tags,
    problems: [404],
    schema: { body: StockCorrections, response: { 200: ProductsChanged } },
    handler: (request) =>
      correctStocks(deps, { userId: request.viewer.userId, language: request.language, ...request.body }),
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
    description: 'With `Accept: text/csv` all of it comes as a table.',
    tags,
    schema: { params: ProductIdParams, querystring: StockMovementQuery, response: { 200: StockMovementPage } },
    async handler(request, reply) {
      const { viewer, params, query, language } = request
      const asked = { userId: viewer.userId, productId: params.id, language }
      const page = (of: Partial<typeof query>) => browseMovements(deps, { ...asked, page: { ...query, ...of } })
      if (!wantsCsv(request)) return page({})
      const { variants } = await showOwnProduct(deps, asked)
      return replyWithCsv(
        reply,
        movementsCsv(language, variants, (from) => page({ cursor: from ?? undefined, limit: csvPageRows })),
      )
    },
  })
}
