import type { Language } from '../../../../contracts/common.ts'
import type { Role } from '../../../../contracts/identity.ts'
import type { Database } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import { insertUser } from './identity.repository.ts'
import { hashPassword } from './password-hash.ts'

export interface CreateUserInput {
  /** A UUID; a new one when absent. */
  id?: string
  name: string
  email: string
  /** Taken as it is: whoever creates accounts by program is trusted with the password rules. */
  password: string
  role?: Role
  language?: Language
  homeRegion?: string | null
  emailVerified?: boolean
  createdAt?: Date
}

/** Creates an account, for demo data and for the first administrator. An address that exists is left as it is. Answers its id. */
export async function createUser(
  { database, now }: { database: Database; now: () => Date },
  input: CreateUserInput,
): Promise<string> {
  const passwordHash = await hashPassword(input.password)
  return database.transaction((tx) =>
    insertUser(tx, {
      id: input.id ?? newId(),
      name: input.name,
      email: input.email.toLowerCase(),
      passwordHash,
      role: input.role ?? 'user',
      language: input.language ?? 'es',
      homeRegion: input.homeRegion ?? null,
      emailVerified: input.emailVerified ?? false,
      createdAt: input.createdAt ?? now(),
    }),
  )
}
