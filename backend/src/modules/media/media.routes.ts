import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  AnnouncedUpload,
  Media,
  MediaFileParams,
  MediaIdParams,
  MediaPurpose,
  mostUploadBytes,
  UploadAnnouncement,
} from '../../../../contracts/media.ts'
import { platformErrors } from '../../platform/errors.ts'
import { hasRole } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { InvalidInput, invalidField } from '../../platform/invalid-input.ts'
import { announceUpload, completeUpload } from './announce-upload.ts'
import type { MediaDeps } from './deps.ts'
import { refusalErrors } from './media.errors.ts'
import { openDocument, openPublicFile, showMedia } from './read-media.ts'
import { receiveUpload } from './receive-upload.ts'
import { removeMedia } from './remove-media.ts'
import { assertMayUpload } from './reserve-upload.ts'
import { createUploadPlaces } from './upload-places.ts'

const tags = ['Media']
/** The file and what multipart puts around it. */
const bodyLimit = mostUploadBytes + 100_000
/** A photo of a phone over bad signal, and as long as the browser waits. */
const uploadTimeoutMs = 120_000
/** Ten megabytes at the pace of bad signal. */
const downloadTimeoutMs = 600_000
const mostBytesAtOnce = 12 * bodyLimit
const mostOfOneAtOnce = 4
/** Nothing in it runs or loads, wherever it is opened. */
const lockedDown = "default-src 'none'; sandbox"

const missing = { es: 'Falta el archivo.', en: 'The file is missing.' }
const onlyOne = { es: 'Manda un solo archivo por petición.', en: 'Send one file per request.' }
const unknownField = { es: 'Este campo no existe aquí.', en: 'There is no such field here.' }
const purposes = {
  es: `Debe ser uno de: ${MediaPurpose.options.join(', ')}.`,
  en: `Must be one of: ${MediaPurpose.options.join(', ')}.`,
}

/** @throws what is wrong with the form or the size of its file */
async function readForm(request: FastifyRequest): Promise<{ purpose: MediaPurpose; bytes: Buffer }> {
  if (!request.isMultipart()) throw platformErrors.UNSUPPORTED_MEDIA_TYPE()
  let purpose: MediaPurpose | null = null
  let bytes: Buffer | null = null
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file' && part.fieldname === 'file') bytes = await part.toBuffer()
      else if (part.type === 'field' && part.fieldname === 'purpose') {
        const given = MediaPurpose.safeParse(part.value)
        if (!given.success) throw invalidField('/purpose', purposes)
        purpose = given.data
      } else throw invalidField(`/${part.fieldname.slice(0, 50)}`, unknownField)
    }
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw refusalErrors.TOO_LARGE()
    if (code === 'FST_FILES_LIMIT') throw invalidField('/file', onlyOne)
    if (code.startsWith('FST_') && code.endsWith('_LIMIT')) throw platformErrors.PAYLOAD_TOO_LARGE({ cause: error })
    if (error instanceof InvalidInput) throw error
    // A failure of ours is told as ours; a body that breaks off or is no multipart is the sender's.
    if (!code && !(error instanceof Error && error.name === 'Error')) throw error
    throw platformErrors.MALFORMED_BODY({ cause: error })
  }
  if (!purpose) throw invalidField('/purpose', purposes)
  if (!bytes) throw invalidField('/file', missing)
  return { purpose, bytes }
}

