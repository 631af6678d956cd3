import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { PrintedStatementQuery, StatementPage, StatementQuery } from '../../../../contracts/ledger.ts'
import type { Database } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import { pesos } from '../../platform/pure/money.ts'
import { statementCsv } from './statement-csv.rules.ts'
import { statementPdf } from './statement-pdf.ts'
import { decodePlace, encodePlace } from './statement-cursor.rules.ts'
import { payeeName, readStatement } from './statement.queries.ts'

export interface StatementReaders {
  database: Database
  hostOf(userId: string): Promise<{ id: string } | null>
  sellerOf(userId: string): Promise<{ id: string } | null>
}

/** A month of a busy workshop, as table or on paper; a longer one goes on with the cursor that JSON answers. */
const wholeMonth = 5000

export function ledgerRoutes({ database, hostOf, sellerOf }: StatementReaders) {
  return (app: FastifyInstance) => {
    for (const { path, tag, profileOf } of [
      { path: '/seller/statement', tag: 'Sellers', profileOf: sellerOf },
      { path: '/host/statement', tag: 'Hosts', profileOf: hostOf },
    ]) {
      route(app, {
        method: 'GET',
        url: path,
        access: 'signed-in',
        problems: [404],
        summary: 'Every centavo of a month, oldest first, with the balance after it.',
        description:
          'The month is Oaxaca’s. `opening` and `closing` are those of the month, whatever the page. With `Accept: text/csv` the lines come as a table.',
        tags: [tag],
        schema: { querystring: StatementQuery, response: { 200: StatementPage } },
        async handler(request, reply) {
          const { month, limit, cursor } = request.query
          const after = cursor === undefined ? null : decodePlace(cursor)
          if (cursor !== undefined && !after) {
            const message = request.language === 'en' ? 'Not a cursor of this list.' : 'No es un cursor de esta lista.'
            throw platformErrors.VALIDATION_FAILED({ errors: [{ pointer: '/query/cursor', message }] })
          }
          const profile = await profileOf(request.viewer.userId)
          if (!profile) throw platformErrors.NOT_FOUND()
          const csv = request.headers.accept?.includes('text/csv') ?? false
          const found = await readStatement(database.read, {
            payeeId: profile.id,
            month: month ?? null,
            language: request.language,
            limit: csv ? wholeMonth : limit,
            after,
          })
          if (csv)
            return reply
              .header('vary', 'Accept')
              .header('content-disposition', `attachment; filename="guelaguetza-${found.month}.csv"`)
              .type('text/csv; charset=utf-8')
              .send(statementCsv(found.items, request.language))
          return {
            items: found.items,
            nextCursor: found.next && encodePlace(found.next),
            month: found.month,
            opening: pesos(found.openingCents),
            closing: pesos(found.closingCents),
          }
        },
      })

      route(app, {
        method: 'GET',
        url: `${path}.pdf`,
        access: 'signed-in',
        problems: [404],
        summary: 'The same month to print or keep: opening and closing balance, each line, numbered pages.',
        tags: [tag],
        schema: {
          querystring: PrintedStatementQuery,
          response: { 200: z.string().meta({ description: 'application/pdf' }) },
        },
        async handler({ query, viewer, language }, reply) {
          const profile = await profileOf(viewer.userId)
          if (!profile) throw platformErrors.NOT_FOUND()
          const found = await readStatement(database.read, {
            payeeId: profile.id,
            month: query.month ?? null,
            language,
            limit: wholeMonth,
            after: null,
          })
          const printed = await statementPdf({
            ...found,
            language,
            lines: found.items,
            isCut: found.next !== null,
            ...(await payeeName(database.read, profile.id)),
          })
          reply
            .header('content-type', 'application/pdf')
            .header('content-disposition', `attachment; filename="guelaguetza-${found.month}.pdf"`)
          // As bytes: a string would be written as JSON.
          return reply.send(printed)
        },
      })
    }
  }
}
