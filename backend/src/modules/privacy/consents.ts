import {
  type ConsentDocument,
  type ConsentGiven,
  type Consents,
  documentVersions,
} from '../../../../contracts/privacy.ts'
import type { z } from 'zod'
import type { PrivacyDeps } from './deps.ts'
import { privacyErrors } from './privacy.errors.ts'
import { giveConsent, listConsents, withdrawConsent } from './privacy.repository.ts'

const documents = Object.keys(documentVersions) as ConsentDocument[]

/** What somebody agreed to on the page where they signed up; versions that are not today's say nothing. */
export async function consentAtSignUp(
  deps: Required<Pick<PrivacyDeps, 'database' | 'now'>>,
  userId: string,
  given: z.infer<typeof ConsentGiven>,
): Promise<void> {
  const said: [ConsentDocument, string | null][] = [
    ['TERMS', given.terms],
    ['PRIVACY', given.privacy],
    ['MARKETING', given.marketing ? documentVersions.MARKETING : null],
  ]
  await deps.database.transaction(async (tx) => {
    for (const [document, version] of said)
      if (version === documentVersions[document])
        await giveConsent(tx, { userId, document, version, askedAt: 'SIGN_UP' }, deps.now())
  })
}

export async function showConsents(deps: Pick<PrivacyDeps, 'database'>, userId: string): Promise<Consents> {
  const rows = await listConsents(deps.database.read, userId)
  return {
    current: documents.map((document) => ({
      document,
      version: documentVersions[document],
      given: rows.some(
        (row) => row.document === document && row.version === documentVersions[document] && !row.withdrawnAt,
      ),
    })),
    history: rows.map((row) => ({
      id: row.id,
      document: row.document as ConsentDocument,
      version: row.version,
      askedAt: row.askedAt as 'SIGN_UP' | 'SETTINGS',
      givenAt: row.givenAt.toISOString(),
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    })),
  }
}

/** @throws CONSENT_OUTDATED, CONSENT_NEEDED */
export async function writeConsent(
  deps: Required<Pick<PrivacyDeps, 'database' | 'now'>>,
  userId: string,
  consent: { document: ConsentDocument; version: string; given: boolean },
): Promise<void> {
  const { document, version, given } = consent
  if (given && version !== documentVersions[document]) throw privacyErrors.CONSENT_OUTDATED()
  if (!given && document !== 'MARKETING') throw privacyErrors.CONSENT_NEEDED()
  await deps.database.transaction((tx) =>
    given
      ? giveConsent(tx, { userId, document, version, askedAt: 'SETTINGS' }, deps.now())
      : withdrawConsent(tx, { userId, document }, deps.now()),
  )
}
