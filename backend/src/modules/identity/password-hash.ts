/** Argon2id with OWASP's parameters: 19 MiB, 2 passes, 1 lane. About 30 ms, off the event loop. */
import { hash, verify } from '@node-rs/argon2'

/** `Algorithm.Argon2id`; the package declares an ambient const enum, which type stripping cannot read. */
const argon2id = 2
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const

/** The same keys typed on different systems give the same password. */
const canonical = (password: string) => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(canonical(password), parameters)

/** False for a wrong password and for a hash that cannot be read. */
export async function verifyPassword(input: { hash: string; password: string }): Promise<boolean> {
  try {
    return await verify(input.hash, canonical(input.password))
  } catch {
    return false
  }
}
