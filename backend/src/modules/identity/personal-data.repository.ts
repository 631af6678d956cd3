/** The account itself: what its person gets, and what is left of it when it ends. */
import { Prisma } from '../../platform/database/index.ts'
import { counted, exported, type PersonalData } from '../../platform/personal-data.ts'

export const identityPersonalData: PersonalData = {
  async gather(reader, userId) {
    const [account, sessions, passkeys] = await Promise.all([
      exported(
        reader,
        Prisma.sql`SELECT id, name, email, email_verified AS "emailVerified", role, language, home_region AS "homeRegion",
            image AS picture, created_at AS "createdAt" FROM users WHERE id = ${userId}::uuid`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT ip_address AS "ipAddress", user_agent AS device, created_at AS "createdAt", last_used_at AS "lastUsedAt"
            FROM sessions WHERE user_id = ${userId}::uuid ORDER BY id`,
      ),
      exported(
        reader,
        Prisma.sql`SELECT name, created_at AS "createdAt" FROM passkeys WHERE user_id = ${userId}::uuid ORDER BY id`,
      ),
    ])
    return { account, sessions, passkeys }
  },
  async obstacles(reader, userId) {
    const own = Prisma.sql`SELECT 1 FROM users WHERE id = ${userId}::uuid`
    return [
      ...(await counted(reader, 'STAFF', Prisma.sql`${own} AND role <> 'user'`)),
      ...(await counted(
        reader,
        'SUSPENDED',
        Prisma.sql`${own} AND banned AND (ban_expires IS NULL OR ban_expires > app_now())`,
      )),
    ]
  },
  /** The audit log keeps what was done by and to the number of the account; it never held a name. */
  async forget(tx, { userId, pseudonym }) {
    await tx.session.deleteMany({ where: { userId } })
    await tx.account.deleteMany({ where: { userId } })
    await tx.twoFactor.deleteMany({ where: { userId } })
    await tx.passkey.deleteMany({ where: { userId } })
    await tx.verification.deleteMany({ where: { value: userId } })
    await tx.$executeRaw(Prisma.sql`
      UPDATE users SET name = ${pseudonym}, email = id || '@closed.invalid', email_verified = false, image = NULL,
        home_region = NULL, two_factor_enabled = false, ban_reason = NULL, closed_at = app_now(), updated_at = app_now()
      WHERE id = ${userId}::uuid`)
  },
}
