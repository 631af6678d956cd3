/**
 * `npm run bench -- [reading] [selling] [market] [dashboard] [--seconds 3] [--rounds 3] [--profile FOLDER]`: how fast, how large and how
 * far from the hand-written limit, in one run on this machine. Without names everything is measured.
 */
import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { Explained, runScript } from '../scripts/command.ts'
import { endOnSignals } from '../scripts/ending.ts'
import { measureDashboard } from './dashboard.ts'
import type { Part } from './databases.ts'
import { openHouses } from './houses.ts'
import { measureMarket, mostCheckoutStatements } from './market.ts'
import { measureReading } from './reading.ts'
import { reaches, type Row, table } from './rows.ts'
import { measureSelling } from './selling.ts'

/** What an API process may need at most while all this goes on. */
const mostRss = 350 * 1024 * 1024
/** SQL round trips of one hold. */
const mostStatements = 6
const connections = 50
const measures = {
  reading: measureReading,
  selling: measureSelling,
  market: measureMarket,
  dashboard: measureDashboard,
}
const all = Object.keys(measures) as Part[]

await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '3' },
      profile: { type: 'string' },
    },
  })
  const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
  if (!(seconds > 0 && seconds <= 60) || !Number.isInteger(rounds) || rounds < 1 || rounds > 20)
    throw new Explained('Up to 60 seconds and 20 rounds: npm run bench -- --seconds 3 --rounds 3')
  const unknown = positionals.find((name) => !Object.hasOwn(measures, name))
  if (unknown !== undefined) throw new Explained(`There is no ${unknown}: npm run bench -- ${all.join(' ')}`)
  const parts = all.filter((part) => positionals.length === 0 || positionals.includes(part))
  const load = loadavg()[0] ?? 0
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}; load average before: ${load.toFixed(1)}`,
  )
  console.log(
    `NODE_ENV=production, ROLE=api, log level info (JSON, to a file), rate limits counting, PostgreSQL durable, provider: the sandbox; ${connections} connections, ${rounds} rounds of ${seconds} s, medians\n`,
  )
  const houses = await openHouses(parts, values.profile)
  endOnSignals({ stop: houses.stop, kill: () => {}, say: (text) => console.error(text) })
  const rows: Row[] = []
  try {
    const bounds = { connections, seconds }
    for (const part of parts) {
      const found = await measures[part](houses, bounds, rounds)
      console.log(`${table(found)}\n`)
      rows.push(...found)
    }
    const apis = await Promise.all(Object.values(houses.api).map((api) => api.vitals()))
    const rss = Math.max(...apis.map(({ peakRss }) => peakRss))
    const hold = rows.find(({ name }) => name.endsWith('the service'))
    const trips = Math.max(0, ...(hold?.samples ?? []).map(({ statements }) => statements))
    const checkout = rows.find(({ name }) => name.startsWith('POST /checkouts'))
    const checkoutTrips = Math.max(0, ...(checkout?.samples ?? []).map(({ statements }) => statements))
    const missed = [
      ...rows.filter((row) => reaches(row) === false).map(({ name }) => name),
      ...(rss > mostRss ? [`RSS of an API: ${Math.round(rss / 2 ** 20)} MB, at most ${mostRss / 2 ** 20}`] : []),
      ...(trips > mostStatements ? [`a hold takes ${trips.toFixed(1)} statements, at most ${mostStatements}`] : []),
      ...(checkoutTrips > mostCheckoutStatements
        ? [`a checkout takes ${checkoutTrips.toFixed(1)} statements, at most ${mostCheckoutStatements}`]
        : []),
    ]
    console.log(
      `\nLargest API: ${Math.round(rss / 2 ** 20)} MB. Load average after: ${(loadavg()[0] ?? 0).toFixed(1)}.`,
    )
    if (hold) console.log('Every hot slot: exactly 500 sold, every refusal right, no 5xx.')
    console.log(
      missed.length ? `Missed:\n${missed.map((name) => `  ✗ ${name}`).join('\n')}` : 'Every target was reached.',
    )
    if (missed.length) process.exitCode = 1
  } finally {
    await houses.stop()
  }
})
