/** What is owed to a host or workshop has to be paid out first; transfers and accounts stay, they hold numbers only. */
import { Prisma } from '../../platform/database/index.ts'
import { counted, exported, type PersonalData } from '../../platform/personal-data.ts'

const ownPayees = (userId: string) => Prisma.sql`(
  SELECT id FROM host_profiles WHERE user_id = ${userId}::uuid UNION ALL SELECT id FROM seller_profiles WHERE user_id = ${userId}::uuid)`

export const payoutsPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [payouts, payoutAccounts] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT subject_type AS "for", status, amount_cents AS "amountCents", reversed_cents AS "reversedCents", currency, created_at AS "createdAt"
        FROM transfers WHERE payee_id IN ${ownPayees(userId)} ORDER BY id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT payee_kind AS "for", provider_account_id AS "providerAccountId", details_submitted AS "detailsSubmitted",
          payouts_enabled AS "payoutsEnabled", created_at AS "createdAt" FROM connected_accounts WHERE user_id = ${userId}::uuid ORDER BY id`,
      ),
    ])
    return { payouts, payoutAccounts }
  },
  obstacles: (reader, userId) =>
    counted(
      reader,
      'BALANCE',
      Prisma.sql`SELECT a.id FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
        WHERE a.kind = 'SELLER_PAYABLE' AND a.owner_id IN ${ownPayees(userId)} GROUP BY a.id HAVING sum(e.amount_cents) <> 0
        UNION ALL SELECT id FROM transfers WHERE payee_id IN ${ownPayees(userId)} AND status IN ('DUE', 'SUBMITTING', 'UNKNOWN')`,
    ),
}
