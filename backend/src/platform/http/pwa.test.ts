import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'

const { url: databaseUrl } = await testDatabase()
const root = await mkdtemp(join(tmpdir(), 'pwa-'))
afterAll(() => rm(root, { recursive: true, force: true }))
await mkdir(join(root, 'assets'))
await writeFile(join(root, 'index.html'), '<!doctype html><title>Guelaguetza</title>')
await writeFile(join(root, 'sw.js'), 'self.x = 1')
await writeFile(join(root, 'assets', 'index-B7xY_2qZ.js'), 'x'.repeat(5000))
const app = await testApp({ databaseUrl, pwaFolder: root })
const page = { accept: 'text/html,application/xhtml+xml' }

test('hashed files are kept for ever, shell and service worker never', async () => {
  const asset = await app.inject({ url: '/assets/index-B7xY_2qZ.js', headers: { 'accept-encoding': 'br' } })
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(asset.headers['content-encoding']).toBe('br')
  expect(asset.headers['content-type']).toContain('javascript')
  for (const url of ['/sw.js', '/', '/experiencias/telar-de-pedal?fecha=2027-07-19']) {
    const response = await app.inject({ url, headers: page })
    expect([url, response.statusCode, response.headers['cache-control']]).toEqual([url, 200, 'no-cache'])
  }
})

test('the service worker fetches the shell by its name, which no page asks for', async () => {
  const shell = await app.inject('/index.html')
  expect([shell.statusCode, shell.headers['cache-control']]).toEqual([200, 'no-cache'])
})

test('a tool that takes anything gets a page, but never for a file that is not there', async () => {
  expect((await app.inject({ url: '/', headers: { accept: '*/*' } })).statusCode).toBe(200)
  expect((await app.inject({ url: '/assets/gone.js', headers: { accept: '*/*' } })).statusCode).toBe(404)
  expect((await app.inject({ url: '/experiencias', headers: { accept: 'application/json' } })).statusCode).toBe(404)
})

test('another build that comes into the folder meanwhile is served whole', async () => {
  const name = '/assets/index-C8zA_3rY.js'
  expect((await app.inject(name)).statusCode).toBe(404)
  await writeFile(join(root, name), 'self.y = 2')
  await utimes(join(root, 'index.html'), new Date(), new Date(Date.now() + 1000))
  const asset = await app.inject(name)
  expect([asset.statusCode, asset.body, asset.headers['cache-control']]).toEqual([
    200,
    'self.y = 2',
    'public, max-age=31536000, immutable',
  ])
  expect((await app.inject('/assets/index-B7xY_2qZ.js')).statusCode).toBe(200)
})

test('page addresses get the shell; HEAD works; what is no page is a 404', async () => {
  expect((await app.inject({ url: '/reservas/1', headers: page })).body).toContain('<title>Guelaguetza</title>')
  const head = await app.inject({ method: 'HEAD', url: '/reservas/1', headers: page })
  expect([head.statusCode, head.body]).toEqual([200, ''])
  for (const url of [
    '/api/v1/nothing',
    '/api/nothing',
    '/dev/mail',
    '/health/x',
    '/metrics/x',
    '/assets/old-B7xY_2qZ.js',
  ]) {
    const response = await app.inject({ url, headers: url.startsWith('/assets') ? {} : page })
    expect([url, response.statusCode, response.json().code]).toEqual([url, 404, 'NOT_FOUND'])
  }
})

test.each([
  '/..%2f..%2fetc%2fpasswd',
  '/assets/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/index.html%00.js',
])('%s reads nothing outside the build', async (url) => {
  const response = await app.inject(url)
  // The shell or a refusal; every file outside begins with neither.
  expect(response.body).toMatch(/^(<!doctype html><title>Guelaguetza|\{"type":)/)
})
