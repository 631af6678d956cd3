import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Copy, DockerfileParser, type Instruction } from 'dockerfile-ast'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadConfig } from '../backend/src/platform/config.ts'
import { variables } from '../backend/src/platform/config-variables.ts'
import { contentSecurityPolicy } from '../backend/src/platform/http/security.ts'
import { inProject, projectRoot } from './project.ts'

const read = (path: string): string => readFileSync(inProject(path), 'utf8')

interface Service {
  image?: string
  build?: { context: string; dockerfile: string }
  command?: string[]
  environment?: Record<string, string>
  healthcheck?: { test?: string[]; disable?: boolean }
  depends_on?: Record<string, { condition: string }>
  volumes?: string[]
  restart?: string
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}

/** What is wrong with a Dockerfile of ours; empty when nothing is. */
function problemsOf(text: string): string[] {
  const dockerfile = DockerfileParser.parse(text)
  const instructions = dockerfile.getInstructions()
  const named = (keyword: string): Instruction[] => instructions.filter((one) => one.getKeyword() === keyword)
  const stages = dockerfile.getFROMs().map((from) => from.getBuildStage())
  const problems: string[] = []

  for (const copy of named('COPY') as Copy[]) {
    const from = copy.getFromFlag()?.getValue()
    const sources = copy
      .getArguments()
      .slice(0, -1)
      .map((argument) => argument.getValue())
    if (from) {
      if (!stages.includes(from)) problems.push(`COPY --from=${from}: no such stage`)
    } else {
      problems.push(
        ...sources.filter((source) => !existsSync(inProject(source))).map((source) => `COPY ${source}: not there`),
      )
    }
  }
  for (const from of dockerfile.getFROMs()) {
    if (!/:.*\d/.test(from.getImage() ?? '')) problems.push(`FROM ${from.getImage()}: no version`)
  }
  const last = dockerfile.getFROMs().at(-1)?.getRange()?.start.line ?? 0
  const ofLastStage = (keyword: string) => named(keyword).filter((one) => (one.getRange()?.start.line ?? 0) > last)
  const user = ofLastStage('USER').at(-1)?.getArguments()[0]?.getValue()
  if (!user || user === 'root' || user === '0') problems.push('runs as root')
  if (ofLastStage('HEALTHCHECK').length === 0) problems.push('no HEALTHCHECK')
  for (const run of named('RUN')) {
    const command = run.getArgumentsContent() ?? ''
    if (/npm (ci|i|install)\b/.test(command) && !/npm ci .*--ignore-scripts/.test(command)) {
      problems.push('installs otherwise than npm ci --ignore-scripts')
    }
    const script = command.match(/npm run ([\w:-]+)/)?.[1]
    if (script && !(script in packageScripts)) problems.push(`npm run ${script}: no such script`)
    const entry = command.match(/\bnode (\S+\.ts)/)?.[1]
    if (entry && !existsSync(inProject(entry))) problems.push(`node ${entry}: not there`)
  }
  return problems
}

const packageScripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts

describe('Dockerfiles', () => {
  test.each(['backend/Dockerfile', 'Dockerfile.frontend'])('%s is in order', (path) => {
    expect(problemsOf(read(path))).toEqual([])
  })

  test.each([
    ['a file that is not there', 'FROM node:24\nCOPY nowhere .\nUSER node\nHEALTHCHECK CMD true', 'COPY nowhere'],
    [
      'a stage that is not there',
      'FROM node:24\nCOPY --from=build /a .\nUSER node\nHEALTHCHECK CMD true',
      'no such stage',
    ],
    ['root', 'FROM node:24\nHEALTHCHECK CMD true', 'runs as root'],
    [
      'a user of an earlier stage only',
      'FROM node:24 AS a\nUSER node\nFROM node:24\nHEALTHCHECK CMD true',
      'runs as root',
    ],
    ['no health check', 'FROM node:24\nUSER node', 'no HEALTHCHECK'],
    ['an image without a version', 'FROM node\nUSER node\nHEALTHCHECK CMD true', 'no version'],
    ['another way to install', 'FROM node:24\nRUN npm install\nUSER node\nHEALTHCHECK CMD true', 'installs otherwise'],
  ])('%s is noticed', (_, text, problem) => {
    expect(problemsOf(text).join()).toContain(problem)
  })

  test('the server’s image starts what the launcher starts, with everything it imports', () => {
    const text = read('backend/Dockerfile')
    const entry = DockerfileParser.parse(text).getCMDs().at(-1)?.getArguments().at(-1)?.getValue() ?? ''
    expect(read('scripts/launcher.ts')).toContain(`'${entry.replaceAll(/[",\]]/g, '')}'`)
    const copied = [...text.matchAll(/^COPY (?!--)(\S+) /gm)].map((match) => match[1] ?? '')
    const sources = globSync(['backend/src/**/*.ts', 'contracts/*.ts', 'scripts/migrate.ts', 'scripts/migrations.ts'], {
      cwd: projectRoot,
      exclude: ['**/*.test.ts'],
    })
    for (const source of sources) {
      expect(
        copied.some((path) => source.startsWith(`${path}/`) || source === path),
        source,
      ).toBe(true)
    }
  })
})

