import { Prisma } from '../database/index.ts'
import type { PersonalData } from '../personal-data.ts'

/** Answers kept for a day, whole: they hold whatever the person was told. */
export const keptAnswers: PersonalData = {
  gather: async () => ({}),
  async forget(tx, { userId }) {
    await tx.$executeRaw(Prisma.sql`DELETE FROM idempotency_keys WHERE user_id = ${userId}::uuid`)
  },
}
