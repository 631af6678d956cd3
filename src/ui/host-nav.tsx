import { BookUser, CalendarDays, CircleUserRound, DoorOpen, Sparkles, Sun, UsersRound, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../lib/acting.ts'
import { PartnerBar } from './partner-bar.tsx'
import { WorkNav } from './work-nav.tsx'

/** The rooms of a host that one's role opens. */
export function HostNav() {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('partners')
  const may = useMay('HOST')
  const rooms = [
    { to: '/anfitrion', action: 'insights', text: t('room.today'), Icon: Sun, isExact: true },
    { to: '/anfitrion/calendario', action: 'schedule', text: t('room.calendar'), Icon: CalendarDays },
    { to: '/anfitrion/reservas', action: 'bookings', text: t('room.bookings'), Icon: BookUser },
    { to: '/anfitrion/experiencias', action: 'listings', text: t('room.listings'), Icon: Sparkles },
    { to: '/anfitrion/puerta', action: 'check-in', text: t('room.door'), Icon: DoorOpen },
    { to: '/anfitrion/cobros', action: 'statement', text: t('room.payouts'), Icon: Wallet },
    { to: '/anfitrion/perfil', action: 'profile', text: t('room.profile'), Icon: CircleUserRound },
    { to: '/anfitrion/equipo', action: 'team', text: words('team'), Icon: UsersRound },
  ] as const
  return (
    <>
      <PartnerBar kind="HOST" />
      <WorkNav label={t('rooms')} items={rooms.filter(({ action }) => may(action))} />
    </>
  )
}
