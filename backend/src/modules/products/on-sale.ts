import { Prisma } from '../../platform/database/index.ts'

/**
 * Whether the product that a statement calls `alias` is shown and can be bought: on sale, hidden by nobody, and its workshop
 * neither paused, closed nor hidden. Lists, pages, baskets and reservations ask the same.
 */
export const onSale = (alias: string): Prisma.Sql =>
  Prisma.raw(`(${alias}.status = 'ACTIVE' AND ${alias}.hidden_at IS NULL AND EXISTS (
    SELECT 1 FROM seller_profiles sp WHERE sp.id = ${alias}.seller_id AND sp.paused_at IS NULL AND sp.closed_at IS NULL AND sp.hidden_at IS NULL))`)
