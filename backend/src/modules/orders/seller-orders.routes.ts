import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  OrderCancel,
  OrderIdParams,
  OrderReturnParams,
  OrderShip,
  RefundLines,
  ReturnDecision,
  ReturnReceived,
  SellerOrderExportQuery,
  SellerOrderListQuery,
  SoldOrder,
  SoldOrderPage,
} from '../../../../contracts/orders.ts'
import type { PartnerAction } from '../../../../contracts/partners.ts'
import type { Language } from '../../../../contracts/common.ts'
import { platformErrors } from '../../platform/errors.ts'
import { replyWithCsv } from '../../platform/http/csv-list.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { decodeKeyset, encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import { searchWords } from '../../platform/pure/search-words.ts'
import { cancelSoldOrder } from './cancel-order.ts'
import type { OrderDeps, ShopActor } from './deps.ts'
import { acceptOrder, deliverOrder, shipOrder } from './fulfil-order.ts'
import { ordersCsv } from './orders-csv.ts'
import { findSellerOrder, linesForExport, listSellerOrders } from './seller-orders.queries.ts'
import { refundLines } from './refund-lines.ts'
import { decideReturn, receiveReturn } from './return-order.ts'
import { withoutMoney } from './without-money.rules.ts'

const tags = ['Sellers']

/** A request of somebody signed in, as far as it says who asks. */
interface Asking {
  viewer: Viewer
  ip: string
}

