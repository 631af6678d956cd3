/** What a newcomer wants to know once the house is open. */
import { relative } from 'node:path'
import type { House } from './launcher.ts'
import { projectRoot } from './project.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './seeding.ts'

/** Address, documentation, mail, sandbox, accounts, logs. */
export function describeHouse(house: House, url: string, seconds: number): string {
  const { config } = house
  const rows: [string, string][] = [['API docs', `${url}/api/docs`]]
  if (!config.mail.smtpUrl && !config.production) rows.push(['Captured mail', `${url}/dev/mail`])
  if (house.sandbox) rows.push(['Payment sandbox', house.sandbox.url])
  if (config.seed === 'demo') {
    rows.push(['Demo accounts', `${DEMO_ACCOUNTS.join(', ')}  @guelaguetza.test`])
    rows.push(['Their password', DEMO_PASSWORD])
  }
  const near = relative(projectRoot, config.dataDir)
  rows.push(['Logs', `${near.startsWith('..') ? config.dataDir : near}/logs`])
  const table = rows.map(([name, value]) => `  ${name.padEnd(17)}${value}`).join('\n')
  return `\nGuelaguetza Connect is at ${url}  (${seconds.toFixed(1)} s)\n\n${table}\n\nCtrl-C stops everything.\n`
}
