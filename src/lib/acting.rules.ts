/** For whom somebody acts, and what their role lets them do there. The server decides; this keeps dead doors out of sight. */
import type { ActingFor, PartnerAction, PartnerKind } from '../../contracts/partners.ts'

/** The one they chose, as long as they still may act for it; else their own, which the server lists first. */
export function actingOf(partners: readonly ActingFor[], kind: PartnerKind, chosenId: string | null): ActingFor | null {
  const ofKind = partners.filter((partner) => partner.kind === kind)
  return ofKind.find(({ partnerId }) => partnerId === chosenId) ?? ofKind[0] ?? null
}

export const mayDo = (partner: Pick<ActingFor, 'actions'> | null | undefined, action: PartnerAction): boolean =>
  partner?.actions.includes(action) ?? false

/** Where a host's or workshop's people begin, by what they may do. */
export function workplaceOf({ kind, actions }: Pick<ActingFor, 'kind' | 'actions'>) {
  if (mayDo({ actions }, 'insights')) return kind === 'SELLER' ? '/vender' : '/anfitrion'
  if (kind === 'SELLER') return '/vender/pedidos'
  return mayDo({ actions }, 'schedule') ? '/anfitrion/calendario' : '/anfitrion/puerta'
}
