/** Prisma's official schema engine in its WebAssembly build: migrations without downloading an engine binary. */
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { relative } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { SchemaContainer, SchemaEngine } from '@prisma/schema-engine-wasm'
import { Explained } from './command.ts'
import { inProject, projectRoot } from './project.ts'

type EngineModule = typeof import('@prisma/schema-engine-wasm')

/** The part used here of a global that only the browser's type library declares. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>
}

/** Nothing in the database is managed by anybody else. */
export const noFilters = { externalTables: [], externalEnums: [] }

let loaded: Promise<EngineModule> | undefined

/** The bindings are instantiated by hand: importing the .wasm as a module is experimental in Node and unknown to vitest. */
async function loadEngineModule(): Promise<EngineModule> {
  const require = createRequire(import.meta.url)
  const bindingsPath = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as EngineModule & {
    __wbg_set_wasm(exports: Record<string, unknown>): void
  }
  const bytes = readFileSync(bindingsPath.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': withIdleTimers(bindings) })
  bindings.__wbg_set_wasm(instance.exports)
  const begin = instance.exports.__wbindgen_start
  if (typeof begin !== 'function') throw new Error('The schema engine package has an unexpected shape.')
  begin()
  return bindings
}

/** The engine never clears its ten-second timer for the migration lock; it must not keep a finished script waiting. */
function withIdleTimers(bindings: object): object {
  const imports: Record<string, unknown> = { ...bindings }
  for (const [name, original] of Object.entries(imports)) {
    if (!name.startsWith('__wbg_setTimeout') || typeof original !== 'function') continue
    imports[name] = (...given: unknown[]) => {
      const timer: unknown = original(...given)
      if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function') timer.unref()
      return timer
    }
  }
  return imports
}

/** The schema as it stands in prisma/schema, one entry per module. */
export function readSchemaFiles(): SchemaContainer[] {
  return globSync('prisma/schema/*.prisma', { cwd: projectRoot })
    .sort()
    .map((path) => ({ path, content: readFileSync(inProject(path), 'utf8') }))
}

/** Comparing schema files asks the database nothing that matters, but the engine insists on a connection: here is one. */
function offlineFactory(): SqlMigrationAwareDriverAdapterFactory {
  const identity = { provider: 'postgres', adapterName: 'schema-files-only' } as const
  const connection: SqlDriverAdapter = {
    ...identity,
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    startTransaction: () => Promise.reject(new Error('Schema files have no transactions.')),
    dispose: async () => {},
  }
  return { ...identity, connect: async () => connection, connectToShadowDb: async () => connection }
}

/**
 * Lends `work` an engine bound to one database, or (null) to none: enough to compare schema files.
 * Its connections are closed afterwards; the engine itself leaves them open, holding its own migration lock.
 * `executeScript` replaces the adapter's way of running a script, which cuts at every semicolon, those of function bodies included.
 */
export async function withEngine<T>(
  databaseUrl: string | null,
  schema: SchemaContainer[],
  work: (engine: SchemaEngine) => Promise<T>,
  executeScript?: (sql: string) => Promise<void>,
): Promise<T> {
  loaded ??= loadEngineModule()
  const engines = await loaded
  const adapter = databaseUrl === null ? offlineFactory() : new PrismaPg({ connectionString: databaseUrl })
  const connections: SqlDriverAdapter[] = []
  const counted: SqlMigrationAwareDriverAdapterFactory = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: async () => {
      const connection = await adapter.connect()
      connections.push(connection)
      if (executeScript) connection.executeScript = executeScript
      return connection
    },
    connectToShadowDb: () => adapter.connectToShadowDb(),
  }
  type Factory = Parameters<typeof engines.SchemaEngine.new>[2]
  try {
    const engine = await engines.SchemaEngine.new(
      { datamodels: schema.map((file): [string, string] => [file.path, file.content]) },
      () => {},
      bindMigrationAwareSqlAdapterFactory(counted) as unknown as Factory,
    )
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } finally {
    await Promise.all(connections.map((connection) => connection.dispose()))
  }
}

/** SQL that turns a database of the schema `from` (null: an empty one) into one of the schema `to`. */
export async function sqlBetween(from: SchemaContainer[] | null, to: SchemaContainer[]): Promise<string> {
  try {
    const result = await withEngine(null, to, (engine) =>
      engine.diff({
        from: from ? { tag: 'schemaDatamodel', files: from } : { tag: 'empty' },
        to: { tag: 'schemaDatamodel', files: to },
        script: true,
        exitCode: null,
        filters: noFilters,
      }),
    )
    return result.stdout ?? ''
  } catch (error) {
    throw new Explained(`The Prisma schema is not valid:\n${schemaMessage(error)}`, { cause: error })
  }
}

/** The engine puts its explanation in several places; this finds the part meant for people. */
export function schemaMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const details = error as Error & { meta?: { full_error?: string; message?: string } }
  return details.meta?.full_error ?? details.meta?.message ?? details.message
}

/** A path for messages: relative to the checkout. */
export const shownPath = (path: string): string => relative(projectRoot, path)
