/** Every page of the app is looked at in the browser: axe in both modes, no wider than a phone, no Spanish in English. */
import { expect, test } from 'vitest'

const read = (files: Record<string, unknown>): string => Object.values(files as Record<string, string>).join('\n')
const routes = read(import.meta.glob('./*.tsx', { query: '?raw', import: 'default', eager: true }))
const screens = read(
  import.meta.glob('../../e2e/{pages,staff-pages}.ts', { query: '?raw', import: 'default', eager: true }),
)

/** They only send on to another page. */
const sendOn = [...routes.matchAll(/path: '([^']+)',\s+(?:validateSearch: \w+,\s+)?beforeLoad/g)].map(
  ([, path]) => path as string,
)
const pages = [...routes.matchAll(/path: '([^']+)'/g)]
  .map(([, path]) => path as string)
  .filter((path) => !sendOn.includes(path))
/** `/equipo/pagos/${id}` opens `/equipo/pagos/$id`; what comes after the path does not matter. */
const opened = [...screens.matchAll(/(?:path: |checkoutPath\()['"`]?([^'"`?,]*)/g)].map(([, path]) =>
  (path as string).startsWith('/') ? (path as string).replaceAll(/\$\{[^}]*\}/g, '§') : '/reservar/§',
)
const isOpened = (page: string) => {
  const pattern = new RegExp(`^${page.replaceAll(/\$\w+/g, '[^/]+')}$`)
  return opened.some((path) => pattern.test(path))
}

test('every page is among the screens that a browser looks at', () => {
  expect(sendOn.length).toBeLessThan(8)
  expect(pages.length).toBeGreaterThan(60)
  expect(isOpened('/no/such/page')).toBe(false)
  expect(pages.filter((page) => !isOpened(page))).toEqual([])
})
