import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

const look =
  'flex min-h-12 items-center border-b-[3px] border-transparent px-4 font-semibold whitespace-nowrap text-ink-soft no-underline transition-colors hover:text-ink data-[status=active]:border-grana data-[status=active]:text-ink'

/** The two ways in which a purchase reaches its buyer, a page each. */
export function DeliveryNav() {
  const { t } = useTranslation('shop')
  return (
    <nav aria-label={t('delivery.ways')} className="scroll-row gap-1 border-b border-line">
      <Link to="/vender/envios" activeOptions={{ exact: true }} className={look}>
        {t('delivery.send')}
      </Link>
      <Link to="/vender/envios/recoger" className={look}>
        {t('delivery.pickup')}
      </Link>
    </nav>
  )
}
