/** What is no photo or document, says it is one, or is too much: nothing of it stays. */
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { mediaHouse } from '../../../test-support/media-house.ts'
import {
  bomb,
  documentAndPicture,
  gif,
  html,
  jpeg,
  jpegWithComment,
  otherKinds,
  pageAndPicture,
  pdf,
  pictureAndArchive,
  pictureAndPage,
  png,
  pngClaiming,
  pngWithProgram,
  ribbon,
  svg,
  tiff,
} from '../../../test-support/picture-corpus.ts'

const house = await mediaHouse()
const { upload, ask, work, storage, files } = house
let ana: string
let luis: string
beforeAll(async () => {
  ana = await house.person()
  luis = await house.person()
})

describe('what is refused', () => {
  const truncated = async () => (await jpeg()).subarray(0, 20_000)
  test.each<[string, string, number, () => Buffer | Promise<Buffer>]>([
    ['an SVG called JPEG', 'MEDIA_TYPE_REFUSED', 415, () => svg],
    ['a page called JPEG', 'MEDIA_TYPE_REFUSED', 415, () => html],
    ['a GIF', 'MEDIA_TYPE_REFUSED', 415, gif],
    ['a TIFF', 'MEDIA_TYPE_REFUSED', 415, tiff],
    ['a PDF as a photo', 'MEDIA_TYPE_REFUSED', 415, () => pdf],
    ['a photo that is a page too', 'MEDIA_TYPE_REFUSED', 415, pictureAndPage],
    ['a photo that is an archive too', 'MEDIA_TYPE_REFUSED', 415, pictureAndArchive],
    ['a page in a comment', 'MEDIA_TYPE_REFUSED', 415, jpegWithComment],
    ['a program in a text', 'MEDIA_TYPE_REFUSED', 415, pngWithProgram],
    ['a page that goes on as a photo', 'MEDIA_TYPE_REFUSED', 415, pageAndPicture],
    ['a document that goes on as a photo', 'MEDIA_TYPE_REFUSED', 415, documentAndPicture],
    ...Object.entries(otherKinds).map(([kind, bytes]): [string, string, number, () => Buffer] => [
      kind,
      'MEDIA_TYPE_REFUSED',
      415,
      () => bytes,
    ]),
    ['an animation', 'MEDIA_TYPE_REFUSED', 415, animation],
    ['a decompression bomb', 'MEDIA_TOO_MANY_PIXELS', 413, bomb],
    ['50 megapixels', 'MEDIA_TOO_MANY_PIXELS', 413, () => pngClaiming(10_000, 5000, 1)],
    ['an endless ribbon', 'MEDIA_TOO_MANY_PIXELS', 413, ribbon],
    ['11 MB', 'MEDIA_TOO_LARGE', 413, async () => Buffer.concat([await jpeg(), Buffer.alloc(11 * 1024 * 1024)])],
    ['a header and nothing more', 'MEDIA_UNREADABLE', 400, async () => (await png()).subarray(0, 40)],
    ['nothing', 'MEDIA_TYPE_REFUSED', 415, () => Buffer.alloc(0)],
  ])('%s', async (_, code, status, make) => {
    const before = await files()
    const answer = await upload(luis, await make())
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
    expect(await files()).toEqual(before)
    expect(house.waiting).toEqual([])
  })

  test('a photo that breaks off is found by the job, with its reason, and nothing of it stays', async () => {
    const { status, body } = await upload(luis, await truncated())
    expect(status).toBe(201)
    await work()
    expect((await ask(luis, 'GET', `/media/${body.id}`)).body).toMatchObject({
      status: 'REFUSED',
      refusedReason: 'UNREADABLE',
      picture: null,
    })
    expect((await files()).join()).not.toContain(body.id)
  })

  test('more than was announced, put into the storage directly', async () => {
    const { body } = await upload(luis, await jpeg())
    const large = Buffer.alloc(11 * 1024 * 1024)
    await storage.put(`originals/${body.id}`, large, { contentType: 'image/jpeg', isPublic: false })
    await work()
    expect((await ask(luis, 'GET', `/media/${body.id}`)).body.refusedReason).toBe('TOO_LARGE')
  })

  test('a PNG that unpacks to less than it says', async () => {
    const { body } = await upload(luis, pngClaiming(4000, 4000, 10))
    await work()
    expect((await ask(luis, 'GET', `/media/${body.id}`)).body.status).toBe('REFUSED')
  })

  test('what is no form, lacks a part, has a foreign one or too many', async () => {
    expect((await ask(luis, 'POST', '/media', { purpose: 'LISTING' })).body.code).toBe('UNSUPPORTED_MEDIA_TYPE')
    const send = async (parts: [string, string | Blob][]) => {
      const form = new FormData()
      for (const [name, value] of parts) form.append(name, value)
      const request = new Request('http://localhost/', { method: 'POST', body: form })
      const answer = await house.app.inject({
        method: 'POST',
        url: '/api/v1/media',
        headers: {
          ...(await import('../../../test-support/app.ts')).signedInAs({ userId: luis }),
          'content-type': request.headers.get('content-type') ?? '',
        },
        payload: Buffer.from(await request.arrayBuffer()),
      })
      return { status: answer.statusCode, pointer: answer.json().errors?.[0]?.pointer as string | undefined }
    }
    const file = new Blob([new Uint8Array(await jpeg({ width: 20, height: 20 }))])
    expect(await send([['file', file]])).toEqual({ status: 400, pointer: '/purpose' })
    expect(await send([['purpose', 'LISTING']])).toEqual({ status: 400, pointer: '/file' })
    expect(
      await send([
        ['purpose', 'AVATAR'],
        ['file', file],
      ]),
    ).toEqual({ status: 400, pointer: '/purpose' })
    expect(
      await send([
        ['purpose', 'LISTING'],
        ['ownerId', ana],
        ['file', file],
      ]),
    ).toEqual({ status: 400, pointer: '/ownerId' })
    expect(
      (
        await send([
          ['purpose', 'LISTING'],
          ['file', file],
          ['file', file],
        ])
      ).status,
    ).toBe(400)
  })
})

async function animation(): Promise<Buffer> {
  const frame = (red: number) => Buffer.alloc(20 * 20 * 3, red)
  return sharp(Buffer.concat([frame(10), frame(200)]), { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
}
