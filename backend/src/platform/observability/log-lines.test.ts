import { spawnSync } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gatherLines } from './log-lines.ts'

function sink() {
  const written: string[] = []
  return {
    written,
    flushed: 0,
    write: (text: string) => written.push(text) > 0,
    flushSync() {
      this.flushed += 1
    },
  }
}

test('lines leave together, in order, within 50 ms', async () => {
  const out = sink()
  const lines = gatherLines(out)
  lines.write('one\n')
  lines.write('two\n')
  expect(out.written).toEqual([])
  await wait(120)
  expect(out.written).toEqual(['one\ntwo\n'])
  lines.write('three\n')
  await wait(120)
  expect(out.written).toEqual(['one\ntwo\n', 'three\n'])
})

test('many do not wait for the time, and what is fatal does not wait at all', () => {
  const out = sink()
  const lines = gatherLines(out)
  const line = `${'x'.repeat(999)}\n`
  for (let i = 0; i < 17; i += 1) lines.write(line)
  expect(out.written).toEqual([line.repeat(16)])
  lines.flushSync()
  expect(out.written).toEqual([line.repeat(16), line])
  expect(out.flushed).toBe(1)
})

test('a process that exits at once, or falls, has said everything', () => {
  for (const end of ['process.exit(3)', 'throw new Error("falls")', '']) {
    const code = `
      const { standardOutput } = await import(${JSON.stringify(new URL('./log-lines.ts', import.meta.url).href)})
      const lines = standardOutput()
      for (let i = 0; i < 100; i += 1) lines.write('line ' + i + '\\n')
      ${end}`
    const { stdout, stderr, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
    })
    // What the process itself had to say explains a number that is wrong.
    expect(stdout.split('\n').filter(Boolean), `${signal} ${stderr}`).toHaveLength(100)
  }
})
