/** The catalogue: what can be booked, when, and by whom it is offered. */
import type { Cache } from '../../platform/cache/cache.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { Module } from '../../platform/module.ts'
import type { Deps } from './deps.ts'
import { countByRegion } from './experience.queries.ts'
import { experienceGuarantees } from './experiences.guarantees.ts'
import { experienceRoutes } from './experiences.routes.ts'
import { findHostByUser, type Host } from './host.queries.ts'
import { hideExperience, hideHost } from './hide-experience.ts'
import { editHost, markHostVerified, moveHost, openHost, readHostProfile } from './host-profiles.ts'
import { hostExperienceRoutes } from './host-experiences.routes.ts'
import { experiencesPersonalData } from './personal-data.repository.ts'
import { type RatingChange, rateExperience } from './rate-experience.ts'

export { cancellationPolicies } from './cancellation-policies.rules.ts'
export type { ProfileMove } from './host-profiles.ts'
export { groupLinkHash, newGroupToken } from './group-link.ts'
export { onOffer } from './on-offer.ts'

/** Seats and opening times are never shown older than this, even by a process that missed an invalidation. */
const freshSeconds = 2

export interface Experiences extends Module {
  /** The host profile of a person, null for someone who is no host. */
  findHostByUser(userId: string): Promise<Host | null>
  /** Listed experiences by region slug; regions without any are absent. */
  countByRegion(): Promise<Map<string, number>>
  /** To be called after the commit that changed seats or slots of an experience. Never throws. */
  invalidateSlots(experienceId: string): Promise<void>
  /** In the transaction that writes, changes, hides or shows a review. */
  rate(tx: Tx, experienceId: string, change: RatingChange): Promise<void>
  /** Staff hide it or bring it back; false when it is so already. The caller calls `listingChanged` after its commit. */
  hide(tx: Tx, experienceId: string, hidden: boolean): Promise<boolean>
  /** Everything of a host. */
  hideHost(tx: Tx, hostId: string, hidden: boolean): Promise<boolean>
  /** The profiles of hosts, in the caller's transaction; `listingChanged` with the host's id after its commit. */
  hosts: {
    open: typeof openHost
    read: typeof readHostProfile
    edit: typeof editHost
    move: typeof moveHost
    markVerified: typeof markHostVerified
  }
  /** To be called after the commit that changed what lists and pages show of it, or (by the host's id) of all a host has. Never throws. */
  listingChanged(id: string): Promise<void>
}

export interface ExperiencesParts {
  database: Database
  cache: Pick<Cache, 'read' | 'invalidate'>
  /** Takes pictures into a listing's keeping. */
  media: Deps['media']
  /** Who may act for which host; owners for themselves when absent. */
  hostOf?: Deps['hostOf']
  /** Nobody's when absent. */
  editsFor?: Deps['editsFor']
  /** Counts views of pages. */
  viewed?: Deps['viewed']
  /** What the platform keeps of a booking now, in basis points. */
  bookingCommissionBps(): Promise<number>
}

export function createExperiences(parts: ExperiencesParts): Experiences {
  const { database, cache, media, bookingCommissionBps } = parts
  const deps: Deps = {
    database,
    media,
    viewed: parts.viewed ?? (() => {}),
    hostOf: parts.hostOf ?? ((userId) => findHostByUser(database.read, userId)),
    editsFor: parts.editsFor ?? (async () => []),
    hostShareBps: async () => 10_000 - (await bookingCommissionBps()),
    cached: (key, tags, load) => cache.read(`experiences:${key}`, { tags, ttlSeconds: freshSeconds }, load),
    forget: (experienceId) => cache.invalidate(['catalogue', `experience:${experienceId}`]),
  }
  return {
    name: 'experiences',
    routes(app) {
      experienceRoutes(app, deps)
      hostExperienceRoutes(app, deps)
    },
    guarantees: experienceGuarantees,
    personalData: experiencesPersonalData,
    findHostByUser: (userId) => findHostByUser(database.read, userId),
    countByRegion: () => countByRegion(database.read),
    invalidateSlots: (experienceId) => cache.invalidate([`slots:${experienceId}`]),
    rate: rateExperience,
    hide: hideExperience,
    hideHost,
    hosts: {
      open: openHost,
      read: readHostProfile,
      edit: editHost,
      move: moveHost,
      markVerified: markHostVerified,
    },
    listingChanged: deps.forget,
  }
}
