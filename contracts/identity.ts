import { z } from 'zod'
import { ConsentGiven } from './privacy.ts'
import { Id, Instant, Language, PageQuery, page, plainText, RegionSlug } from './common.ts'

export const Role = z.enum(['user', 'moderator', 'admin'])
export type Role = z.infer<typeof Role>

export const passwordMinLength = 10
export const passwordMaxLength = 128

export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.email(),
    emailVerified: z.boolean(),
    role: Role,
    language: Language,
    homeRegion: RegionSlug.nullable(),
    avatar: z.string().nullable(),
    /** Set when the person has a host profile. */
    host: z.object({ id: Id, name: z.string() }).nullable(),
    /** Set when the person has a workshop that sells. */
    seller: z.object({ id: Id, name: z.string() }).nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const MePatch = z
  .object({
    name: plainText(80, 1).optional(),
    language: Language.optional(),
    homeRegion: RegionSlug.nullable().optional(),
    /** A small picture as a data URL (PNG, JPEG or WebP, 100 kB at most), or null to remove it. */
    avatar: z
      .string()
      .max(140_000)
      .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/)
      .nullable()
      .optional(),
  })
  .strict()
  .meta({ id: 'MePatch' })
export type MePatch = z.infer<typeof MePatch>

export const SessionInfo = z
  .object({
    id: Id,
    current: z.boolean(),
    userAgent: z.string().nullable(),
    ipAddress: z.string().nullable(),
    createdAt: Instant,
    /** To within a quarter of an hour; null: not since it began. */
    lastUsedAt: Instant.nullable(),
    expiresAt: Instant,
    /** It showed more than the password. */
    secondFactor: z.boolean(),
  })
  .meta({ id: 'SessionInfo' })
export const SessionList = page(SessionInfo).meta({ id: 'SessionList' })
export const SessionIdParams = z.object({ id: Id })

const userFilters = {
  /** Part of a name or an address, or an id. */
  q: plainText(100).optional(),
  role: Role.optional(),
  state: z.enum(['banned', 'unverified']).optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
}
export const AdminUserListQuery = PageQuery.extend(userFilters)
/** The first five thousand of that order. */
export const AdminUserExportQuery = z.object(userFilters)
export const AdminUser = z
  .object({
    id: Id,
    name: z.string(),
    /** `a…@example.com`; `GET /admin/users/{id}?reason=…` opens it, which is written down. */
    email: z.string(),
    emailVerified: z.boolean(),
    role: Role,
    banned: z.boolean(),
    banReason: z.string().nullable(),
    banExpires: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'AdminUser' })
export const AdminUserPage = page(AdminUser).meta({ id: 'AdminUserPage' })
export const UserIdParams = z.object({ id: Id })
export const BanRequest = z
  .object({ reason: plainText(500, 3), until: Instant.optional() })
  .strict()
  .meta({ id: 'BanRequest' })
/** Why a suspension is lifted; kept in the audit log. */
export const Unban = z
  .object({ reason: plainText(500, 3).optional() })
  .strict()
  .meta({ id: 'Unban' })
export const RoleChange = z
  .object({ role: Role, reason: plainText(500, 3).optional() })
  .strict()
  .meta({ id: 'RoleChange' })

export const SteppedUp = z.object({ until: Instant }).meta({ id: 'SteppedUp' })

