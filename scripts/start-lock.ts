/** DATA_DIR/start.lock: one `npm start` per data folder, and a way to clear away what a killed one left. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { birthOf, waitForEnd } from './process-identity.ts'

interface ProcessMark {
  pid: number
  birth: string | null
}
interface LockContent extends ProcessMark {
  /** Where it is to be found, once it is. */
  url: string | null
  children: ProcessMark[]
}

export interface StartLock {
  /** Children that the next start ends if we cannot. */
  remember(pids: number[]): void
  /** What a second start will answer. */
  announce(url: string): void
  release(): void
}

/** `busy` names the process that runs, and its address when it has one. */
export type Acquired =
  | { kind: 'acquired'; lock: StartLock; notes: string[] }
  | { kind: 'busy'; pid: number; url: string | null }

const markOf = (pid: number): ProcessMark => ({ pid, birth: birthOf(pid) })
const stillRuns = (mark: ProcessMark): boolean => mark.birth !== null && birthOf(mark.pid) === mark.birth

/** Takes the lock; one whose owner is gone is replaced, and that owner's children are ended first. */
export async function acquireStartLock(dataDir: string): Promise<Acquired> {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, 'start.lock')
  const notes: string[] = []
  const content: LockContent = { ...markOf(process.pid), url: null, children: [] }
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(content), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const found = read(path)
    if (found && stillRuns(found)) return { kind: 'busy', pid: found.pid, url: found.url }
    for (const child of found?.children ?? []) {
      if (!stillRuns(child)) continue
      process.kill(child.pid, 'SIGKILL')
      await waitForEnd(child.pid, 5)
      notes.push(`a server left behind by an interrupted run (process ${child.pid}) was ended`)
    }
    rmSync(path, { force: true })
  }
  const write = () => {
    // In one step: a reader never meets half a file.
    writeFileSync(`${path}.new`, JSON.stringify(content))
    renameSync(`${path}.new`, path)
  }
  const lock: StartLock = {
    remember(pids) {
      content.children = pids.map(markOf)
      write()
    },
    announce(url) {
      content.url = url
      write()
    },
    release() {
      if (read(path)?.pid === process.pid) rmSync(path, { force: true })
    },
  }
  process.once('exit', lock.release)
  return { kind: 'acquired', lock, notes }
}

function read(path: string): LockContent | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LockContent
  } catch {
    return null
  }
}
