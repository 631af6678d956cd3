import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Language } from '../../../../contracts/common.ts'
import {
  PrintedStatementQuery,
  type StatementKind,
  StatementPage,
  StatementQuery,
} from '../../../../contracts/ledger.ts'
import type { Database } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { route } from '../../platform/http/route.ts'
import { pesos } from '../../platform/pure/money.ts'
import { statementCsvHeads, statementCsvRows } from './statement-csv.rules.ts'
import { statementPdf } from './statement-pdf.ts'
import { decodePlace, encodePlace } from './statement-cursor.rules.ts'
import { purposesOf } from './statement-texts.rules.ts'
import { payeeName, readStatement, readStatementSums, statementLines, type StatementSums } from './statement.queries.ts'

export interface StatementReaders {
  database: Database
  hostOf(userId: string): Promise<{ id: string } | null>
  sellerOf(userId: string): Promise<{ id: string } | null>
}

export function ledgerRoutes({ database, hostOf, sellerOf }: StatementReaders) {
  return (app: FastifyInstance) => {
    /** A month as a spreadsheet, however long. */
    async function* table(of: {
      payeeId: string
      sums: StatementSums
      language: Language
      kind: StatementKind | null
    }) {
      yield statementCsvHeads(of.language)
      const shown = of.kind && purposesOf[of.kind]
      for await (const lines of statementLines(database.read, of))
        yield statementCsvRows(shown ? lines.filter(({ purpose }) => shown.includes(purpose)) : lines)
    }

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
          'The month is Oaxaca’s. `opening` and `closing` are those of the month, whatever the page. With `Accept: text/csv` all of its lines come as a table, oldest first.',
        tags: [tag],
        schema: { querystring: StatementQuery, response: { 200: StatementPage } },
        async handler(request, reply) {
          const { month, limit, cursor, kind, sort } = request.query
          const { language } = request
          const after = readCursor(cursor, decodePlace)
          const profile = await profileOf(request.viewer.userId)
          if (!profile) throw platformErrors.NOT_FOUND()
          const payeeId = profile.id
          if (request.headers.accept?.includes('text/csv')) {
            const sums = await readStatementSums(database.read, payeeId, month ?? null)
            return reply
              .header('vary', 'Accept')
              .header('content-disposition', `attachment; filename="guelaguetza-${sums.month}.csv"`)
              .type('text/csv; charset=utf-8')
              .send(Readable.from(table({ payeeId, sums, language, kind: kind ?? null })))
          }
          const { sums, items, next } = await readStatement(database.read, {
            payeeId,
            month: month ?? null,
            language,
            kind: kind ?? null,
            sort,
            limit,
            after,
          })
          return {
            items,
            nextCursor: next && encodePlace(next),
            month: sums.month,
            opening: pesos(sums.openingCents),
            closing: pesos(sums.closingCents),
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
          const sums = await readStatementSums(database.read, profile.id, query.month ?? null)
          const printed = statementPdf({
            ...sums,
            language,
            lineCount: sums.lines,
            lines: statementLines(database.read, { payeeId: profile.id, sums, language }),
            ...(await payeeName(database.read, profile.id)),
          })
          reply
            .header('content-type', 'application/pdf')
            .header('content-disposition', `attachment; filename="guelaguetza-${sums.month}.pdf"`)
          return reply.send(Readable.from(printed, { objectMode: false }))
        },
      })
    }
  }
}
