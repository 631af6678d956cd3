import { CalendarDays, DoorOpen, HandHeart, MessageSquareQuote, Store, UsersRound, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActing, usePartners } from '../../lib/acting.ts'
import { mayDo, workplaceOf } from '../../lib/acting.rules.ts'
import { ProfileRow as Row } from './profile-row.tsx'

/** The ways to one's work, as host, workshop or in a team; whoever has neither business yet is told how to begin. */
export function WorkRows() {
  const { t } = useTranslation('profile')
  const { partners = [] } = usePartners()
  const host = useActing('HOST')
  const shop = useActing('SELLER')
  const owns = (kind: 'HOST' | 'SELLER') => partners.some((one) => one.kind === kind && one.role === 'OWNER')
  return (
    <>
      {host && mayDo(host, 'schedule') && (
        <Row
          to={workplaceOf(host)}
          icon={<CalendarDays aria-hidden className="size-5" />}
          text={t('hosting')}
          note={t('hostingLead', { host: host.name })}
        />
      )}
      {host && mayDo(host, 'check-in') && (
        <Row
          to="/anfitrion/puerta"
          icon={<DoorOpen aria-hidden className="size-5" />}
          text={t('door')}
          note={t('doorLead', { host: host.name })}
        />
      )}
      {host && mayDo(host, 'statement') && (
        <Row to="/anfitrion/cobros" icon={<Wallet aria-hidden className="size-5" />} text={t('hostPayouts')} />
      )}
      {shop && mayDo(shop, 'orders') && (
        <Row
          to={workplaceOf(shop)}
          icon={<Store aria-hidden className="size-5" />}
          text={t('workshop')}
          note={t('workshopLead', { seller: shop.name })}
        />
      )}
      {shop && mayDo(shop, 'statement') && (
        <Row to="/vender/cobros" icon={<Wallet aria-hidden className="size-5" />} text={t('payouts')} />
      )}
      {host && mayDo(host, 'reviews') && (
        <Row
          to="/anfitrion/respuestas"
          icon={<MessageSquareQuote aria-hidden className="size-5" />}
          text={t('answers')}
          note={host.name}
        />
      )}
      {shop && mayDo(shop, 'reviews') && (
        <Row
          to="/vender/respuestas"
          icon={<MessageSquareQuote aria-hidden className="size-5" />}
          text={t('answers')}
          note={shop.name}
        />
      )}
      {partners.some(({ role }) => role !== 'OWNER') && (
        <Row to="/yo/equipos" icon={<UsersRound aria-hidden className="size-5" />} text={t('ownTeams')} />
      )}
      {!(owns('HOST') && owns('SELLER')) && (
        <Row to="/ofrece" icon={<HandHeart aria-hidden className="size-5" />} text={t('offer')} note={t('offerLead')} />
      )}
    </>
  )
}