export const AuditEntry = z
  .object({
    id: Id,
    /** `user.banned`, `user.unbanned`, `user.role-changed`, … */
    action: z.string(),
    /** What it was done to, e.g. `user:<id>`. */
    subject: z.string(),
    /** The name of the person it was done to, when it was one. */
    subjectName: z.string().nullable(),
    /** Null when the system did it. */
    actor: z.object({ id: Id, name: z.string() }).nullable(),
    details: z.record(z.string(), z.unknown()),
    /** What it was and what it is, where the action says so. */
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    reason: z.string().nullable(),
    /** `203.0.…` unless the entry is opened. */
    ipAddress: z.string().nullable(),
    /** Personal data in it is masked; `GET /admin/audit-log/{id}?reason=…` opens it, which is written down. */
    masked: z.boolean(),
    requestId: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>
const auditFilters = {
  /** Only entries about this, e.g. `user:<id>`. */
  subject: plainText(100).optional(),
  /** Who did it. */
  actor: Id.optional(),
  /** e.g. `user.banned`, or `user.` for all that begin so. */
  action: plainText(60).optional(),
  from: Instant.optional(),
  until: Instant.optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
}
export const AuditListQuery = PageQuery.extend(auditFilters)
/** The first five thousand of that order. */
export const AuditExportQuery = z.object(auditFilters)
export const AuditOpenQuery = z.object({ reason: plainText(500, 3).optional() })
export const AuditIdParams = z.object({ id: Id })
export const AuditPage = page(AuditEntry).meta({ id: 'AuditPage' })

// Sessions, at /api/auth. Password length is checked with the other password rules, so that the answer says which one failed.
const Email = z.string().trim().max(254).pipe(z.email())
const Password = z.string().min(1).max(1000)
const Done = z.object({ status: z.boolean() })

/** Unknown fields are refused: role, ban and ids are never the client's to choose. */
export const SignUp = z
  .object({
    name: plainText(80, 1),
    email: Email,
    password: Password,
    /** The language of mails; the request's language when absent. */
    language: Language.optional(),
    callbackURL: z.string().max(500).optional(),
    rememberMe: z.boolean().optional(),
    /** Versions of the pages that the person saw and agreed to. */
    consents: ConsentGiven.optional(),
  })
  .strict()
  .meta({ id: 'SignUp', example: { name: 'Ana', email: 'ana@example.com', password: 'tres palabras tuyas' } })
export const SessionUser = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  image: z.string().nullable(),
  language: Language,
  createdAt: Instant,
  updatedAt: Instant,
})
/** The same for a new address and for one that already has an account: sign in next. */
export const SignedUp = z.object({ token: z.null(), user: SessionUser }).meta({ id: 'SignedUp' })
export const SignIn = z
  .object({ email: Email, password: Password, rememberMe: z.boolean().optional() })
  .meta({ id: 'SignIn', example: { email: 'ana@guelaguetza.test', password: 'guelaguetza-demo' } })
/**
 * The cookie is set; API clients send the header `set-auth-token` back as `Authorization: Bearer`. Who has an authenticator
 * app is not in yet: `secondFactor` says so, and `POST /api/auth/second-factor` takes the code.
 */
export const SignedIn = z
  .object({
    token: z.string().nullable(),
    user: SessionUser.nullable(),
    secondFactor: z.object({ challenge: z.string(), expiresAt: Instant }).nullable(),
  })
  .meta({ id: 'SignedIn' })
export type SignedIn = z.infer<typeof SignedIn>
export const SignedOut = z.object({ success: z.boolean() }).meta({ id: 'SignedOut' })
export const CurrentSession = z
  .object({
    session: z.object({ id: Id, userId: Id, expiresAt: Instant, createdAt: Instant }),
    user: SessionUser,
  })
  .nullable()
export const VerifyEmailQuery = z.object({ token: z.string().min(1).max(2000) })
export const VerificationRequest = z.object({ email: Email }).meta({ id: 'VerificationRequest' })
export const PasswordResetRequest = z.object({ email: Email }).meta({ id: 'PasswordResetRequest' })
/** `status` is true whether or not the address has an account. */
export const MailPromised = Done.meta({ id: 'MailPromised' })
export const PasswordReset = z
  .object({ token: z.string().min(1).max(200), newPassword: Password })
  .meta({ id: 'PasswordReset' })
export const PasswordChange = z
  .object({ currentPassword: Password, newPassword: Password, revokeOtherSessions: z.boolean().default(false) })
  .meta({ id: 'PasswordChange' })
export const AuthDone = Done.meta({ id: 'AuthDone' })
export const SessionsRevoked = z.object({ revoked: z.int() }).meta({ id: 'SessionsRevoked' })
