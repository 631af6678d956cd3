import { Gem, PackageCheck, Sun, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../lib/acting.ts'
import { PartnerBar } from './partner-bar.tsx'
import { WorkNav } from './work-nav.tsx'

/** The rooms of a workshop that one's role opens. */
export function ShopNav() {
  const { t } = useTranslation('pieces')
  const may = useMay('SELLER')
  const rooms = [
    { to: '/vender', action: 'insights', text: t('room.today'), Icon: Sun, isExact: true },
    { to: '/vender/pedidos', action: 'orders', text: t('room.orders'), Icon: PackageCheck },
    { to: '/vender/piezas', action: 'listings', text: t('room.pieces'), Icon: Gem },
    { to: '/vender/cobros', action: 'statement', text: t('room.payouts'), Icon: Wallet },
  ] as const
  return (
    <>
      <PartnerBar kind="SELLER" />
      <WorkNav label={t('rooms')} items={rooms.filter(({ action }) => may(action))} />
    </>
  )
}
