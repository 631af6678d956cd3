/** Pages of orders, latest first. */
import type { Language } from '../../../../contracts/common.ts'
import type { OrderStatus } from '../../../../contracts/orders.ts'
import { Prisma } from '../../platform/database/index.ts'
import type { Keyset } from '../../platform/pure/keyset-cursor.ts'

export interface PageInput {
  language: Language
  status?: OrderStatus | undefined
  limit: number
  after: Keyset | null
}
export const from = (after: Keyset | null) =>
  after ? Prisma.sql`AND (o.created_at, o.id) < (${after.at}, ${after.id}::uuid)` : Prisma.empty
export const inStatus = (status: OrderStatus | undefined) =>
  status ? Prisma.sql`AND o.status = ${status}::"OrderStatus"` : Prisma.empty

export function pageOf<Row extends { createdAt: Date; id: string }, Item>(
  rows: Row[],
  limit: number,
  toItem: (row: Row) => Item,
): { items: Item[]; next: Keyset | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(toItem),
    next: rows.length > limit && last ? { at: last.createdAt, id: last.id } : null,
  }
}
