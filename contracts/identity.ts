import { z } from 'zod'
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
    expiresAt: Instant,
  })
  .meta({ id: 'SessionInfo' })
export const SessionList = page(SessionInfo).meta({ id: 'SessionList' })
export const SessionIdParams = z.object({ id: Id })

export const AdminUserListQuery = PageQuery.extend({ q: plainText(100).optional() })
export const AdminUser = z
  .object({
    id: Id,
    name: z.string(),
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
export const RoleChange = z.object({ role: Role }).strict().meta({ id: 'RoleChange' })
