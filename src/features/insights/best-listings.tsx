import { useTranslation } from 'react-i18next'
import { useFormatMoney } from '../../lib/money.ts'
import { Section } from '../../ui/page.tsx'
import { Picture } from '../../ui/picture.tsx'
import { type Dashboard, knownShare, type Side } from './dashboard.rules.ts'
import { useMetricWords } from './use-metric-words.ts'

const most = 5

/** What sold most in the period. */
export function BestListings({ side, dashboard }: { side: Side; dashboard: Dashboard }) {
  const { t } = useTranslation('insights')
  const money = useFormatMoney()
  const words = useMetricWords(side, dashboard.by)
  if (dashboard.listings.length === 0) return null
  return (
    <Section title={t('best')}>
      <p className="text-ink-soft">{t('bestLead', { period: t(`period.${dashboard.by}`) })}</p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {dashboard.listings.slice(0, most).map((listing) => (
          <li key={listing.id} className="flex items-center gap-3 px-4 py-3">
            <span className="size-12 shrink-0 overflow-hidden rounded-[4px]">
              <Picture id={listing.id} src={listing.image} alt="" />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-semibold">{listing.title}</span>
              <span className="tabular block text-sm text-ink-soft">
                {t(side === 'HOST' ? 'seats' : 'sold', { count: listing.units })}
                {listing.views > 0 && ` · ${t('seen', { count: listing.views })}`}
                {knownShare(listing.conversion) !== null && ` · ${words.value('conversion', listing.conversion)}`}
              </span>
            </span>
            <span className="tabular shrink-0 font-semibold">{money(listing.revenue, 'short')}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
