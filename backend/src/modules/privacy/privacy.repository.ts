import type { AccountObstacle, ConsentDocument } from '../../../../contracts/privacy.ts'
import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { type Leaving, says, struck } from '../../platform/personal-data.ts'

export interface ConsentFacts {
  userId: string
  document: ConsentDocument
  version: string
  askedAt: 'SIGN_UP' | 'SETTINGS'
}

/** Once per version; nothing for an id that is nobody's (a sign-up with a known address answers one). */
export async function giveConsent(tx: Tx, consent: ConsentFacts, at: Date): Promise<void> {
  const { userId, document, version, askedAt } = consent
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO consents (id, user_id, document, version, asked_at, given_at)
    SELECT ${newId()}::uuid, id, ${document}, ${version}, ${askedAt}, ${at} FROM users WHERE id = ${userId}::uuid
    ON CONFLICT (user_id, document, version) WHERE withdrawn_at IS NULL DO NOTHING`)
}

export async function withdrawConsent(tx: Tx, who: { userId: string; document: ConsentDocument }, at: Date) {
  await tx.consent.updateMany({ where: { ...who, withdrawnAt: null }, data: { withdrawnAt: at } })
}

export const listConsents = (reader: Reader, userId: string) =>
  reader.consent.findMany({ where: { userId }, orderBy: { id: 'desc' }, take: 200 })

export const findClosure = (reader: Reader, userId: string) =>
  reader.accountClosure.findFirst({ where: { userId, doneAt: null } })

/** Asked twice, the first day counts. */
export async function askClosure(
  tx: Tx,
  closure: { userId: string; requestedAt: Date; effectiveAt: Date },
): Promise<boolean> {
  const { count } = await tx.accountClosure.createMany({ data: [closure], skipDuplicates: true })
  return count === 1
}

/** False when there is none to take back. */
export async function takeBackClosure(tx: Tx, userId: string): Promise<boolean> {
  const { count } = await tx.accountClosure.deleteMany({ where: { userId, doneAt: null } })
  return count === 1
}

export const findDue = (reader: Reader, now: Date) =>
  reader.accountClosure.findMany({
    where: { doneAt: null, effectiveAt: { lte: now } },
    orderBy: { effectiveAt: 'asc' },
    select: { userId: true },
    take: 100,
  })

/** The person first: whatever names them (a booking, a message) waits for our commit or is seen. Null when it is not due any more. */
export async function lockDue(tx: Tx, userId: string, now: Date): Promise<{ name: string; email: string } | null> {
  const [user] = await tx.$queryRaw<{ name: string; email: string }[]>(
    Prisma.sql`SELECT name, email FROM users WHERE id = ${userId}::uuid FOR UPDATE`,
  )
  const due = await tx.$queryRaw<object[]>(Prisma.sql`
    SELECT 1 FROM account_closures WHERE user_id = ${userId}::uuid AND done_at IS NULL AND effective_at <= ${now} FOR UPDATE`)
  return due.length > 0 && user ? user : null
}

export async function postponeClosure(tx: Tx, userId: string, obstacles: AccountObstacle[]): Promise<void> {
  await tx.accountClosure.update({ where: { userId }, data: { obstacles } })
}

export async function markClosed(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.accountClosure.update({ where: { userId }, data: { doneAt: at, obstacles: [] } })
}

/** Jobs that wait or are kept may name a mailbox. */
export async function strikeJobs(tx: Tx, leaving: Leaving): Promise<void> {
  const [there] = await tx.$queryRaw<{ there: boolean }[]>(
    Prisma.sql`SELECT to_regclass('pgboss.job') IS NOT NULL AS there`,
  )
  if (!there?.there) return
  await tx.$executeRaw(Prisma.sql`
    UPDATE pgboss.job SET data = ${struck('data', leaving)}::jsonb, output = ${struck('output', leaving)}::jsonb
    WHERE state <> 'active' AND (${says('data', leaving)} OR ${says('output', leaving)})`)
}
