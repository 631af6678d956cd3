/** The door of identity: who people are, how they sign in, what they may do, and who is suspended. */
import type { Language } from '../../../../contracts/common.ts'
import type { Config } from '../../platform/config.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { HttpModule, ResolveViewer } from '../../platform/http/route.ts'
import { handleJob, type Jobs } from '../../platform/jobs.ts'
import type { PersonalData } from '../../platform/personal-data.ts'
import type { Mailer } from '../../platform/outside/mail/index.ts'
import type { FanOut } from '../../platform/realtime/fan-out.ts'
import type { Realtime } from '../../platform/realtime/realtime.ts'
import { appealPurpose, createSignedTokens } from '../../platform/signed-tokens.ts'
import { createAuth } from './auth.ts'
import { authRoutes } from './auth.routes.ts'
import { createAuthGateway } from './auth-gateway.ts'
import { type Bans, createBans } from './ban-user.ts'
import { type CreateUserInput, createUser } from './create-user.ts'
import type { BanListener, ConsentAtSignUp, IdentityDeps } from './deps.ts'
import { forgetExpired, mailAccountLink, mailSecurityChange, mailSuspension } from './identity.jobs.ts'
import { findUser } from './identity.queries.ts'
import { type AuditFacts, deleteExpired, insertAuditEntry } from './identity.repository.ts'
import { mailAccountLinkTo } from './mail-account-link.ts'
import { mailSecurityChangeTo } from './mail-security-change.ts'
import { mailSuspensionTo } from './mail-suspension.ts'
import { type FindProfileByUser, meRoutes } from './me.routes.ts'
import { endSessionsOf } from './revoke-sessions.ts'
import { createResolveViewer } from './resolve-viewer.ts'
import { createSessionCache } from './session-cache.ts'
import { identityPersonalData } from './personal-data.repository.ts'
import { assertProved } from './proof.ts'
import { secondFactorRoutes } from './second-factor.routes.ts'
import { staffRoutes } from './staff.routes.ts'
export { maskAddress, maskDeep, maskEmail } from './mask.rules.ts'
export type { BanListener } from './deps.ts'

/** Fan-out channel: the person whose sessions are to be looked up again. */
const sessionCache = 'session-cache'
/** A bound for when announcements of other processes are lost; what this process changes is forgotten at once. */
const sessionCacheSeconds = 15
const sessionCacheEntries = 10_000
const forgetExpiredEverySeconds = 3600

export interface IdentityOptions {
  config: Pick<Config, 'auth' | 'http' | 'production'>
  database: Database
  jobs: Pick<Jobs, 'send'>
  mailer: Pick<Mailer, 'sendOnce'>
  fanOut: FanOut
  realtime: Pick<Realtime, 'endSessions'>
  /** Signs session cookies and verification links; 32 characters or more. */
  secret: string
  portraitOf: IdentityDeps['portraitOf']
  findHostByUser: FindProfileByUser
  findSellerByUser: FindProfileByUser
  now?: () => Date
  /** What a ban means elsewhere; nothing when absent. */
  banListener?: BanListener
  /** What somebody agreed to while signing up. */
  consentAtSignUp?: ConsentAtSignUp
}

export interface Identity extends HttpModule {
  resolveViewer: ResolveViewer
  /** What a mail to a person needs; null when there is no such person. */
  contactOf(userId: string): Promise<{ name: string; email: string; language: Language } | null>
  /** For demo data and the first administrator; an address that exists is left as it is. Answers its id. */
  createUser(input: CreateUserInput): Promise<string>
  /** Records what staff did, in the transaction that does it. */
  audit(tx: Tx, facts: AuditFacts): Promise<void>
  /** @throws STEP_UP_REQUIRED when this session's person has not said their password for a quarter of an hour */
  assertProved(who: { userId: string; sessionId: string }): Promise<void>
  /** Staff end all of a person's sessions; answers how many. @throws NOT_FOUND */
  endSessions(input: { userId: string; actorId: string; reason: string; ipAddress: string }): Promise<number>
  personalData: PersonalData
  /** After an account ended: nobody is signed in with it any more, in any process. */
  endedAccount(userId: string): Promise<void>
  /** For decisions of other modules that suspend a person. */
  bans: Bans
}

export function createIdentity(options: IdentityOptions): Identity {
  const { config, database, jobs, fanOut, secret, now = () => new Date() } = options
  const cache = createSessionCache({ maxEntries: sessionCacheEntries, ttlSeconds: sessionCacheSeconds })
  fanOut.subscribe(sessionCache, (userId) => cache.forgetUser(String(userId)), cache.forgetAll)

  const deps: IdentityDeps = {
    config,
    database,
    jobs,
    secret,
    now,
    portraitOf: options.portraitOf,
    appealTokens: createSignedTokens(secret, appealPurpose),
    banListener: options.banListener,
    async sessionsChanged(userId, ended) {
      cache.forgetUser(userId)
      await fanOut.publish(sessionCache, userId)
      if (!ended) return
      for (const sessionId of ended.sessionIds ?? [undefined]) {
        await options.realtime.endSessions({ userId, ...(sessionId ? { sessionId } : {}) }, ended.reason)
      }
    },
  }
  const mailLater = (mail: Parameters<typeof mailAccountLinkTo>[1]) => jobs.send(null, mailAccountLink, mail)
  const auth = createAuth(deps, mailLater)
  const gateway = createAuthGateway(auth, { publicUrl: config.http.publicUrl, allowedOrigins: config.http.corsOrigins })
  const factor = { deps, auth, gateway }
  const secure = config.http.publicUrl.startsWith('https:') ? '__Secure-' : ''
  const reader = { cookieName: `${secure}guelaguetza.session_token`, secret }

  return {
    name: 'identity',
    rootRoutes: (app) =>
      authRoutes(app, { deps, auth, gateway, reader, mailLater, consentAtSignUp: options.consentAtSignUp }),
    routes(app) {
      meRoutes(app, {
        deps,
        factor,
        reader,
        findHostByUser: options.findHostByUser,
        findSellerByUser: options.findSellerByUser,
      })
      secondFactorRoutes(app, factor)
      staffRoutes(app, deps)
    },
    jobs: [
      handleJob(mailAccountLink, (mail) => mailAccountLinkTo({ ...deps, auth, mailer: options.mailer }, mail)),
      handleJob(mailSecurityChange, (news) => mailSecurityChangeTo({ ...deps, mailer: options.mailer }, news)),
      handleJob(mailSuspension, (news) => mailSuspensionTo({ ...deps, mailer: options.mailer }, news)),
      handleJob(forgetExpired, async () => {
        await database.transaction((tx) => deleteExpired(tx, now()))
      }),
    ],
    schedules: [{ job: forgetExpired, everySeconds: forgetExpiredEverySeconds }],
    resolveViewer: createResolveViewer({
      database,
      reader,
      cache,
      cacheIsCurrent: fanOut.listening,
      sessionDays: config.auth.sessionDays,
      staffSecondFactor: config.auth.staffSecondFactor,
      appealTokens: deps.appealTokens,
      now,
    }),
    async contactOf(userId) {
      const user = await findUser(database.read, userId)
      return user && { name: user.name, email: user.email, language: user.language as Language }
    },
    createUser: (input) => createUser({ database, now }, input),
    audit: insertAuditEntry,
    assertProved: (who) => assertProved(deps, who),
    endSessions: (input) => endSessionsOf(deps, input),
    personalData: identityPersonalData,
    endedAccount: (userId) => deps.sessionsChanged(userId, { reason: 'revoked' }),
    bans: createBans(deps),
  }
}
