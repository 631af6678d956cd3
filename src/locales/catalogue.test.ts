import { describe, expect, test } from 'vitest'
import { catalogue as en } from './en/index.ts'
import { catalogue as es } from './es/index.ts'

type Texts = { [key: string]: string | Texts }
function flat(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  )
}
const sources = Object.entries(
  import.meta.glob<string>(['../**/*.{ts,tsx}', '!../locales/**', '!../**/*.test.*'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
const literals = new Set<string>()
/** `t(\`status.${x}\`)` uses every key that begins and ends so. */
const patterns: RegExp[] = []
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
for (const [, text] of sources) {
  for (const one of text.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)) literals.add((one[1] ?? one[2]) as string)
  for (const one of text.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)) {
    const parts = (one[1] as string).split(/\$\{[^}]*\}/)
    if (/^[\w:]+\.?/.test(parts[0] as string)) patterns.push(new RegExp(`^${parts.map(escaped).join('[\\w-]+')}$`))
  }
}
const isUsed = (namespace: string, key: string) => {
  const plain = key.replace(/_(zero|one|two|few|many|other)$/, '')
  const names = [plain, `${namespace}:${plain}`]
  return names.some((name) => literals.has(name) || patterns.some((pattern) => pattern.test(name)))
}
const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((one) => one[1]).sort()

test('the sources are read', () => {
  expect(sources.length).toBeGreaterThan(20)
  expect(isUsed('shell', 'thisKeyIsNowhere.atAll')).toBe(false)
})

describe.each(Object.keys(es))('%s', (namespace) => {
  const spanish = flat(es[namespace as keyof typeof es])
  const english = new Map(flat(en[namespace as keyof typeof en] as Texts))

  test('every text is used', () => {
    expect(spanish.map(([key]) => key).filter((key) => !isUsed(namespace, key))).toEqual([])
  })

  test('English has the same texts with the same gaps to fill, none empty', () => {
    expect([...english.keys()].sort()).toEqual(spanish.map(([key]) => key).sort())
    for (const [key, text] of spanish) {
      expect(text.trim(), key).not.toBe('')
      expect((english.get(key) ?? '').trim(), key).not.toBe('')
      // "un lugar" needs no number where "{{count}} lugares" does.
      if (!/_(one|other)$/.test(key)) expect(holes(english.get(key) ?? ''), key).toEqual(holes(text))
    }
  })
})
