import { Gem, PackageCheck, Store, Sun, TicketPercent, Truck, UsersRound, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../lib/acting.ts'
import { PartnerBar } from './partner-bar.tsx'
import { WorkNav } from './work-nav.tsx'

/** The rooms of a workshop that one's role opens. */
export function ShopNav() {
  const { t } = useTranslation('pieces')
  const { t: words } = useTranslation('partners')
  const may = useMay('SELLER')
  const rooms = [
    { to: '/vender', action: 'insights', text: t('room.today'), Icon: Sun, isExact: true },
    { to: '/vender/pedidos', action: 'orders', text: t('room.orders'), Icon: PackageCheck },
    { to: '/vender/piezas', action: 'listings', text: t('room.pieces'), Icon: Gem },
    { to: '/vender/envios', action: 'terms', text: t('room.delivery'), Icon: Truck },
    { to: '/vender/descuentos', action: 'terms', text: t('room.codes'), Icon: TicketPercent },
    { to: '/vender/taller', action: 'profile', text: t('room.page'), Icon: Store },
    { to: '/vender/cobros', action: 'statement', text: t('room.payouts'), Icon: Wallet },
    { to: '/vender/equipo', action: 'team', text: words('team'), Icon: UsersRound },
  ] as const
  return (
    <>
      <PartnerBar kind="SELLER" />
      <WorkNav label={t('rooms')} items={rooms.filter(({ action }) => may(action))} />
    </>
  )
}
