import { useTranslation } from 'react-i18next'
import type { DashboardBy } from '../../../contracts/insights.ts'
import { useDates } from '../../lib/dates.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { localeOf } from '../../lib/language.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { isShare, type Metric, type Side } from './dashboard.rules.ts'

/** How numbers and periods are said. */
export function useMetricWords(side: Side, by: DashboardBy) {
  const { t } = useTranslation('insights')
  const dates = useDates()
  const money = useFormatMoney()
  const locale = localeOf(useLanguage())
  const number = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options).format(value)
  const nameOf = (metric: Metric): 'bookings' | 'orders' | 'revenue' | 'occupancy' | 'conversion' | 'views' =>
    metric === 'sales' ? (side === 'HOST' ? 'bookings' : 'orders') : metric
  const share = (value: number) => number(value, { style: 'percent', maximumFractionDigits: 1 })
  return {
    name: (metric: Metric) => t(`metric.${nameOf(metric)}`),
    help: (metric: Metric) => t(`metricHelp.${nameOf(metric)}`),
    value(metric: Metric, value: number | null): string {
      if (value === null) return t('none')
      if (isShare(metric)) return share(value)
      return metric === 'revenue'
        ? money({ amount: Math.round(value * 100), currency: 'MXN' }, 'short')
        : number(value, {})
    },
    /** On an axis there is little room. */
    tick: (metric: Metric, value: number) =>
      isShare(metric)
        ? number(value, { style: 'percent', maximumFractionDigits: 0 })
        : number(value, { notation: 'compact', maximumFractionDigits: 1 }),
    /** Counts and money by a part, shares by points of a hundred. */
    change: (metric: Metric, by: number) =>
      isShare(metric)
        ? t('points', { count: by, value: number(by, { maximumFractionDigits: 1 }) })
        : number(by, { style: 'percent', maximumFractionDigits: 0 }),
    bucket(from: string): string {
      if (by === 'month') return `${dates.month(from)} ${from.slice(0, 4)}`
      const day = dates.civilDay(from, 'short')
      return by === 'week' ? t('week', { day }) : day
    },
    shortBucket: (from: string) => (by === 'month' ? dates.civilParts(from).month : dates.civilDay(from, 'short')),
  }
}
export type MetricWords = ReturnType<typeof useMetricWords>
