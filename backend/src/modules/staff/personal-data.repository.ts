/** What staff wrote down about a person keeps its facts, without the name. */
import { Prisma } from '../../platform/database/index.ts'
import { type PersonalData, says, struck } from '../../platform/personal-data.ts'

export const staffPersonalData: PersonalData = {
  gather: async () => ({}),
  async forget(tx, leaving) {
    await tx.$executeRaw(
      Prisma.sql`UPDATE staff_tasks SET details = ${struck('details', leaving)}::jsonb WHERE ${says('details', leaving)}`,
    )
    await tx.$executeRaw(
      Prisma.sql`UPDATE staff_refunds SET reason = ${struck('reason', leaving)} WHERE ${says('reason', leaving)}`,
    )
  },
}
