import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { Media } from '../../../../contracts/media.ts'
import { mediaHouse } from '../../../test-support/media-house.ts'
import {
  avif,
  bomb,
  documentAndPicture,
  gif,
  html,
  jpeg,
  jpegWithComment,
  otherKinds,
  pageAndPicture,
  pdf,
  photoWithPosition,
  pictureAndArchive,
  pictureAndPage,
  png,
  pngClaiming,
  pngWithEndlessText,
  pngWithProgram,
  ribbon,
  svg,
  tiff,
  webp,
} from '../../../test-support/picture-corpus.ts'
import { newId } from '../../platform/ids.ts'

const house = await mediaHouse()
const { upload, ask, ready, work, db, media, storage, database } = house
let ana: string
let luis: string
beforeAll(async () => {
  ana = await house.person()
  luis = await house.person()
})
const files = async () =>
  (await readdir(join(house.dataDir, 'uploads'), { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => `${parentPath.split('/').at(-1)}/${name}`)

describe('a picture', () => {
  test('is answered at once and ready after its job, in all widths up to its own', async () => {
    const sent = await upload(ana, await jpeg({ width: 1500, height: 900 }))
    expect(sent).toMatchObject({
      status: 201,
      body: { status: 'PROCESSING', contentType: 'image/jpeg', picture: null },
    })
    await work()
    const { body } = await ask(ana, 'GET', `/media/${sent.body.id}`)
    expect(Media.parse(body)).toMatchObject({ status: 'READY', attached: false })
    expect(body.picture.sizes.map(({ width, height }: { width: number; height: number }) => [width, height])).toEqual([
      [320, 192],
      [640, 384],
      [1280, 768],
      [1500, 900],
    ])
    expect(body.picture.url).toMatch(/^\/media\/[0-9a-f]{64}-1500\.webp$/)
    expect(body.picture.blur).toMatch(/^data:image\/webp;base64,/)
    expect(body.picture.blur.length).toBeLessThan(1500)
  })

  test.each([
    ['PNG', png],
    ['WebP', webp],
    ['AVIF', avif],
  ])('may be %s, under whatever name', async (_, make) => {
    const body = await ready(ana, await make({ width: 300, height: 200 }))
    expect(body).toMatchObject({ status: 'READY', picture: { width: 300, height: 200 } })
    expect(body.picture.sizes).toHaveLength(1)
  })

  test('is served to everyone, for ever, as a picture in which nothing runs', async () => {
    const { picture } = await ready(ana, await jpeg())
    const { status, headers, bytes } = await ask(null, 'GET', picture.url)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': String(bytes.length),
    })
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 500 })
    expect((await ask(null, 'GET', picture.url.replace(/[0-9a-f]{4}-/, '0000-'))).status).toBe(404)
    expect((await house.app.inject({ url: '/media/..%2foriginals%2fx.webp' })).statusCode).toBe(400)
  })

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    '%s loses position, owner and camera, and stands as the phone was held',
    async (kind) => {
      const original = await photoWithPosition(kind)
      expect((await sharp(original).metadata()).exif?.toString('latin1')).toContain('Ana Ruiz')
      const { picture } = await ready(ana, original)
      expect(picture).toMatchObject({ width: 400, height: 800 })
      for (const { url } of picture.sizes) {
        const { bytes } = await ask(null, 'GET', url)
        const about = await sharp(bytes).metadata()
        expect([about.exif, about.xmp, about.icc, about.iptc, about.orientation]).toEqual(Array(5).fill(undefined))
        expect(bytes.includes('Ana Ruiz')).toBe(false)
      }
    },
  )

  test('loses a text that would unpack to a hundred megabytes', async () => {
    const { status, picture } = await ready(ana, await pngWithEndlessText())
    expect(status).toBe('READY')
    for (const { url } of picture.sizes) expect((await ask(null, 'GET', url)).bytes.length).toBeLessThan(500_000)
  })

  test('the original is private while it waits and gone afterwards', async () => {
    const { body } = await upload(ana, await jpeg())
    expect(await files()).toContain(`originals/${body.id}`)
    expect((await house.app.inject({ url: `/media/${body.id}` })).statusCode).not.toBe(200)
    expect((await ask(ana, 'GET', `/media/${body.id}/file`)).status).toBe(404)
    await work()
    expect(await files()).not.toContain(`originals/${body.id}`)
    expect(await db.query('SELECT original_key FROM media WHERE id = $1', [body.id])).toEqual([{ original_key: null }])
  })

  test('two people with the same photo have two addresses', async () => {
    const photo = await jpeg()
    const [hers, his] = [await ready(ana, photo), await ready(luis, photo)]
    expect(hers.picture.url).not.toBe(his.picture.url)
  })

  test('the job run twice, also side by side, makes the same', async () => {
    const { body } = await upload(ana, await jpeg())
    await Promise.all([media.process(body.id), media.process(body.id)])
    const first = (await ask(ana, 'GET', `/media/${body.id}`)).body
    await media.process(body.id)
    expect((await ask(ana, 'GET', `/media/${body.id}`)).body).toEqual(first)
    expect((await ask(null, 'GET', first.picture.url)).status).toBe(200)
    house.waiting.length = 0
  })
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