export function mediaRoutes(app: FastifyInstance, deps: MediaDeps): void {
  route(app, {
    method: 'POST',
    url: '/media/uploads',
    access: 'signed-in',
    summary: 'Announce a file that the browser sends to the storage itself',
    description:
      'Only where client-config says `directUploads`. PUT the file to `upload.url` with exactly those headers, then POST /media/{id}/complete. What arrives is judged by its content.',
    tags,
    problems: [413],
    schema: { body: UploadAnnouncement, response: { 201: AnnouncedUpload } },
    handler: (request) => announceUpload(deps, { ...request.body, ownerId: request.viewer.userId }),
  })
  route(app, {
    method: 'POST',
    url: '/media/:id/complete',
    access: 'signed-in',
    summary: 'Say that an announced file is in the storage',
    tags,
    schema: { params: MediaIdParams, response: { 200: Media } },
    handler: (request) => completeUpload(deps, { ownerId: request.viewer.userId, mediaId: request.params.id }),
  })
  route(app, {
    method: 'GET',
    url: '/media/:id',
    access: 'signed-in',
    summary: 'One of your files: whether it is ready, and where',
    tags,
    schema: { params: MediaIdParams, response: { 200: Media } },
    handler: (request) => showMedia(deps, { ownerId: request.viewer.userId, mediaId: request.params.id }),
  })
  route(app, {
    method: 'GET',
    url: '/media/:id/file',
    access: 'signed-in',
    timeoutMs: downloadTimeoutMs,
    summary: 'A document, for its owner and for administrators; that they read it is recorded',
    tags,
    schema: {
      params: MediaIdParams,
      response: { 200: z.string().meta({ contentMediaType: 'application/pdf image/webp' }) },
    },
    handler: async (request, reply) => {
      const { userId, role } = request.viewer
      const file = await openDocument(deps, {
        mediaId: request.params.id,
        userId,
        isAdministrator: hasRole(role, 'admin'),
        ipAddress: request.ip,
      })
      return reply
        .headers({
          'content-type': file.contentType,
          'content-length': file.bytes,
          'content-disposition': `attachment; filename="${file.fileName}"`,
          'content-security-policy': lockedDown,
          'cache-control': 'private, no-store',
        })
        .send(file.body)
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/media/:id',
    access: 'signed-in',
    summary: 'Delete a file of yours that nothing shows',
    tags,
    schema: { params: MediaIdParams, response: { 204: z.null() } },
    handler: async (request) => {
      await removeMedia(deps, { ownerId: request.viewer.userId, mediaId: request.params.id })
      return null
    },
  })
}

/** In a scope of its own: here, and nowhere else, a body may be multipart. */
export async function uploadRoutes(app: FastifyInstance, deps: MediaDeps): Promise<void> {
  await app.register(multipart, {
    limits: {
      fileSize: mostUploadBytes,
      files: 1,
      fields: 2,
      parts: 3,
      fieldSize: 100,
      fieldNameSize: 50,
      headerPairs: 20,
    },
  })
  const places = createUploadPlaces({ mostBytes: mostBytesAtOnce, mostOfOne: mostOfOneAtOnce })
  route(app, {
    method: 'POST',
    url: '/media',
    access: 'signed-in',
    timeoutMs: uploadTimeoutMs,
    bodyLimit,
    summary: 'Send a photo or document',
    description:
      'multipart/form-data with `purpose` (LISTING, PROFILE, REVIEW, MESSAGE or DOCUMENT) and one `file`: JPEG, PNG, WebP or AVIF up to 10 MB and 40 megapixels, judged by content; a DOCUMENT may be a PDF. Sizes are made in the background: ask GET /media/{id} until it is READY.',
    tags,
    schema: { response: { 201: Media } },
    handler: async (request) => {
      const ownerId = request.viewer.userId
      const announced = Number(request.headers['content-length'] ?? bodyLimit)
      // Whoever says so need not send it.
      if (announced > bodyLimit) throw refusalErrors.TOO_LARGE()
      await assertMayUpload(deps, ownerId)
      const leave = places.enter(ownerId, announced)
      if (!leave) throw platformErrors.OVERLOADED({ retryAfterSeconds: 3 })
      try {
        return await receiveUpload(deps, { ownerId, ...(await readForm(request)) })
      } finally {
        leave()
      }
    },
  })
}

/** Public pictures at our own address: the name is the content, so it is kept for ever. */
export function publicFileRoutes(app: FastifyInstance, deps: Pick<MediaDeps, 'storage'>): void {
  route(app, {
    method: 'GET',
    url: '/media/:file',
    access: 'public',
    timeoutMs: downloadTimeoutMs,
    ignoreViewer: true,
    limit: 'none',
    hide: true,
    summary: 'A size of a public picture',
    tags,
    schema: { params: MediaFileParams, response: { 200: z.string() } },
    handler: async (request, reply): Promise<FastifyReply> => {
      const { file } = request.params
      const etag = `"${file}"`
      reply.headers({
        etag,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': lockedDown,
        'x-content-type-options': 'nosniff',
      })
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      const { body, bytes } = await openPublicFile(deps, file)
      return reply.headers({ 'content-type': 'image/webp', 'content-length': bytes }).send(body)
    },
  })
}
