/**
 * Log lines leave together: a write of each is a system call per request, and sonic-boom's own gathering counts the bytes
 * of all it has with each line. A line waits 50 ms at most; none is lost but to SIGKILL, for what is fatal and every exit
 * flush.
 */
import { pino } from 'pino'

const mostCharacters = 16_000
const mostMs = 50

export interface Lines {
  write(line: string): void
  flushSync(): void
}

type Sink = Pick<ReturnType<typeof pino.destination>, 'write' | 'flushSync'>

export function gatherLines(sink: Sink): Lines {
  let lines: string[] = []
  let characters = 0
  let timer: NodeJS.Timeout | null = null

  function flush(): void {
    if (timer) clearTimeout(timer)
    timer = null
    if (lines.length === 0) return
    sink.write(lines.join(''))
    lines = []
    characters = 0
  }
  return {
    write(line) {
      lines.push(line)
      characters += line.length
      if (characters >= mostCharacters) flush()
      else timer ??= setTimeout(flush, mostMs).unref()
    },
    flushSync() {
      flush()
      sink.flushSync()
    },
  }
}

/** Standard output. */
export function standardOutput(): Lines {
  const lines = gatherLines(pino.destination({ dest: 1, sync: false }))
  process.on('exit', () => lines.flushSync())
  return lines
}