describe('whose it is', () => {
  test('nobody without a session sends; another finds nothing', async () => {
    expect((await upload(null, await jpeg())).body.code).toBe('UNAUTHENTICATED')
    const { id } = await ready(ana, await jpeg())
    expect((await ask(luis, 'GET', `/media/${id}`)).status).toBe(404)
    expect((await ask(luis, 'DELETE', `/media/${id}`)).status).toBe(404)
    expect((await ask(luis, 'POST', `/media/${id}/complete`)).status).toBe(404)
    expect((await ask({ moderator: luis }, 'GET', `/media/${id}`)).status).toBe(404)
  })

  test('a document is read by its owner and by administrators, who are recorded, as a file to save; nobody else, and at no public address', async () => {
    const { id, documentUrl, picture } = await ready(ana, pdf, 'DOCUMENT')
    expect({ documentUrl, picture }).toEqual({ documentUrl: `/api/v1/media/${id}/file`, picture: null })
    const { status, headers, bytes } = await ask(ana, 'GET', `/media/${id}/file`)
    expect(status).toBe(200)
    expect(bytes).toEqual(pdf)
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="documento-\w+\.pdf"$/),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect((await ask({ moderator: luis }, 'GET', `/media/${id}/file`)).status).toBe(404)
    expect(house.opened).toEqual([])
    expect((await ask({ admin: luis }, 'GET', `/media/${id}/file`)).status).toBe(200)
    expect(house.opened).toEqual([{ mediaId: id, ownerId: ana, byUserId: luis, ipAddress: '127.0.0.1' }])
    expect((await ask(luis, 'GET', `/media/${id}/file`)).status).toBe(404)
    expect((await ask(null, 'GET', `/media/${id}/file`)).status).toBe(401)
    // A photo of an identification is re-encoded too.
    const card = await ready(ana, await photoWithPosition(), 'DOCUMENT')
    const scan = await ask(ana, 'GET', `/media/${card.id}/file`)
    expect(scan.headers['content-type']).toBe('image/webp')
    expect((await sharp(scan.bytes).metadata()).exif).toBeUndefined()
  })

  test('files per hour and bytes kept have an end, also for those who delete or come together', async () => {
    const small = await mediaHouse({ UPLOADS_PER_HOUR: '3', UPLOAD_TOTAL_MEGABYTES: '1' })
    const eva = await small.person()
    const photo = await jpeg({ width: 50, height: 50 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => small.upload(eva, photo)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 429, 429, 429])
    expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('600')
    await small.work()
    for (const { body } of answers) if (body.id) await small.ask(eva, 'DELETE', `/media/${body.id}`)
    expect((await small.upload(eva, photo)).body.code).toBe('UPLOADS_PER_HOUR')
    const ivo = await small.person()
    expect((await small.upload(ivo, await png({ width: 1000, height: 800 }))).body.code).toBe('UPLOAD_SPACE_FULL')
  })
})

describe('attaching', () => {
  const attach = (ownerId: string, ids: string[], purpose: 'LISTING' | 'REVIEW' = 'LISTING', shown: string[] = []) =>
    database.transaction((tx) => media.attach(tx, ownerId, ids, purpose, shown))
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code: string }) => error.code,
    )

  test('answers pictures in the order asked, and keeps them', async () => {
    const [one, two] = [await ready(ana, await jpeg()), await ready(ana, await png({ width: 400, height: 300 }))]
    const pictures = await attach(ana, [two.id, one.id])
    expect(pictures).toEqual([two.picture, one.picture])
    expect(await media.imageUrls(database.read, [one.id, two.id])).toEqual([one.picture.url, two.picture.url])
    expect(await media.picturesShown(database.read, ['https://x.example/a.jpg', two.picture.url])).toEqual([
      two.picture,
    ])
    expect((await ask(ana, 'DELETE', `/media/${one.id}`)).body.code).toBe('MEDIA_IN_USE')
    expect((await ask(ana, 'GET', `/media/${one.id}`)).body.attached).toBe(true)
  })

  test('refuses what is another’s, of another purpose, unknown or not ready, and then attaches none', async () => {
    const { id, picture } = await ready(ana, await jpeg())
    expect(await code(attach(luis, [id]))).toBe('MEDIA_NOT_FOUND')
    expect(await code(attach(ana, [id], 'REVIEW'))).toBe('MEDIA_NOT_FOUND')
    expect(await code(attach(ana, [id, newId()]))).toBe('MEDIA_NOT_FOUND')
    const waiting = (await upload(ana, await jpeg())).body.id
    expect(await code(attach(ana, [id, waiting]))).toBe('MEDIA_NOT_READY')
    expect(await code(attach(luis, [waiting]))).toBe('MEDIA_NOT_FOUND')
    expect((await ask(ana, 'GET', `/media/${id}`)).body.attached).toBe(false)
    expect(await code(attach(luis, [id], 'LISTING', [picture.url]))).toBe('done')
    await work()
  })
})

