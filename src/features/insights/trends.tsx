import { type ComponentType, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DashboardBy } from '../../../contracts/insights.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { cx } from '../../ui/cx.ts'
import { Section } from '../../ui/page.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Skeleton } from '../../ui/states.tsx'
import {
  changeOf,
  type Dashboard,
  type Metric,
  metricsOf,
  type Point,
  pointsOf,
  type Side,
  valueOf,
} from './dashboard.rules.ts'
import { type MetricWords, useMetricWords } from './use-metric-words.ts'

type ChartProps = { points: readonly Point[]; metric: Metric; words: MetricWords; label: string }

/** Its chunk is not kept for offline; without it the table says the same. */
const TrendChart = lazy<ComponentType<ChartProps>>(() =>
  import('./trend-chart.tsx').catch(() => ({ default: NoChart })),
)

function NoChart({ points, metric, words }: ChartProps) {
  const { t } = useTranslation('insights')
  return (
    <>
      <p className="mb-3 text-ink-soft">{t('chartFailed')}</p>
      <TrendTable points={points} metric={metric} words={words} />
    </>
  )
}

type Props = {
  side: Side
  dashboard: Dashboard
  by: DashboardBy
  metric: Metric
  onChange: (next: { by?: DashboardBy; metric?: Metric }) => void
}

/** The numbers of a period beside those of the one before; each of them opens as a chart or a table. */
export function Trends({ side, dashboard, by, metric, onChange }: Props) {
  const { t } = useTranslation('insights')
  const money = useFormatMoney()
  const words = useMetricWords(side, dashboard.by)
  const [shown, setShown] = useState<'chart' | 'table'>('chart')
  const { now } = dashboard.totals
  const points = pointsOf(dashboard, metric)
  const label = t('chartLabel', { metric: words.name(metric), period: t(`period.${dashboard.by}`) })
  return (
    <Section title={t('trends')}>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <p className="text-ink-soft">
          {t(`period.${dashboard.by}`)}, {t(`against.${dashboard.by}`)}
        </p>
        <Segmented
          label={t('by')}
          isLabelHidden
          className="w-full sm:w-72"
          items={(['day', 'week', 'month'] as const).map((id) => ({ id, label: t(`byName.${id}`) }))}
          value={by}
          onChange={(next) => onChange({ by: next })}
        />
      </div>
      <fieldset>
        <legend className="sr-only">{t('chooseMetric')}</legend>
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
          {metricsOf[side].map((one) => (
            <MetricTile
              key={one}
              metric={one}
              dashboard={dashboard}
              words={words}
              isChosen={one === metric}
              onChoose={() => onChange({ metric: one })}
            />
          ))}
        </div>
      </fieldset>
      <div className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4 sm:p-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div>
            <h3 className="font-sans text-base font-semibold">{words.name(metric)}</h3>
            <p className="text-sm text-ink-soft">{words.help(metric)}</p>
          </div>
          <Segmented
            label={t('show')}
            isLabelHidden
            className="w-full sm:w-52"
            items={[
              { id: 'chart', label: t('asChart') },
              { id: 'table', label: t('asTable') },
            ]}
            value={shown}
            onChange={setShown}
          />
        </div>
        {shown === 'table' ? (
          <TrendTable points={points} metric={metric} words={words} />
        ) : (
          <>
            <Legend />
            <div className="min-h-64">
              <Suspense fallback={<Skeleton className="h-64" />}>
                <div className="h-64 sm:h-72">
                  <TrendChart points={points} metric={metric} words={words} label={label} />
                </div>
              </Suspense>
            </div>
          </>
        )}
        {(now.cancelled > 0 || now.refunded.amount > 0) && (
          <p className="text-sm text-ink-soft">
            {t('went', {
              cancelled: t('cancelled', { count: now.cancelled }),
              refunded: money(now.refunded, 'short'),
            })}
          </p>
        )}
      </div>
    </Section>
  )
}

function MetricTile({
  metric,
  dashboard,
  words,
  isChosen,
  onChoose,
}: {
  metric: Metric
  dashboard: Dashboard
  words: MetricWords
  isChosen: boolean
  onChoose: () => void
}) {
  const { t } = useTranslation('insights')
  const { now, before } = dashboard.totals
  const [value, earlier] = [valueOf(now, metric), valueOf(before, metric)]
  const change = changeOf(metric, value, earlier)
  return (
    <label
      className={cx(
        'relative flex cursor-pointer flex-col gap-0.5 rounded-lg border p-3 transition-colors has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus sm:p-4',
        isChosen ? 'border-grana bg-grana-soft' : 'border-line bg-surface hover:border-grana',
      )}
    >
      <input type="radio" name="mira" className="sr-only" checked={isChosen} onChange={onChoose} />
      <span className="text-sm font-semibold">{words.name(metric)}</span>
      <span className="tabular font-display text-xl font-semibold sm:text-2xl">{words.value(metric, value)}</span>
      <span
        className={cx(
          'tabular text-sm',
          change.kind === 'up' ? 'font-semibold text-nopal' : change.kind === 'down' ? 'text-barro' : 'text-ink-soft',
        )}
      >
        {change.kind === 'up' || change.kind === 'down'
          ? t(change.kind, { change: words.change(metric, change.by) })
          : t(change.kind === 'same' ? 'same' : 'noBefore')}
      </span>
      <span className="tabular text-sm text-ink-soft">{t('before', { value: words.value(metric, earlier) })}</span>
    </label>
  )
}

function Legend() {
  const { t } = useTranslation('insights')
  return (
    <p aria-hidden className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
      <span className="inline-flex items-center gap-2">
        <span className="size-3 rounded-[3px] bg-grana" />
        {t('now')}
      </span>
      <span className="inline-flex items-center gap-2">
        <span className="w-5 border-t-2 border-dashed border-anil" />
        {t('earlier')}
      </span>
    </p>
  )
}

function TrendTable({ points, metric, words }: { points: readonly Point[]; metric: Metric; words: MetricWords }) {
  const { t } = useTranslation('insights')
  return (
    <table className="tabular w-full text-[0.9375rem]">
      <thead className="text-left text-sm text-ink-soft">
        <tr className="border-b border-line">
          <th scope="col" className="py-2 pr-3 font-semibold">
            {t('when')}
          </th>
          <th scope="col" className="py-2 pr-3 text-right font-semibold">
            {t('now')}
          </th>
          <th scope="col" className="py-2 text-right font-semibold">
            {t('earlier')}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {points.toReversed().map((point) => (
          <tr key={point.from}>
            <th scope="row" className="py-2 pr-3 text-left font-normal">
              {words.bucket(point.from)}
            </th>
            <td className="py-2 pr-3 text-right font-semibold">{words.value(metric, point.now)}</td>
            <td className="py-2 text-right text-ink-soft">{words.value(metric, point.before)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
