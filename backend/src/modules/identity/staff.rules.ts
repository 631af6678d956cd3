/** Who among the staff may do what to whom. */
import type { Role } from '../../../../contracts/identity.ts'

export interface StaffMember {
  id: string
  role: Role
}
export type StaffDecision = 'ALLOWED' | 'FORBIDDEN' | 'CANNOT_ACT_ON_SELF' | 'LAST_ADMIN'

/** Moderators ban and unban plain users; administrators anyone but themselves. */
export function mayBan(actor: StaffMember, target: StaffMember): StaffDecision {
  if (actor.id === target.id) return 'CANNOT_ACT_ON_SELF'
  if (actor.role === 'admin') return 'ALLOWED'
  return actor.role === 'moderator' && target.role === 'user' ? 'ALLOWED' : 'FORBIDDEN'
}

/**
 * Administrators give and take roles, their own excepted. `activeAdmins` counts administrators who are not banned,
 * read under lock: one of them must remain.
 */
export function mayChangeRole(
  actor: StaffMember,
  target: StaffMember,
  role: Role,
  activeAdmins: readonly string[],
): StaffDecision {
  if (actor.role !== 'admin') return 'FORBIDDEN'
  if (actor.id === target.id) return 'CANNOT_ACT_ON_SELF'
  const remain = activeAdmins.filter((id) => id !== target.id || role === 'admin')
  return target.role === 'admin' && remain.length === 0 ? 'LAST_ADMIN' : 'ALLOWED'
}

/** A ban without an end lasts; one with an end is over at that instant. */
export function isBanned(user: { banned: boolean; banExpires: Date | null }, now: Date): boolean {
  return user.banned && (user.banExpires === null || user.banExpires > now)
}
