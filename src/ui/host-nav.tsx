import { CalendarDays, DoorOpen, Sparkles, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { WorkNav } from './work-nav.tsx'

/** The rooms of a host. */
export function HostNav() {
  const { t } = useTranslation('hosting')
  return (
    <WorkNav
      label={t('rooms')}
      items={[
        { to: '/anfitrion/calendario', text: t('room.calendar'), Icon: CalendarDays },
        { to: '/anfitrion/experiencias', text: t('room.listings'), Icon: Sparkles },
        { to: '/anfitrion/puerta', text: t('room.door'), Icon: DoorOpen },
        { to: '/anfitrion/cobros', text: t('room.payouts'), Icon: Wallet },
      ]}
    />
  )
}
