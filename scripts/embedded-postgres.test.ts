import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { Explained } from './command.ts'
import { runningEmbeddedUrl, startEmbeddedPostgres } from './embedded-postgres.ts'
import { isAlive } from './process-identity.ts'
import { inProject } from './project.ts'
import { testFolder } from './test-folders.ts'

const folder = testFolder()
const launchers: ChildProcess[] = []
afterAll(() => launchers.map((child) => child.kill('SIGKILL')))

/** A launcher of its own process, to be killed; it prints the pids it is responsible for. */
async function launcherProcess(dataDir: string) {
  const program = join(folder, `launcher-${Math.random().toString(36).slice(2)}.ts`)
  writeFileSync(
    program,
    `import { startEmbeddedPostgres } from '${inProject('scripts/embedded-postgres.ts')}'
     const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: true })
     const client = new (await import('${inProject('node_modules/pg/lib/index.js')}')).default.Client({ connectionString: server.url })
     await client.connect()
     await client.query('CREATE TABLE IF NOT EXISTS kept (id int); INSERT INTO kept VALUES (1)')
     client.on('error', () => {})
     console.log(JSON.stringify({ pid: server.pid, guardPid: server.guardPid }))
     setInterval(() => {}, 1000)`,
  )
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
  launchers.push(child)
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))))
  return { launcher: child.pid ?? 0, ...(JSON.parse(line) as { pid: number; guardPid: number }) }
}

async function countKept(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM kept')
  await client.end()
  return found.rows[0]?.count ?? 0
}

describe('a killed launcher', () => {
  test('takes its server with it, and the next start finds every committed row', async () => {
    const dataDir = join(folder, 'killed/postgres')
    const { launcher, pid } = await launcherProcess(dataDir)
    process.kill(launcher, 'SIGKILL')
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 })
    const server = await startEmbeddedPostgres({ dataDir, durable: true })
    expect(await countKept(server.url)).toBe(1)
    await server.stop()
  })

  test('that left its server behind is cleaned up after by the next start', async () => {
    const dataDir = join(folder, 'orphan/postgres')
    const { launcher, guardPid, pid } = await launcherProcess(dataDir)
    process.kill(guardPid, 'SIGKILL')
    process.kill(launcher, 'SIGKILL')
    await vi.waitFor(() => expect(isAlive(launcher)).toBe(false))
    expect(isAlive(pid)).toBe(true)
    const server = await startEmbeddedPostgres({ dataDir, durable: true })
    expect(server.notes.join()).toContain(`process ${pid}`)
    expect(isAlive(pid)).toBe(false)
    expect(await countKept(server.url)).toBe(1)
    await server.stop()
  })

  test('a launcher that lives is not disturbed', async () => {
    const dataDir = join(folder, 'lives/postgres')
    const { launcher, pid } = await launcherProcess(dataDir)
    await expect(startEmbeddedPostgres({ dataDir, durable: true })).rejects.toThrow(`in use by process ${launcher}`)
    expect(isAlive(pid)).toBe(true)
    expect(await countKept(runningEmbeddedUrl(dataDir) ?? '')).toBe(1)
    process.kill(launcher, 'SIGKILL')
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 })
  })
})

describe('what earlier runs left', () => {
  const dataDir = join(folder, 'left/postgres')

  test('a server killed on the spot recovers, a stale pid file of another program’s number included', async () => {
    const first = await startEmbeddedPostgres({ dataDir, durable: true })
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    await first.stop()
    writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n5432\n\n\n\nready\n`)
    const second = await startEmbeddedPostgres({ dataDir, durable: true })
    expect(second.notes.join()).toContain('recovers by itself')
    await second.stop()
    expect(runningEmbeddedUrl(dataDir)).toBeNull()
  })

  test('the password is for its owner alone, and one that got lost is made anew', async () => {
    const file = `${dataDir}.password`
    expect(statSync(file).mode & 0o077).toBe(0)
    rmSync(file)
    const server = await startEmbeddedPostgres({ dataDir, durable: true })
    expect(server.notes.join()).toContain('password')
    await server.stop()
  })

  test('a folder that never was a whole database is set aside, an unfinished one removed', async () => {
    const halfMade = join(folder, 'half/postgres')
    mkdirSync(join(halfMade, 'base'), { recursive: true })
    const unfinished = `${halfMade}.making-99999999`
    mkdirSync(unfinished)
    const server = await startEmbeddedPostgres({ dataDir: halfMade, durable: true })
    expect(server.notes.join()).toContain('set aside')
    expect(existsSync(unfinished)).toBe(false)
    await server.stop()
  })

  test('a damaged database and one of another version are refused in a sentence, and left alone', async () => {
    const damaged = join(folder, 'damaged/postgres')
    mkdirSync(join(damaged, 'global'), { recursive: true })
    writeFileSync(join(damaged, 'global/pg_control'), '')
    await expect(startEmbeddedPostgres({ dataDir: damaged, durable: true })).rejects.toThrow(Explained)
    expect(existsSync(join(damaged, 'global/pg_control'))).toBe(true)

    writeFileSync(join(dataDir, 'PG_VERSION'), '9\n')
    await expect(startEmbeddedPostgres({ dataDir, durable: true })).rejects.toThrow('made by PostgreSQL 9')
  })
})

test('a port that a stranger has is named', async () => {
  const stranger = createServer()
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const { port } = stranger.address() as { port: number }
  const dataDir = join(folder, 'port/postgres')
  await expect(startEmbeddedPostgres({ dataDir, port, durable: false })).rejects.toThrow(`Port ${port}`)
  stranger.close()
})
