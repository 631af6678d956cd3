/** Who in a host's or workshop's team may do what: the one table that every host and seller route is asked against. */
import { type PartnerAction, partnerActions, type PartnerRole } from '../../../../contracts/partners.ts'

/** Helpers check in and fulfil, and see no money. */
const helper: ReadonlySet<PartnerAction> = new Set(['check-in', 'bookings', 'orders', 'fulfil'])
/** Managers do the owner's work; the account money goes to, the team and the end of it are the owner's. */
const ownerOnly: ReadonlySet<PartnerAction> = new Set(['payouts', 'team', 'close'])

export const rights: Record<PartnerRole, ReadonlySet<PartnerAction>> = {
  OWNER: new Set(partnerActions),
  MANAGER: new Set(partnerActions.filter((action) => !ownerOnly.has(action))),
  HELPER: helper,
}

export const can = (role: PartnerRole, action: PartnerAction): boolean => rights[role].has(action)

export const actionsOf = (role: PartnerRole): PartnerAction[] => partnerActions.filter((action) => can(role, action))

/**
 * For whom this is done: whom the person named, when they may; else the first for whom they may, their own before others'.
 * Null when there is none: to them there is no such place.
 */
export function chooseActing<A extends { id: string; role: PartnerRole }>(
  acting: readonly A[],
  action: PartnerAction,
  named: string | undefined,
): A | null {
  const allowed = acting.filter(({ role }) => can(role, action))
  if (named !== undefined && acting.some(({ id }) => id === named))
    return allowed.find(({ id }) => id === named) ?? null
  return allowed[0] ?? null
}
