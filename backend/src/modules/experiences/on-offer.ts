import { Prisma } from '../../platform/database/index.ts'

/**
 * Whether the experience that a statement calls `alias` is shown and can be booked: on, hidden by nobody, and its host
 * neither paused, closed nor hidden. Lists, pages, baskets and holds ask the same.
 */
export const onOffer = (alias: string): Prisma.Sql =>
  Prisma.raw(`(${alias}.status = 'ACTIVE' AND ${alias}.hidden_at IS NULL AND EXISTS (
    SELECT 1 FROM host_profiles hp WHERE hp.id = ${alias}.host_id AND hp.paused_at IS NULL AND hp.closed_at IS NULL AND hp.hidden_at IS NULL))`)
