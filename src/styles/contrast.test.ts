import { describe, expect, test } from 'vitest'
import { contrastRatio } from '../lib/textile.ts'
import { languageKey } from '../lib/language.ts'
import { themeKey } from '../lib/theme.ts'

/** Vitest empties imported style sheets and Vite refuses to import from public/, so both are read as files. */
declare const process: {
  cwd(): string
  getBuiltinModule(name: 'node:fs'): { readFileSync(path: string, encoding: 'utf8'): string }
}
const read = (path: string) => process.getBuiltinModule('node:fs').readFileSync(`${process.cwd()}/${path}`, 'utf8')
const css = read('src/styles/tokens.css')

function tokensOf(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  expect(start, selector).toBeGreaterThanOrEqual(0)
  const block = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((one) => [one[1], one[2]]))
}
const light = tokensOf(':root')
const dark = tokensOf("[data-theme='dark']")

test('what is printed from a dark screen is dark on white', () => {
  expect(css).toMatch(/@media not print \{\s*\[data-theme='dark'\] \{/)
})

const grounds = ['paper', 'surface', 'sunken']
const words = ['ink', 'ink-soft', 'grana', 'grana-strong', 'anil', 'nopal', 'barro', 'chapulin']
const soft = ['grana', 'anil', 'nopal', 'barro', 'chapulin']

/** Words on what may lie under them: 4.5:1. */
const text: [string, string][] = [
  ...grounds.flatMap((ground) => words.map((word): [string, string] => [word, ground])),
  ...soft.flatMap((name): [string, string][] => [
    [name, `${name}-soft`],
    ['ink', `${name}-soft`],
  ]),
  ['ink', 'cempasuchil-soft'],
  ['on-grana', 'grana'],
  ['on-grana', 'grana-strong'],
  ['on-cempasuchil', 'cempasuchil'],
  ['paper', 'ink'],
]
/** The edges of controls, the ring of the focus and the fret on its band: 3:1. */
const edges: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['line-strong', ground],
    ['focus', ground],
  ]),
  ['thread-cempasuchil', 'thread-grana'],
]

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_mode, tokens) => {
  const ratio = ([a, b]: [string, string]) => contrastRatio(tokens[a] as string, tokens[b] as string)
  test.each(text)('%s on %s can be read', (...pair) => expect(ratio(pair)).toBeGreaterThanOrEqual(4.5))
  test.each(edges)('%s on %s can be seen', (...pair) => expect(ratio(pair)).toBeGreaterThanOrEqual(3))
})

test('both modes know the same colours, and the test all of them', () => {
  expect(Object.keys(dark)).toEqual(Object.keys(light))
  const tested = new Set([...text, ...edges].flat())
  // A hairline between surfaces and the hem of a band carry no meaning, so they need no ratio.
  expect(Object.keys(light).filter((name) => !tested.has(name))).toEqual(['line', 'thread-anil'])
})

test('what paints before the first script agrees with the tokens and with the settings', () => {
  const script = read('public/theme.js')
  expect(script).toContain(`'${themeKey}'`)
  expect(script).toContain(`'${languageKey}'`)
  const colours = [...script.matchAll(/#[0-9a-f]{6}/gi)].map(([colour]) => colour.toLowerCase())
  expect(colours).toEqual([dark['paper'], light['paper']])
  expect(read('index.html').toLowerCase()).toContain(`name="theme-color" content="${light['paper']}"`)
  expect(read('vite.config.ts').toLowerCase()).toContain(`theme_color: '${light['paper']}'`)
})
