/** A redis-server of one's own, to be killed, hung and started again at will. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { freePort } from '../../scripts/process-identity.ts'

export interface RedisServer {
  /** Goes where REDIS_URL goes; stays the same over `restart`. */
  url: string
  /** Ends it without a word, as a crash does; what it knew is gone. */
  kill(): Promise<void>
  /** Starts an empty one at the same address. */
  restart(): Promise<void>
  /** Keeps its connections open and answers nothing. */
  hang(): void
  /** Ends `hang`. */
  resume(): void
  /** One command in Redis' inline form, for example `CONFIG SET maxmemory 1mb`; the raw reply. */
  command(line: string): Promise<string>
}

/** Whether the program is installed. */
export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0

/** Starts an empty server on a free port of the loopback interface; it ends when we do. */
export async function launchRedis(): Promise<RedisServer> {
  const port = await freePort()
  let child = await launch(port)
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart: async () => {
      await kill()
      child = await launch(port)
    },
    hang: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    command: (line) => ask(port, line),
  }
}

async function launch(port: number): Promise<ChildProcess> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/tmp']
  const child = spawn('redis-server', settings, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (chunk) => (complaint += chunk))
  const deadline = Date.now() + 10_000
  for (;;) {
    const answer = await ask(port, 'PING').catch(() => '')
    if (answer.startsWith('+PONG')) {
      endWithUs(child)
      return child
    }
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`redis-server did not start: ${complaint}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A test process that is killed runs no hooks; a shell waits for its end of a pipe to close. */
function endWithUs(child: ChildProcess): void {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -KILL "$0" 2>/dev/null', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  guard.stdin.on('error', () => {})
  child.once('exit', () => guard.kill('SIGKILL'))
}

function ask(port: number, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${line}\r\n`))
    socket.setTimeout(2000, () => socket.destroy(new Error('redis-server does not answer')))
    socket.once('data', (reply) => {
      socket.end()
      resolve(String(reply))
    })
    socket.once('error', reject)
  })
}
