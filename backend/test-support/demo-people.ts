/** Who is in a house with the demo's data: its accounts, and people whom only tests need. */
import type { Identity } from '../src/modules/identity/index.ts'
import { newId } from '../src/platform/ids.ts'
import { demoPassword } from '../../prisma/seed/index.ts'
import type { TestDatabase } from './postgres.ts'

const demo = ['ana', 'luis', 'host', 'host2', 'seller', 'seller2', 'moderator', 'admin'] as const
/** `unproved` is an administrator who said their password a while ago; helper and manager are in the teams of host and seller. */
const further = ['admin2', 'unproved', 'helper', 'manager', 'unverified', 'expired', 'banned'] as const
export const signedInPeople = [...demo, ...further] as const
export type PersonName = 'visitor' | (typeof signedInPeople)[number]

export interface Person {
  name: PersonName
  userId: string | null
  bearer: Record<string, string>
  cookie: Record<string, string>
}
export type People = Record<PersonName, Person>

type Db = Pick<TestDatabase, 'query'>
export const emailOf = (name: PersonName): string => `${name}@guelaguetza.test`

export async function addPeople(db: Db, identity: Identity): Promise<void> {
  for (const name of further) {
    await identity.createUser({
      name,
      email: emailOf(name),
      password: demoPassword,
      role: name === 'admin2' || name === 'unproved' ? 'admin' : 'user',
      emailVerified: name !== 'unverified',
    })
  }
  for (const [name, role] of [
    ['helper', 'HELPER'],
    ['manager', 'MANAGER'],
  ] as const)
    await db.query(
      `INSERT INTO team_members (id, partner_kind, partner_id, role, email, user_id, invited_by, expires_at, accepted_at)
       SELECT CASE p.kind WHEN 'HOST' THEN $3::uuid ELSE $4::uuid END, p.kind::"PartnerKind", p.id, $1::"TeamRole", u.email, u.id, p.user_id, now(), now()
       FROM users u, (SELECT id, user_id, 'HOST' AS kind FROM host_profiles UNION ALL SELECT id, user_id, 'SELLER' FROM seller_profiles) p
         JOIN users o ON o.id = p.user_id
       WHERE u.email = $2 AND o.email = CASE p.kind WHEN 'HOST' THEN 'host@guelaguetza.test' ELSE 'seller@guelaguetza.test' END`,
      [role, emailOf(name), newId(), newId()],
    )
}

/** After everybody signed in: what makes some of them who they are. */
export async function markPeople(db: Db, people: People): Promise<void> {
  await db.query(`UPDATE sessions SET proved_at = now() + interval '1 day'`)
  await db.query(
    `UPDATE sessions SET proved_at = NULL, created_at = now() - interval '1 hour', last_used_at = now() WHERE user_id = $1`,
    [people.unproved.userId],
  )
  await db.query(`UPDATE sessions SET expires_at = now() - interval '1 day' WHERE user_id = $1`, [
    people.expired.userId,
  ])
  await db.query('UPDATE users SET banned = true WHERE id = $1', [people.banned.userId])
}
