/** The one authorisation model of hosts and sellers: made before the modules that ask it. */
import type { PartnerAction, PartnerKind } from '../../../../contracts/partners.ts'
import { currentContext } from '../../platform/context.ts'
import type { Database, Reader, Tx } from '../../platform/database/index.ts'
import { type Acting, actingFor, everybodyNow, type TeamOf, teamNow } from './acting.queries.ts'
import { can, chooseActing } from './team-rights.rules.ts'

export interface ActsFor extends Acting {
  /** What they read says nothing of amounts. */
  hidesMoney: boolean
}

export interface TeamAccess {
  /** All of a kind for whom this person may act in some role, their own first. */
  actingFor(userId: string, kind: PartnerKind): Promise<Acting[]>
  /** The one for whom they may do this now (named by `X-Acting-For` where there are several); null when there is none. */
  partnerFor(userId: string, kind: PartnerKind, action: PartnerAction): Promise<ActsFor | null>
  hostFor(userId: string, action: PartnerAction): Promise<ActsFor | null>
  sellerFor(userId: string, action: PartnerAction): Promise<ActsFor | null>
  /** All of a kind for whom they may do this, the one that is meant first. */
  allFor(userId: string, kind: PartnerKind, action: PartnerAction): Promise<string[]>
  /** Who of a team besides the owner may do this: whom news about it reaches too. */
  colleagues(of: TeamOf, action: PartnerAction, db?: Reader | Tx): Promise<string[]>
  /** The owner and everybody of the team who may do this: whose open screens show it. */
  everybody(partnerId: string, kind: PartnerKind, action: PartnerAction): Promise<string[]>
}

export function createTeamAccess(database: Pick<Database, 'read'>): TeamAccess {
  async function partnerFor(userId: string, kind: PartnerKind, action: PartnerAction): Promise<ActsFor | null> {
    const all = await actingFor(database.read, userId, kind)
    const chosen = chooseActing(all, action, currentContext().actingFor)
    return chosen && { ...chosen, hidesMoney: !can(chosen.role, 'money') }
  }
  return {
    actingFor: (userId, kind) => actingFor(database.read, userId, kind),
    partnerFor,
    hostFor: (userId, action) => partnerFor(userId, 'HOST', action),
    sellerFor: (userId, action) => partnerFor(userId, 'SELLER', action),
    async allFor(userId, kind, action) {
      const all = await actingFor(database.read, userId, kind)
      const meant = chooseActing(all, action, currentContext().actingFor)?.id
      const others = all.filter(({ id, role }) => id !== meant && can(role, action))
      return [...(meant === undefined ? [] : [meant]), ...others.map(({ id }) => id)]
    },
    async colleagues(of, action, db = database.read) {
      return (await teamNow(db, of)).flatMap(({ userId, role }) => (can(role, action) ? [userId] : []))
    },
    async everybody(partnerId, kind, action) {
      const all = await everybodyNow(database.read, partnerId, kind)
      return all.flatMap(({ userId, role }) => (can(role, action) ? [userId] : []))
    },
  }
}
