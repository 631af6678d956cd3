import { Gem, PackageCheck, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { WorkNav } from './work-nav.tsx'

/** The rooms of a workshop. */
export function ShopNav() {
  const { t } = useTranslation('pieces')
  return (
    <WorkNav
      label={t('rooms')}
      items={[
        { to: '/vender', text: t('room.orders'), Icon: PackageCheck, isExact: true },
        { to: '/vender/piezas', text: t('room.pieces'), Icon: Gem },
        { to: '/vender/cobros', text: t('room.payouts'), Icon: Wallet },
      ]}
    />
  )
}
