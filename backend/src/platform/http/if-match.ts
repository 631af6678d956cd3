/** Versions of what people edit, as entity tags: the writer says which version it changes. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { httpErrors } from './http.errors.ts'
import { invalidField } from '../invalid-input.ts'

/**
 * The version named by `If-Match` (`"3"`, `W/"3"` or `3`).
 * @throws PRECONDITION_REQUIRED when absent, VALIDATION_FAILED when it is no version.
 */
export function expectedVersion(request: Pick<FastifyRequest, 'headers'>): number {
  const given = request.headers['if-match']
  if (!given) throw httpErrors.PRECONDITION_REQUIRED()
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(given.trim())?.[1]
  if (version === undefined) {
    throw invalidField('/headers/if-match', {
      es: 'Debe ser la versión, por ejemplo "3".',
      en: 'Must be the version, for example "3".',
    })
  }
  return Number(version)
}

/** The tag named by `If-Match`, of what counts no versions; null when whatever is there may be written over. */
export function expectedTag(request: Pick<FastifyRequest, 'headers'>): string | null {
  const given = request.headers['if-match']?.trim()
  return given === undefined || given === '*' ? null : given.replace(/^(?:W\/)?"?([^"]*)"?$/, '$1')
}

export function sendVersion(reply: FastifyReply, version: number | string): void {
  reply.header('etag', `"${version}"`)
}
