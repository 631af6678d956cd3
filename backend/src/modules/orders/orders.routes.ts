import type { FastifyInstance } from 'fastify'
import {
  OrderCancel,
  OrderDetail,
  OrderIdParams,
  OrderListQuery,
  OrderPage,
  OrderReturnParams,
  ReturnRequest,
} from '../../../../contracts/orders.ts'
import type { Language } from '../../../../contracts/common.ts'
import { platformErrors } from '../../platform/errors.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { route } from '../../platform/http/route.ts'
import { decodeKeyset, encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import { cancelOwnOrder } from './cancel-order.ts'
import type { OrderDeps } from './deps.ts'
import { findOrder, listOrders } from './orders.queries.ts'
import { requestReturn, withdrawReturn } from './return-order.ts'

const tags = ['Orders']

export function orderRoutes(deps: OrderDeps) {
  async function own(id: string, userId: string, language: Language) {
    const order = await findOrder(deps.database.read, { id, userId, language })
    if (!order) throw platformErrors.NOT_FOUND()
    return order
  }

  return (app: FastifyInstance) => {
    route(app, {
      method: 'GET',
      url: '/orders',
      access: 'signed-in',
      summary: 'One’s own orders, latest first; one per workshop of a purchase.',
      tags,
      schema: { querystring: OrderListQuery, response: { 200: OrderPage } },
      async handler(request) {
        const { status, limit, cursor } = request.query
        const { items, next } = await listOrders(deps.database.read, {
          userId: request.viewer.userId,
          language: request.language,
          status,
          limit,
          after: readCursor(cursor, decodeKeyset),
        })
        return { items, nextCursor: next && encodeKeyset(next) }
      },
    })

    route(app, {
      method: 'GET',
      url: '/orders/:id',
      access: 'signed-in',
      summary: 'An order of one’s own with its story and its returns.',
      tags,
      schema: { params: OrderIdParams, response: { 200: OrderDetail } },
      handler: (request) => own(request.params.id, request.viewer.userId, request.language),
    })

    route(app, {
      method: 'POST',
      url: '/orders/:id/cancel',
      access: 'signed-in',
      idempotent: true,
      problems: [409],
      summary: 'The buyer cancels before it is shipped: everything of this order goes back, shipping included.',
      description:
        'Only this order of the purchase. Before it is paid the whole purchase is cancelled instead (`POST /checkouts/{id}/cancel`); here that is 409 `INVALID_TRANSITION`.',
      tags,
      schema: { params: OrderIdParams, body: OrderCancel.nullish(), response: { 200: OrderDetail } },
      async handler(request) {
        const { id } = request.params
        const { userId } = request.viewer
        await cancelOwnOrder(deps, { orderId: id, userId, note: request.body?.reason || null })
        return own(id, userId, request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/orders/:id/returns',
      access: 'signed-in',
      idempotent: true,
      problems: [409],
      summary: 'Asks to give pieces back, within the workshop’s days after delivery; one request at a time.',
      tags,
      schema: { params: OrderIdParams, body: ReturnRequest, response: { 201: OrderDetail } },
      async handler(request) {
        const { id } = request.params
        const { userId } = request.viewer
        await requestReturn(deps, { orderId: id, userId, ...request.body })
        return own(id, userId, request.language)
      },
    })

    route(app, {
      method: 'POST',
      url: '/orders/:id/returns/:returnId/withdraw',
      access: 'signed-in',
      problems: [409],
      summary: 'The buyer keeps the pieces after all.',
      tags,
      schema: { params: OrderReturnParams, response: { 200: OrderDetail } },
      async handler(request) {
        const { id, returnId } = request.params
        const { userId } = request.viewer
        await withdrawReturn(deps, { orderId: id, returnId, userId })
        return own(id, userId, request.language)
      },
    })
  }
}
