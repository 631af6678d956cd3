/** A payee's account at the provider: begun, looked at again, never believed from an event's copy. */
import { ProviderRefusedError, ProviderUnavailableError } from '../../platform/outside/stripe/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Payee, PayoutDeps } from './deps.ts'
import { payOutJob } from './payouts.jobs.ts'
import {
  type AccountRow,
  claimAccountCheck,
  ensureAccount,
  findAccount,
  findAccountAtProvider,
  saveAccount,
} from './payouts.repository.ts'

/** Where the payee's page is: the provider sends people back there. */
const pages = { SELLER: '/taller/cobros', HOST: '/anfitrion/cobros' } as const
/** People reload the page they come back to. */
const lookAgainSeconds = 3

/**
 * A link to the provider's page, which leads back to `path`; makes the account first when there is none.
 * @throws PAYMENT_PROVIDER_UNAVAILABLE: asking again finds the same account
 */
export async function beginOnboarding(
  deps: PayoutDeps,
  payee: Payee,
  path: string = pages[payee.kind],
): Promise<{ url: string; expiresAt: Date }> {
  const account = await ensureAccount(deps.database, payee)
  try {
    const accountId = account.providerAccountId ?? (await createAccount(deps, account, payee))
    const page = `${deps.config.publicUrl}${path}`
    const refreshUrl = `${page}${path.includes('?') ? '&' : '?'}renovar=1`
    return await deps.provider.createAccountLink({ accountId, returnUrl: page, refreshUrl })
  } catch (error) {
    if (error instanceof ProviderUnavailableError || error instanceof ProviderRefusedError)
      throw platformErrors.PAYMENT_PROVIDER_UNAVAILABLE({ cause: error, retryAfterSeconds: 5 })
    throw error
  }
}

async function createAccount(deps: PayoutDeps, account: AccountRow, payee: Payee): Promise<string> {
  const contact = await deps.contactOf(payee.userId)
  if (!contact) throw new Error(`nobody to ask about the account of ${payee.id}`)
  const made = await deps.provider.createAccount({
    key: `account:${account.id}`,
    email: contact.email,
    metadata: { account_id: account.id, payee_kind: payee.kind, payee_id: payee.id },
  })
  await saveAccount(deps.database, account.id, made)
  return made.id
}

/** What `account.updated` leads to. */
export async function refreshAccount(deps: PayoutDeps, providerAccountId: string): Promise<void> {
  const account = await findAccountAtProvider(deps.database.read, providerAccountId)
  if (account) await lookAgain(deps, account)
}

async function lookAgain(deps: PayoutDeps, account: AccountRow): Promise<void> {
  if (!account.providerAccountId) return
  const opened = await saveAccount(
    deps.database,
    account.id,
    await deps.provider.retrieveAccount(account.providerAccountId),
  )
  // What was due waited for this.
  if (opened) await deps.jobs.send(null, payOutJob, {}, { singletonKey: 'account-opened' })
}

/** The account as the provider sees it now; while it is not open yet it is asked, so that coming back needs no webhook. */
export async function readAccount(deps: PayoutDeps, payee: Payee): Promise<AccountRow | null> {
  const account = await findAccount(deps.database.read, payee.kind, payee.id)
  if (!account?.providerAccountId || (account.transfersEnabled && account.payoutsEnabled)) return account
  if (!(await claimAccountCheck(deps.database, account.id, lookAgainSeconds))) return account
  try {
    await lookAgain(deps, account)
  } catch (error) {
    if (!(error instanceof ProviderUnavailableError) && !(error instanceof ProviderRefusedError)) throw error
    deps.logger.warn({ err: error, accountId: account.id }, 'the account could not be looked at')
  }
  return findAccount(deps.database.read, payee.kind, payee.id)
}
