/** What is remembered of every measurement, and the table it becomes. */
import type { Figures } from './load.ts'
import type { Measured, Vitals } from './child.ts'

/** One measurement of one process, once per round. */
export interface Sample extends Figures {
  /** SQL round trips per answer. */
  statements: number
  /** Milliseconds of CPU of the measured process per answer. */
  cpuMs: number
  peakRss: number
}

export interface Row {
  name: string
  samples: Sample[]
  /** The row this one is compared with, round by round. */
  against?: Row
  /** What the ratio has to reach (or, for `most`, must not exceed); of `p95Ms` the milliseconds that 95 of 100 may take. */
  target?: { least: number } | { most: number } | { p95Ms: number }
}

export async function sampled(measured: Measured, work: () => Promise<Figures>): Promise<Sample> {
  const before = await measured.vitals()
  const figures = await work()
  const after: Vitals = await measured.vitals()
  return {
    ...figures,
    statements: (after.statements - before.statements) / figures.count,
    cpuMs: ((after.cpuSeconds - before.cpuSeconds) * 1000) / figures.count,
    peakRss: after.peakRss,
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The ratio of each round, so that what else the machine did in it touches both sides. */
export function ratioOf(row: Row): number | null {
  const { against, target } = row
  if (!against) return null
  const slower = target && 'most' in target
  const ratios = row.samples.map((sample, round) => {
    const other = against.samples[round]?.perSecond ?? Number.NaN
    return slower ? other / sample.perSecond : sample.perSecond / other
  })
  return median(ratios)
}

const of = (row: Row, pick: (sample: Sample) => number) => median(row.samples.map(pick))

export function reaches(row: Row): boolean | null {
  if (row.target && 'p95Ms' in row.target) return of(row, (sample) => sample.p95) <= row.target.p95Ms
  const ratio = ratioOf(row)
  if (ratio === null || !row.target) return null
  return 'least' in row.target ? ratio >= row.target.least : ratio <= row.target.most
}

const whole = (value: number) => Math.round(value).toLocaleString('en-US')
const fine = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(1))

function cells(row: Row): string[] {
  const ratio = ratioOf(row)
  const { target } = row
  const wanted = !target
    ? ''
    : 'least' in target
      ? `≥ ${target.least}`
      : 'most' in target
        ? `≤ ${target.most}`
        : `p95 ≤ ${target.p95Ms} ms`
  const verdict = reaches(row)
  return [
    row.name,
    whole(of(row, (sample) => sample.perSecond)),
    fine(of(row, (sample) => sample.p50)),
    fine(of(row, (sample) => sample.p95)),
    fine(of(row, (sample) => sample.p99)),
    of(row, (sample) => sample.statements).toFixed(1),
    of(row, (sample) => sample.cpuMs).toFixed(2),
    whole(Math.max(...row.samples.map((sample) => sample.peakRss)) / 1024 / 1024),
    ratio === null ? '' : ratio.toFixed(2),
    wanted + (verdict === null ? '' : verdict ? ' ✓' : ' ✗'),
  ]
}

const head = [
  '',
  'per second',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'SQL each',
  'CPU ms each',
  'peak RSS MB',
  'ratio',
  'target',
]

/** As Markdown that also reads well in a terminal. */
export function table(rows: Row[]): string {
  const lines = [head, ...rows.map(cells)]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const write = (line: string[]) =>
    `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(Math.max(1, width - 1))}:`)).join(' | ')} |`
  return [write(lines[0] ?? []), rule, ...lines.slice(1).map(write)].join('\n')
}
