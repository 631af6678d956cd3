import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import {
  DiscountCode,
  DiscountCodeExportQuery,
  DiscountCodeListQuery,
  DiscountCodePage,
  DiscountCodeParams,
  DiscountCodePatch,
  DiscountCodeWrite,
  type OwnPickupPoint,
  OwnPickupPointPage,
  PickupPointsWrite,
  type ShippingRate,
  ShippingRatePage,
  ShippingRatesWrite,
} from '../../../../contracts/checkout.ts'
import { contentTag } from '../../platform/content-tag.ts'
import { platformErrors } from '../../platform/errors.ts'
import { replyWithCsv } from '../../platform/http/csv-list.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { expectedTag, sendVersion } from '../../platform/http/if-match.ts'
import { route } from '../../platform/http/route.ts'
import { decodeKeyset, encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import { codesCsv } from './codes-csv.ts'
import type { CheckoutDeps } from './deps.ts'
import { type CodePlace, codesForExport, listCodes, listPoints, listRates } from './terms.repository.ts'
import { createCode, ratesVersion, switchCode, writePoints, writeRates } from './write-terms.ts'

export function termsRoutes(app: FastifyInstance, deps: CheckoutDeps): void {
  const { database } = deps
  async function ownShop(userId: string): Promise<string> {
    const seller = await deps.products.sellerOf(userId)
    if (!seller) throw platformErrors.NOT_FOUND()
    return seller.id
  }
  async function codes(sellerId: string | null, query: z.infer<typeof DiscountCodeListQuery>) {
    const { limit, cursor, q, state, sort } = query
    const after = readCursor(cursor, decodeKeyset)
    const { items, next } = await listCodes(database.read, sellerId, { limit, after, q, state, sort })
    return { items, nextCursor: next && encodeKeyset(next) }
  }

  /** A set with its version, so that whoever writes it later writes over nobody unseen. */
  function setOf<Item>(reply: FastifyReply, items: Item[], version: string) {
    sendVersion(reply, version)
    return { items, nextCursor: null, version }
  }
  const ratesOf = (reply: FastifyReply, rates: ShippingRate[]) => setOf(reply, rates, ratesVersion(rates))
  const pointsOf = (reply: FastifyReply, points: OwnPickupPoint[]) => setOf(reply, points, contentTag(points))

  const seller = ['Sellers']
  route(app, {
    method: 'GET',
    url: '/seller/shipping-rates',
    access: 'signed-in',
    problems: [404],
    summary: 'What your workshop asks for sending.',
    tags: seller,
    schema: { response: { 200: ShippingRatePage } },
    handler: async (request, reply) =>
      ratesOf(reply, await listRates(database.read, await ownShop(request.viewer.userId))),
  })
  route(app, {
    method: 'PUT',
    url: '/seller/shipping-rates',
    access: 'signed-in',
    problems: [404, 409],
    summary: 'Replaces your shipping rates. The narrowest zone that fits an address counts.',
    description: 'With `If-Match` only the set of that `version` is replaced; 409 `VERSION_CONFLICT` otherwise.',
    tags: seller,
    schema: { body: ShippingRatesWrite, response: { 200: ShippingRatePage } },
    handler: async (request, reply) =>
      ratesOf(
        reply,
        await writeRates(deps, {
          sellerId: await ownShop(request.viewer.userId),
          rates: request.body.rates,
          expected: expectedTag(request),
          language: request.language,
        }),
      ),
  })
  route(app, {
    method: 'GET',
    url: '/seller/pickup-points',
    access: 'signed-in',
    problems: [404],
    summary: 'Where your buyers may fetch what they bought: the workshop, stalls of the festival.',
    tags: seller,
    schema: { response: { 200: OwnPickupPointPage } },
    handler: async (request, reply) =>
      pointsOf(reply, await listPoints(database.read, await ownShop(request.viewer.userId))),
  })
  route(app, {
    method: 'PUT',
    url: '/seller/pickup-points',
    access: 'signed-in',
    problems: [404, 409],
    summary: 'Replaces your pickup points. What was ordered keeps the point it was ordered to.',
    description: 'With `If-Match` only the set of that `version` is replaced; 409 `VERSION_CONFLICT` otherwise.',
    tags: seller,
    schema: { body: PickupPointsWrite, response: { 200: OwnPickupPointPage } },
    handler: async (request, reply) =>
      pointsOf(
        reply,
        await writePoints(deps, {
          sellerId: await ownShop(request.viewer.userId),
          points: request.body.points,
          expected: expectedTag(request),
          language: request.language,
        }),
      ),
  })
  route(app, {
    method: 'GET',
    url: '/seller/discount-codes',
    access: 'signed-in',
    problems: [404],
    summary: 'Your own discount codes.',
    tags: seller,
    schema: { querystring: DiscountCodeListQuery, response: { 200: DiscountCodePage } },
    handler: async (request) => codes(await ownShop(request.viewer.userId), request.query),
  })
  route(app, {
    method: 'GET',
    url: '/seller/discount-codes.csv',
    access: 'signed-in',
    problems: [404],
    summary: 'Your own discount codes as a spreadsheet.',
    tags: seller,
    schema: { querystring: DiscountCodeExportQuery, response: { 200: z.string() } },
    async handler({ viewer, query, language }, reply) {
      const { q, state, sort } = query
      const sellerId = await ownShop(viewer.userId)
      const page = (after: CodePlace | null) => codesForExport(database.read, sellerId, { q, state, sort, after })
      return replyWithCsv(reply, codesCsv(language, page))
    },
  })
  route(app, {
    method: 'POST',
    url: '/seller/discount-codes',
    access: 'signed-in',
    idempotent: true,
    problems: [404, 409],
    summary: 'A code for your own pieces; you bear it.',
    tags: seller,
    schema: { body: DiscountCodeWrite, response: { 201: DiscountCode } },
    handler: async ({ viewer, body, ip, language }) =>
      createCode(deps, {
        sellerId: await ownShop(viewer.userId),
        userId: viewer.userId,
        ipAddress: ip,
        code: body,
        language,
      }),
  })
  route(app, {
    method: 'PATCH',
    url: '/seller/discount-codes/:id',
    access: 'signed-in',
    summary: 'Switches a code of yours off or on.',
    tags: seller,
    schema: { params: DiscountCodeParams, body: DiscountCodePatch, response: { 200: DiscountCode } },
    handler: async ({ viewer, params, body }) =>
      switchCode(deps, { id: params.id, sellerId: await ownShop(viewer.userId), active: body.active }),
  })

  const staff = ['Staff']
  route(app, {
    method: 'GET',
    url: '/admin/discount-codes',
    access: { role: 'admin' },
    summary: 'The platform’s own discount codes.',
    tags: staff,
    schema: { querystring: DiscountCodeListQuery, response: { 200: DiscountCodePage } },
    handler: (request) => codes(null, request.query),
  })
  route(app, {
    method: 'POST',
    url: '/admin/discount-codes',
    access: { role: 'admin' },
    idempotent: true,
    problems: [409],
    summary: 'A code for everything in a basket; the platform bears it (403 STEP_UP_REQUIRED after a while).',
    tags: staff,
    schema: { body: DiscountCodeWrite, response: { 201: DiscountCode } },
    async handler({ viewer, body, ip, language }) {
      await deps.assertProved(viewer)
      return createCode(deps, { sellerId: null, userId: viewer.userId, ipAddress: ip, code: body, language })
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/admin/discount-codes/:id',
    access: { role: 'admin' },
    summary: 'Switches a code of the platform off or on (403 STEP_UP_REQUIRED after a while).',
    tags: staff,
    schema: { params: DiscountCodeParams, body: DiscountCodePatch, response: { 200: DiscountCode } },
    async handler({ viewer, params, body, ip }) {
      await deps.assertProved(viewer)
      return switchCode(deps, {
        id: params.id,
        sellerId: null,
        active: body.active,
        staff: { userId: viewer.userId, ipAddress: ip },
      })
    },
  })
}