describe('docker-compose.yml', () => {
  const { services } = compose
  const ours = ['migrate', 'api', 'jobs'] as const

  test('has every part, and builds from files that are there', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'jobs', 'migrate', 'postgres', 'redis', 'web'])
    for (const { build } of Object.values(services)) {
      if (build) expect(existsSync(inProject(build.context, build.dockerfile))).toBe(true)
    }
  })

  test('waits for health, never for mere starting', () => {
    for (const [name, service] of Object.entries(services)) {
      for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(services[needed], `${name} needs ${needed}`).toBeDefined()
        expect(condition, `${name} needs ${needed}`).toBe(
          needed === 'migrate' ? 'service_completed_successfully' : 'service_healthy',
        )
      }
    }
    for (const name of ['postgres', 'redis']) expect(services[name]?.healthcheck?.test).toBeDefined()
  })

  test('sets variables that the program reads, and values that it accepts', () => {
    const given: Record<string, string> = {
      POSTGRES_PASSWORD: 'secret',
      PUBLIC_URL: 'https://guelaguetza.example',
      AUTH_SECRET: 'x'.repeat(32),
      TICKET_SIGNING_KEY: '-----BEGIN PRIVATE KEY-----',
      STRIPE_SECRET_KEY: 'sk_live_x',
      STRIPE_PUBLISHABLE_KEY: 'pk_live_x',
      STRIPE_WEBHOOK_SECRET: 'whsec_live_x',
    }
    const filled = (text: string) =>
      text.replaceAll(/\$\{(\w+)(:\?|:-)?\}/g, (_, name: string, kind: string) => {
        if (kind === ':?') expect(given[name], `${name} is required`).toBeDefined()
        return given[name] ?? ''
      })
    for (const name of ours) {
      const environment = services[name]?.environment ?? {}
      expect(Object.keys(environment).filter((key) => !(key in variables))).toEqual([])
      const env = Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, filled(value)]))
      expect(loadConfig({ NODE_ENV: 'production', ...env }).production).toBe(true)
    }
    expect(services.api?.environment?.ROLE).toBe('api')
    expect(services.jobs?.environment?.ROLE).toBe('jobs')
  })

  test('writes no secret down and keeps data in volumes', () => {
    expect(read('docker-compose.yml')).not.toMatch(/(PASSWORD|SECRET|KEY|TOKEN)\w*: (?!\$\{)\S/)
    for (const service of Object.values(services)) {
      for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
    }
  })

  test('migrates with the command that npm run db:migrate is', () => {
    const script = services.migrate?.command?.at(-1) ?? ''
    expect(packageScripts['db:migrate']).toContain(script)
    expect(existsSync(inProject(dirname(script)))).toBe(true)
  })
})

describe('nginx', () => {
  test('sends the policy that the server sends', () => {
    const sent = read('ops/nginx/pwa.conf.template').match(/Content-Security-Policy "([^"]+)"/)?.[1] ?? ''
    const config = loadConfig({
      STRIPE_SECRET_KEY: 'sk_test_x',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_x',
      STRIPE_WEBHOOK_SECRET: 'whsec_x_x_x',
      PUBLIC_URL: 'https://host.example',
    })
    const wanted = Object.entries(contentSecurityPolicy(config))
      // Whoever ends TLS in front of nginx sends this one.
      .filter(([name, values]) => values !== null && name !== 'upgrade-insecure-requests')
      .map(([name, values]) => [name, ...(values ?? [])].join(' '))
    const policies = sent
      .split('; ')
      .map((policy) => policy.replace(/ \$\{CSP_\w+\}/, '').replace('$host', 'host.example'))
    expect(policies.sort()).toEqual(wanted.sort())
  })
})
