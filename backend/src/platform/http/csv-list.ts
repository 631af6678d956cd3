/** A list as a spreadsheet, for whoever asks for it with `Accept: text/csv`: the same rows, all of them, page after page. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type CsvList, moreCsv, writeCsv } from '../csv.ts'

export const wantsCsv = (request: Pick<FastifyRequest, 'headers'>): boolean =>
  request.headers.accept?.includes('text/csv') ?? false

/** Rows of one page; as many as a list gives at most. */
export const csvPageRows = 100

async function* rowsOf<Item, Place>(
  { heads, page, row }: CsvList<Item, Place>,
  first: Awaited<ReturnType<CsvList<Item, Place>['page']>>,
): AsyncGenerator<string> {
  yield writeCsv(heads, [])
  let shown = first
  for (;;) {
    if (shown.items.length > 0) yield moreCsv(shown.items.map(row))
    if (shown.nextCursor === null) return
    shown = await page(shown.nextCursor)
  }
}

/** Leaves piece by piece, so that a list of any length fits into memory; who may not see it is refused before the first one. */
export async function replyWithCsv<Item, Place>(
  reply: FastifyReply,
  list: CsvList<Item, Place>,
): Promise<FastifyReply> {
  const first = await list.page(null)
  return reply
    .header('vary', 'Accept')
    .header('content-disposition', `attachment; filename="${list.name}.csv"`)
    .type('text/csv; charset=utf-8')
    .send(Readable.from(rowsOf(list, first)))
}
