import type { PersonalData } from '../../platform/personal-data.ts'
import type { PrivacyDeps } from './deps.ts'
import { listConsents } from './privacy.repository.ts'

export type Gathered = Record<string, object[]>

/** Everything that any module keeps about a person, part by part: one connection, however much there is. */
export async function gatherData(
  deps: Pick<PrivacyDeps, 'database' | 'identity' | 'parts'>,
  userId: string,
): Promise<Gathered> {
  const { read } = deps.database
  const parts: PersonalData[] = [deps.identity.personalData, ...deps.parts]
  const gathered: Gathered = {}
  for (const part of parts) Object.assign(gathered, await part.gather(read, userId))
  const consents = await listConsents(read, userId)
  gathered['consents'] = consents.map(({ document, version, askedAt, givenAt, withdrawnAt }) => ({
    document,
    version,
    askedAt,
    givenAt,
    withdrawnAt,
  }))
  return gathered
}