describe('removing', () => {
  const age = (id: string, hours: number) =>
    db.query(`UPDATE media SET created_at = app_now() - make_interval(hours => $2) WHERE id = $1`, [id, hours])

  test('the owner deletes what nothing shows, and its files are gone at once', async () => {
    const { id, picture } = await ready(ana, await jpeg())
    expect((await ask(ana, 'DELETE', `/media/${id}`)).status).toBe(204)
    expect((await ask(ana, 'GET', `/media/${id}`)).status).toBe(404)
    expect((await ask(null, 'GET', picture.url)).status).toBe(404)
    expect((await ask(ana, 'DELETE', `/media/${id}`)).status).toBe(404)
  })

  test('after a day the sweep takes what nothing shows, files first; run twice it does no more', async () => {
    const [loose, kept, fresh] = [
      await ready(ana, await jpeg()),
      await ready(ana, await jpeg()),
      await ready(ana, await jpeg()),
    ]
    await database.transaction((tx) => media.attach(tx, ana, [kept.id], 'LISTING'))
    await age(loose.id, 25)
    await age(kept.id, 25)
    expect((await media.sweep()).removed).toBe(1)
    expect((await media.sweep()).removed).toBe(0)
    expect(await db.query('SELECT id FROM media WHERE id = $1', [loose.id])).toEqual([])
    expect((await ask(null, 'GET', loose.picture.url)).status).toBe(404)
    for (const { picture } of [kept, fresh]) expect((await ask(null, 'GET', picture.url)).status).toBe(200)
  })

  test('the sweep ends what a process that died left: originals, removed rows, jobs that gave up', async () => {
    const { id } = await ready(ana, await jpeg())
    await storage.put(`originals/${id}`, Buffer.from('x'), { contentType: 'image/jpeg', isPublic: false })
    await db.query(`UPDATE media SET original_key = $2 WHERE id = $1`, [id, `originals/${id}`])
    await age(id, 2)
    const stuck = (await upload(ana, await jpeg())).body.id
    house.waiting.length = 0
    await age(stuck, 2)
    expect(await media.sweep()).toMatchObject({ originals: 1, again: 1 })
    expect(await files()).not.toContain(`originals/${id}`)
    await work()
    expect((await ask(ana, 'GET', `/media/${stuck}`)).body.status).toBe('READY')
  })

  test('removed while its sizes are made, it leaves no file', async () => {
    const { body } = await upload(ana, await jpeg({ width: 1300, height: 800 }))
    const working = media.process(body.id)
    expect((await ask(ana, 'DELETE', `/media/${body.id}`)).status).toBe(204)
    await working.catch(() => {})
    house.waiting.length = 0
    expect(await db.query(`SELECT refused_reason FROM media WHERE id = $1`, [body.id])).toEqual([
      { refused_reason: 'REMOVED' },
    ])
    expect((await files()).filter((name) => name.includes(body.id))).toEqual([])
  })

  test('everything of a person who leaves goes, shown or not', async () => {
    const eva = await house.person()
    const { id, picture } = await ready(eva, await jpeg())
    await database.transaction((tx) => media.attach(tx, eva, [id], 'LISTING'))
    await database.transaction((tx) => media.forgetOwner(tx, eva))
    await media.sweep()
    expect((await ask(null, 'GET', picture.url)).status).toBe(404)
    expect(await db.query('SELECT id FROM media WHERE owner_id = $1', [eva])).toEqual([])
  })

  test('keeps its promises', async () => {
    for (const { name, sql } of media.guarantees ?? [])
      expect({ name, rows: await db.query(sql) }).toEqual({ name, rows: [] })
  })
})

async function animation(): Promise<Buffer> {
  const frame = (red: number) => Buffer.alloc(20 * 20 * 3, red)
  return sharp(Buffer.concat([frame(10), frame(200)]), { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
}
