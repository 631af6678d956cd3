/** Alerts, metrics, promises and findings against the page that says what to do about them. */
import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { testDatabase } from '../backend/test-support/postgres.ts'
import { loadConfig } from '../backend/src/platform/config.ts'
import { createPlatform, type Platform } from '../backend/src/platform/platform.ts'
import { buildServer } from '../backend/src/server.ts'
import { inProject } from '../scripts/project.ts'

interface Rule {
  alert: string
  expr: string
  labels: { severity: string }
  annotations: { summary: string }
}
const read = (path: string) => readFileSync(inProject(path), 'utf8')
const rules = (parse(read('ops/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules)
const page = read('docs/operations.md')
const database = await testDatabase()
let dataDir: string
let platform: Platform
let close: () => Promise<void>
let promises: string[]
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'alerts-'))
  const env = { NODE_ENV: 'test', DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent' }
  platform = createPlatform(loadConfig(env))
  const { app, modules } = await buildServer(platform)
  close = () => app.close()
  promises = modules.all.flatMap((module) => module.guarantees ?? []).map(({ name }) => name)
})
afterAll(async () => {
  await close()
  await platform.close()
  await rm(dataDir, { recursive: true, force: true })
})

test('every alert asks for metrics that are served', async () => {
  const served = new Set([...(await platform.metrics.text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name))
  for (const { alert, expr } of rules) {
    const names = [...expr.matchAll(/\b([a-z]+(?:_[a-z0-9]+)+)\b(?=[{[)\s])/g)]
      .map(([, name]) => name as string)
      .filter((name) => name !== 'histogram_quantile')
    expect(names.length, alert).toBeGreaterThan(0)
    for (const name of names) expect(served, `${alert}: ${name}`).toContain(name.replace(/_(count|bucket|sum)$/, ''))
  }
})

test('every alert says what it is and has a section that says what to do', () => {
  for (const { alert, labels, annotations } of rules) {
    expect(['page', 'ticket'], alert).toContain(labels.severity)
    expect(annotations.summary, alert).toBeTruthy()
    expect(page, alert).toMatch(new RegExp(`^### ${alert}\\n\\n\\S`, 'm'))
  }
  const sections = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name)
  expect(sections.toSorted()).toEqual(rules.map(({ alert }) => alert).toSorted())
})

test('the page knows every promise, every kind of finding and every metric of ours', async () => {
  expect(promises.length).toBeGreaterThan(0)
  for (const name of promises) expect(page).toContain(`\`${name}\``)
  const served = [...(await platform.metrics.text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name as string)
  for (const name of served)
    if (!/^(process|nodejs)_/.test(name)) expect(page, name).toMatch(new RegExp(`\`${name}[{\`]`))
  const sources = globSync('backend/src/modules/{payments,operations}/*.ts', { cwd: inProject() }).map(read).join('\n')
  const kinds = [...sources.matchAll(/kind: [^\n]*?'([A-Z][A-Z_]+)'(?: : '([A-Z][A-Z_]+)')?/g)].flatMap(
    ([, one, other]) => [one, other ?? []].flat() as string[],
  )
  expect(new Set(kinds).size).toBeGreaterThan(6)
  for (const kind of kinds) expect(page).toContain(`\`${kind}\``)
})
