import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useTranslation } from 'react-i18next'
import type { Metric, Point } from './dashboard.rules.ts'
import type { MetricWords } from './use-metric-words.ts'

type Props = { points: readonly Point[]; metric: Metric; words: MetricWords; label: string }

/** Bars of now, a dashed thread of before; what it shows stands in the table beside it too. */
export default function TrendChart({ points, metric, words, label }: Props) {
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 260 }}>
      <ComposedChart data={[...points]} margin={{ top: 8, right: 4, bottom: 0, left: 0 }} title={label}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="from"
          tickFormatter={words.shortBucket}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={{ fill: 'var(--ink-soft)', fontSize: 13 }}
          minTickGap={18}
        />
        <YAxis
          width={44}
          allowDecimals={metric === 'occupancy' || metric === 'conversion'}
          tickFormatter={(value: number) => words.tick(metric, value)}
          tickLine={false}
          axisLine={false}
          tick={{ fill: 'var(--ink-soft)', fontSize: 13 }}
        />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const point = payload?.[0]?.payload as Point | undefined
            return active && point ? <Said point={point} metric={metric} words={words} /> : null
          }}
        />
        <Bar dataKey="now" fill="var(--grana)" radius={[3, 3, 0, 0]} maxBarSize={36} isAnimationActive={false} />
        <Line
          dataKey="before"
          stroke="var(--anil)"
          strokeWidth={2}
          strokeDasharray="5 4"
          dot={false}
          activeDot={{ r: 4, fill: 'var(--anil)', stroke: 'var(--surface)' }}
          connectNulls
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

function Said({ point, metric, words }: { point: Point; metric: Metric; words: MetricWords }) {
  const { t } = useTranslation('insights')
  return (
    <div className="tabular rounded-md border border-line bg-surface px-3 py-2 text-sm shadow-high">
      <p className="font-semibold">
        {words.bucket(point.from)}: {words.value(metric, point.now)}
      </p>
      <p className="text-ink-soft">
        {words.bucket(point.beforeFrom)}: {words.value(metric, point.before)}
        <span className="sr-only"> ({t('earlier')})</span>
      </p>
    </div>
  )
}
