/** Second factors: what stands beside better-auth's own rows, and what follows from them. */
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'

/** The authenticator app of a person, once its first code was right; null before and without. */
export const findApp = (reader: Reader, userId: string) =>
  reader.twoFactor.findFirst({ where: { userId, verified: true } })

export const listPasskeys = (reader: Reader, userId: string) =>
  reader.passkey.findMany({ where: { userId }, orderBy: { id: 'asc' } })

export const countPasskeys = (reader: Reader, userId: string) => reader.passkey.count({ where: { userId } })

/** The session of this token showed a second factor. */
export async function markShown(tx: Tx, session: { token: string } | { id: string }, at: Date): Promise<void> {
  await tx.session.updateMany({ where: session, data: { secondFactorAt: at } })
}

/** The session of this token has just proved who is there, too. */
export async function markProved(tx: Tx, token: string, at: Date): Promise<void> {
  await tx.session.updateMany({ where: { token }, data: { secondFactorAt: at, provedAt: at } })
}

/**
 * A code is good for a minute and a half (three steps), and once: false when it was taken already. Of two requests with the
 * same code at once, one takes it.
 */
export async function takeCode(tx: Tx, userId: string, codeHash: string, now: Date): Promise<boolean> {
  const taken = await tx.$executeRaw(Prisma.sql`
    UPDATE two_factors SET last_code_hash = ${codeHash}, last_code_at = ${now}, failed_verification_count = 0
    WHERE user_id = ${userId}::uuid
      AND (last_code_hash IS DISTINCT FROM ${codeHash} OR last_code_at < ${now}::timestamptz - interval '2 minutes')`)
  return taken === 1
}

/** A wrong code from within a session; better-auth counts those of the sign-in in the same place. */
export async function countWrongCode(
  tx: Tx,
  userId: string,
  { most, lockedUntil }: { most: number; lockedUntil: Date },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE two_factors SET failed_verification_count = coalesce(failed_verification_count, 0) + 1,
      locked_until = CASE WHEN coalesce(failed_verification_count, 0) + 1 >= ${most} THEN ${lockedUntil}::timestamptz ELSE locked_until END
    WHERE user_id = ${userId}::uuid`)
}

/** After the last factor went, no session has shown one. */
export async function forgetShown(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE sessions SET second_factor_at = NULL WHERE user_id = ${userId}::uuid
      AND NOT EXISTS (SELECT 1 FROM passkeys WHERE user_id = ${userId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM two_factors WHERE user_id = ${userId}::uuid AND verified)`)
}

/** Devices that are not asked for the code, and steps and links under way: all name the person and nothing else. */
export async function forgetTrustedDevices(tx: Tx, userId: string): Promise<void> {
  await tx.verification.deleteMany({ where: { value: userId } })
}

export async function renamePasskey(tx: Tx, who: { userId: string; id: string }, name: string): Promise<boolean> {
  const { count } = await tx.passkey.updateMany({ where: who, data: { name } })
  return count === 1
}

export async function deletePasskey(tx: Tx, who: { userId: string; id: string }): Promise<boolean> {
  const { count } = await tx.passkey.deleteMany({ where: who })
  return count === 1
}

export async function notePasskeyUse(tx: Tx, credentialID: string, at: Date): Promise<void> {
  await tx.passkey.updateMany({ where: { credentialID }, data: { lastUsedAt: at } })
}