export function sellerOrderRoutes(deps: OrderDeps) {
  /** Selling is having a workshop, or being in its team; staff may act for any. @throws NOT_FOUND for everybody else */
  async function actorOf({ viewer, ip }: Asking, action: PartnerAction): Promise<ShopActor & { hidesMoney: boolean }> {
    const seller = await deps.sellerOf(viewer.userId, action)
    const isStaff = viewer.role === 'admin'
    if (!seller && !isStaff) throw platformErrors.NOT_FOUND()
    return {
      userId: viewer.userId,
      sellerId: seller?.id ?? null,
      isStaff,
      ipAddress: ip,
      hidesMoney: !isStaff && !!seller?.hidesMoney,
    }
  }
  /** For what gives money back: staff show first that it is still them. @throws NOT_FOUND, STEP_UP_REQUIRED */
  async function refunderOf(asking: Asking) {
    const actor = await actorOf(asking, 'orders-change')
    if (actor.isStaff) await deps.assertProved(asking.viewer)
    return actor
  }
  async function sold(id: string, actor: ShopActor & { hidesMoney: boolean }, language: Language) {
    const sellerId = actor.isStaff ? null : actor.sellerId
    const order = await findSellerOrder(deps.database.read, { id, sellerId, language })
    if (!order) throw platformErrors.NOT_FOUND()
    return actor.hidesMoney ? withoutMoney(order) : order
  }

  return (app: FastifyInstance) => {
    route(app, {
      method: 'GET',
      url: '/seller/orders',
      access: 'signed-in',
      problems: [404],
      summary: 'Orders of one’s own workshop, by what there is to do.',
      description:
        'Only what was paid for. `new` waits to be accepted, `to-ship` to be sent, `problems` has an open return or a refund that the bank did not take.',
      tags,
      schema: { querystring: SellerOrderListQuery, response: { 200: SoldOrderPage } },
      async handler(request) {
        const { limit, cursor, q, ...filters } = request.query
        const { sellerId, hidesMoney } = await actorOf(request, 'orders')
        if (!sellerId) throw platformErrors.NOT_FOUND()
        const { items, next } = await listSellerOrders(deps.database.read, {
          sellerId,
          language: request.language,
          ...filters,
          words: searchWords(q ?? ''),
          limit,
          after: readCursor(cursor, decodeKeyset),
        })
        return { items: hidesMoney ? items.map(withoutMoney) : items, nextCursor: next && encodeKeyset(next) }
      },
    })

    route(app, {
      method: 'GET',
      url: '/seller/orders.csv',
      access: 'signed-in',
      problems: [404],
      summary: 'Orders of one’s own workshop as a spreadsheet, a row per line; amounts for whoever may see them.',
      description: 'All of them, however many; it leaves piece by piece.',
      tags,
      schema: { querystring: SellerOrderExportQuery, response: { 200: z.string() } },
      async handler(request, reply) {
        const { q, ...filters } = request.query
        const { sellerId, hidesMoney } = await actorOf(request, 'orders')
        if (!sellerId) throw platformErrors.NOT_FOUND()
        const { language } = request
        const asked = { sellerId, language, ...filters, words: searchWords(q ?? '') }
        return replyWithCsv(
          reply,
          ordersCsv(language, hidesMoney, (after) => linesForExport(deps.database.read, { ...asked, after })),
        )
      },
    })

    route(app, {
      method: 'GET',
      url: '/seller/orders/:id',
      access: 'signed-in',
      summary: 'An order of one’s own workshop: what to send where, what it leaves, its story.',
      tags,
      schema: { params: OrderIdParams, response: { 200: SoldOrder } },
      handler: async (request) => sold(request.params.id, await actorOf(request, 'orders'), request.language),
    })

    route(app, {
      method: 'POST',
      url: '/seller/orders/:id/process',
      access: 'signed-in',
      idempotent: true,
      problems: [409],
      summary: 'The workshop accepts and prepares it. After 48 hours without this it is cancelled and refunded.',
      tags,
      schema: { params: OrderIdParams, response: { 200: SoldOrder } },
      async handler(request) {
        const actor = await actorOf(request, 'fulfil')
        await acceptOrder(deps, { orderId: request.params.id, actor })
        return sold(request.params.id, actor, request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/seller/orders/:id/ship',
      access: 'signed-in',
      idempotent: true,
      problems: [409],
      summary: 'The parcel is on its way. What is fetched in person is delivered, not shipped.',
      tags,
      schema: { params: OrderIdParams, body: OrderShip, response: { 200: SoldOrder } },
      async handler(request) {
        const actor = await actorOf(request, 'fulfil')
        await shipOrder(deps, { orderId: request.params.id, actor, ...request.body })
        return sold(request.params.id, actor, request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/seller/orders/:id/deliver',
      access: 'signed-in',
      idempotent: true,
      problems: [409],
      summary: 'The buyer has it; the days for returns begin.',
      tags,
      schema: { params: OrderIdParams, response: { 200: SoldOrder } },
      async handler(request) {
        const actor = await actorOf(request, 'fulfil')
        await deliverOrder(deps, { orderId: request.params.id, actor })
        return sold(request.params.id, actor, request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/seller/orders/:id/cancel',
      access: 'signed-in',
      idempotent: true,
      problems: [409],
      summary:
        'The workshop (or staff) cancels before it is shipped: the buyer gets everything of this order back (staff: 403 STEP_UP_REQUIRED after a while).',
      tags,
      schema: { params: OrderIdParams, body: OrderCancel.nullish(), response: { 200: SoldOrder } },
      async handler(request) {
        const actor = await refunderOf(request)
        await cancelSoldOrder(deps, { orderId: request.params.id, actor, note: request.body?.reason || null })
        return sold(request.params.id, actor, request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/seller/orders/:id/refund-lines',
      access: 'signed-in',
      idempotent: true,
      problems: [409],
      summary: 'Gives single pieces back, on the shelf again or not (staff: 403 STEP_UP_REQUIRED after a while).',
      description:
        'What was paid for them, discounts counted by piece. With the last piece the order is REFUNDED; its shipping goes back too if it was not shipped yet.',
      tags,
      schema: { params: OrderIdParams, body: RefundLines, response: { 200: SoldOrder } },
      async handler(request) {
        const actor = await refunderOf(request)
        await refundLines(deps, { orderId: request.params.id, actor, ...request.body })
        return sold(request.params.id, actor, request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/seller/orders/:id/returns/:returnId/decide',
      access: 'signed-in',
      idempotent: true,
      problems: [409],
      summary: 'Takes the pieces back, or says why not.',
      tags,
      schema: { params: OrderReturnParams, body: ReturnDecision, response: { 200: SoldOrder } },
      async handler(request) {
        const { id, returnId } = request.params
        const { accept, note } = request.body
        const actor = await actorOf(request, 'orders-change')
        await decideReturn(deps, { orderId: id, returnId, actor, accept, note: note || null })
        return sold(id, actor, request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/seller/orders/:id/returns/:returnId/receive',
      access: 'signed-in',
      idempotent: true,
      problems: [409],
      summary: 'The pieces are at the workshop: the money goes back (staff: 403 STEP_UP_REQUIRED after a while).',
      tags,
      schema: { params: OrderReturnParams, body: ReturnReceived.nullish(), response: { 200: SoldOrder } },
      async handler(request) {
        const { id, returnId } = request.params
        const actor = await refunderOf(request)
        await receiveReturn(deps, { orderId: id, returnId, actor, restock: request.body?.restock ?? true })
        return sold(id, actor, request.language)
      },
    })
  }
}
