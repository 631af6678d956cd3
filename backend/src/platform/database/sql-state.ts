/** PostgreSQL's SQLSTATE and constraint of an error, however Prisma wrapped it. */

export interface SqlFailure {
  /** SQLSTATE (`23505`), or a Node socket code (`ECONNRESET`). */
  code: string
  constraint: string | null
}

interface Shape {
  code?: unknown
  /** How Prisma's adapter names a failure without SQLSTATE. */
  kind?: unknown
  originalCode?: unknown
  constraint?: unknown
  meta?: { driverAdapterError?: unknown; code?: unknown; constraint?: unknown }
  cause?: unknown
  originalMessage?: string
  message?: string
}

const lostConnections = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout'])
/** What the driver says of a connection that died under it: plain errors without a code. */
const deadConnection =
  /^(Connection terminated( unexpectedly)?$|Client (has encountered a connection error|was closed) and is not queryable)/
const sqlState = /^[0-9A-Z]{5}$/
const prismaCodes: Record<string, string> = {
  P2034: '40001',
  P2028: 'P2028',
  P2024: 'P2024',
  P1017: '08006',
  P1001: '08006',
}

/** Null when the error did not come from the database. */
export function sqlFailure(error: unknown, depth = 0): SqlFailure | null {
  if (!error || typeof error !== 'object' || depth > 6) return null
  const shape = error as Shape
  const original =
    shape.originalCode ??
    (typeof shape.code === 'string' && sqlState.test(shape.code) && !/^P\d/.test(shape.code) ? shape.code : undefined)
  if (typeof original === 'string') {
    const named = /constraint "([^"]+)"/.exec(shape.originalMessage ?? shape.message ?? '')?.[1]
    return { code: original, constraint: typeof shape.constraint === 'string' ? shape.constraint : (named ?? null) }
  }
  if (typeof shape.kind === 'string' && lostConnections.has(shape.kind)) return { code: '08006', constraint: null }
  const inner = sqlFailure(shape.meta?.driverAdapterError, depth + 1) ?? sqlFailure(shape.cause, depth + 1)
  if (inner) return inner
  if (typeof shape.code === 'string' && prismaCodes[shape.code])
    return { code: prismaCodes[shape.code] as string, constraint: null }
  if (typeof shape.code === 'string' && /^E[A-Z]+$/.test(shape.code)) return { code: shape.code, constraint: null }
  if (deadConnection.test(shape.message ?? '')) return { code: '08006', constraint: null }
  return null
}

/** Serialisation failures, deadlocks, lost connections: the same work may succeed when tried again. */
export function isRetryable(error: unknown): boolean {
  const code = sqlFailure(error)?.code
  return code !== undefined && (/^(40001|40P01|57P01|08\w{3})$/.test(code) || code === 'ECONNRESET' || code === 'EPIPE')
}

/** Whether the database refused because of the named constraint. */
export function violates(error: unknown, constraint: string): boolean {
  const failure = sqlFailure(error)
  return (
    failure !== null &&
    failure.code.startsWith('23') &&
    (failure.constraint === constraint || messageOf(error).includes(constraint))
  )
}

function messageOf(error: unknown): string {
  try {
    return `${String((error as Error)?.message ?? '')} ${JSON.stringify((error as Shape)?.meta ?? {})}`
  } catch {
    return String((error as Error)?.message ?? '')
  }
}
