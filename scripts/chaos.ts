/** `npm run chaos -- [--runs 1] [--only WORDS]`: real processes are killed, starved and misled under load; then everything must be there, once. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type DurablePostgres, startDurablePostgres } from '../backend/test-support/chaos/durable-postgres.ts'
import {
  clockFault,
  crashPoints,
  databaseFaults,
  diskFault,
  type Fault,
  outages,
  redisFaults,
} from '../backend/test-support/chaos/faults.ts'
import { type HouseOptions, openChaosHouse } from '../backend/test-support/chaos/house.ts'
import { type Rehearsal, rehearse } from '../backend/test-support/chaos/rehearse.ts'
import { hasRedis, launchRedis } from '../backend/test-support/redis-server.ts'
import { Explained, messageOf, runScript } from './command.ts'

interface Line {
  fault: string
  runs: number
  lost: number
  doubled: number
  stuck: number
  /** The slowest run; null when one never recovered. */
  seconds: number | null
}

const hour = 3600
const lines: Line[] = []
const skipped: string[] = []
let houses = 0

await runScript(async () => {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '1' }, only: { type: 'string', default: '' } },
  })
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1) throw new Explained('Runs are a whole number: npm run chaos -- --runs 3')
  const wanted = (faults: Fault[]) =>
    faults.filter(({ name }) => name.toLowerCase().includes(values.only.toLowerCase()))

  const postgres = await startDurablePostgres()
  try {
    await rehearseIn(postgres, {}, wanted([...crashPoints, ...outages, ...databaseFaults]), runs)
    await rehearseWithRedis(postgres, wanted(redisFaults), runs)
    for (const [words, seconds] of [
      ['fast', hour],
      ['slow', -hour],
    ] as const) {
      const faults = wanted([clockFault(`clocks of API and jobs an hour ${words}`)])
      await rehearseIn(postgres, { clockAheadSeconds: seconds }, faults, runs)
    }
  } finally {
    await postgres.stop()
  }
  await rehearseFullDisk(wanted, runs)
  report()
})

/** Faults of one kind share a house; one that did harm is not asked to go on. */
async function rehearseIn(
  postgres: DurablePostgres,
  extra: Partial<HouseOptions>,
  faults: Fault[],
  runs: number,
): Promise<void> {
  let house: Awaited<ReturnType<typeof openChaosHouse>> | null = null
  let db: Awaited<ReturnType<DurablePostgres['create']>> | null = null
  const leave = async () => {
    await house?.close()
    await db?.close()
    house = null
    db = null
  }
  try {
    for (const fault of faults) {
      const line: Line = { fault: fault.name, runs: 0, lost: 0, doubled: 0, stuck: 0, seconds: 0 }
      lines.push(line)
      for (let run = 1; run <= runs; run += 1) {
        if (!house) {
          houses += 1
          db = await postgres.create(`chaos_${houses}`)
          house = await openChaosHouse({ db, postgres, ...extra })
        }
        const result = await rehearse(house, fault).catch((error: unknown) => failed(error))
        if (!add(line, result)) await leave()
      }
    }
  } finally {
    await leave()
  }
}

/** A rehearsal that could not be held proves nothing. */
function failed(error: unknown): Rehearsal {
  return {
    lost: [],
    doubled: [],
    stuck: [`not rehearsed: ${messageOf(error)}`],
    secondsToRecover: null,
    last: [],
    booked: 0,
    confirmed: 0,
    bought: 0,
    purchased: 0,
  }
}

/** True when the run kept every promise. */
function add(line: Line, result: Rehearsal): boolean {
  const { lost, doubled, stuck, secondsToRecover, last, booked, confirmed, bought, purchased } = result
  line.runs += 1
  line.lost += lost.length
  line.doubled += doubled.length
  line.stuck += stuck.length
  line.seconds = line.seconds === null || secondsToRecover === null ? null : Math.max(line.seconds, secondsToRecover)
  const fine = lost.length + doubled.length + stuck.length === 0
  const took = secondsToRecover === null ? 'did not recover' : `recovered in ${secondsToRecover.toFixed(1)} s`
  console.log(
    `${fine ? '✓' : '✗'} ${line.fault}: ${booked} booked, ${confirmed} confirmed, ${bought} bought, ${purchased} paid, ${took}`,
  )
  if (last.length > 0) console.log(`    last: ${last.slice(0, 3).join(', ')}`)
  for (const [kind, harms] of Object.entries({ lost, doubled, stuck }))
    for (const harm of harms) console.log(`    ${kind}: ${harm}`)
  return fine
}

async function rehearseWithRedis(postgres: DurablePostgres, faults: Fault[], runs: number): Promise<void> {
  if (faults.length === 0) return
  if (!hasRedis()) {
    skipped.push('Redis killed, frozen and full: no redis-server is installed (apt-get install redis-server)')
    return
  }
  const redis = await launchRedis()
  try {
    await rehearseIn(postgres, { redis }, faults, runs)
  } finally {
    redis.resume()
    await redis.kill()
  }
}

/** The data lives on a small file system of its own, which needs the right to mount one. */
async function rehearseFullDisk(wanted: (faults: Fault[]) => Fault[], runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'guelaguetza-disk-'))
  chmodSync(folder, 0o755)
  const free = () => {
    for (const name of readdirSync(folder)) if (name.startsWith('filler-')) rmSync(join(folder, name))
  }
  const faults = wanted([diskFault(folder, free)])
  if (faults.length > 0) {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=0755', 'tmpfs', folder], {
      encoding: 'utf8',
    })
    if (mounted.status === 0) {
      try {
        mkdirSync(join(folder, 'home'))
        const postgres = await startDurablePostgres(join(folder, 'home'))
        try {
          await rehearseIn(postgres, {}, faults, runs)
        } finally {
          free()
          await postgres.stop()
        }
      } finally {
        spawnSync('umount', [folder])
      }
    } else
      skipped.push(`a full disk: a small file system cannot be mounted here (${mounted.stderr?.trim() || 'no mount'})`)
  }
  rmSync(folder, { recursive: true, force: true })
}

function report(): void {
  const width = Math.max(...lines.map(({ fault }) => fault.length), 5)
  const row = (cells: (string | number)[]) =>
    `| ${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(width) : String(cell).padStart(7))).join(' | ')} |`
  console.log(`\n${row(['fault', 'runs', 'lost', 'doubled', 'stuck', 'seconds'])}`)
  console.log(row(['-'.repeat(width), ...Array.from({ length: 5 }, () => '------:')]))
  for (const { fault, runs, lost, doubled, stuck, seconds } of lines)
    console.log(row([fault, runs, lost, doubled, stuck, seconds === null ? 'never' : seconds.toFixed(1)]))
  for (const what of skipped) console.log(`Skipped: ${what}`)
  const harmed = lines.filter(({ lost, doubled, stuck }) => lost + doubled + stuck > 0)
  console.log(harmed.length ? `${harmed.length} faults did harm` : 'Nothing lost, doubled or stuck.')
  if (harmed.length > 0 || lines.length === 0) process.exitCode = 1
}
