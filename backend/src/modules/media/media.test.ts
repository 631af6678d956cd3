/** From what somebody sends to what everybody sees, and whose it is. */
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { Media } from '../../../../contracts/media.ts'
import { mediaHouse } from '../../../test-support/media-house.ts'
import {
  avif,
  jpeg,
  pdf,
  photoFromEditor,
  photoWithPosition,
  png,
  pngWithEndlessText,
  webp,
} from '../../../test-support/picture-corpus.ts'
import { newId } from '../../platform/ids.ts'

const house = await mediaHouse()
const { upload, ask, ready, work, db, media, database, files } = house
let ana: string
let luis: string
beforeAll(async () => {
  ana = await house.person()
  luis = await house.person()
})

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

  test('of 16 bits keeps its colours, whatever profile it was sent in', async () => {
    const red = sharp({ create: { width: 40, height: 40, channels: 3, background: '#b3123b' } })
    const deep = await sharp(await red.png().toBuffer())
      .withIccProfile('p3')
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    expect(await sharp(deep).metadata()).toMatchObject({ depth: 'ushort', hasProfile: true })
    const { picture } = await ready(ana, deep)
    const { bytes } = await ask(null, 'GET', picture.url)
    const [r = 0, g = 0, b = 0] = (await sharp(bytes).stats()).channels.map(({ mean }) => mean)
    expect(Math.max(Math.abs(r - 0xb3), Math.abs(g - 0x12), Math.abs(b - 0x3b))).toBeLessThan(8)
  })

  test('from an editor that leaves its print settings inside is taken, and loses them', async () => {
    const { status, picture } = await ready(ana, await photoFromEditor())
    expect(status).toBe('READY')
    expect((await ask(null, 'GET', picture.url)).bytes.includes('plist')).toBe(false)
  })

  test('the jobs of a process are done one at a time, however many it was handed', async () => {
    const sent = await Promise.all([1, 2, 3].map(async () => (await upload(ana, await jpeg())).body.id as string))
    house.waiting.length = 0
    let inside = 0
    let most = 0
    const { read } = house.storage
    house.storage.read = async (...given) => {
      most = Math.max(most, ++inside)
      try {
        return await read(...given)
      } finally {
        // Still at work when the original has been read: what is counted is who begins meanwhile.
        setImmediate(() => (inside -= 1))
      }
    }
    const handler = media.jobs?.find(({ job }) => job.name === 'media.process')
    await Promise.all(
      sent.map(async (mediaId) => handler?.handle({ mediaId } as never, { id: mediaId, correlationId: '' })),
    )
    house.storage.read = read
    expect(most).toBe(1)
    for (const id of sent) expect((await ask(ana, 'GET', `/media/${id}`)).body.status).toBe('READY')
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

  test('a document goes on for those who read slowly, beyond what an answer may take to begin', async () => {
    const patient = await mediaHouse({ HANDLER_TIMEOUT_MS: '200' })
    const eva = await patient.person()
    const { documentUrl } = await patient.ready(eva, pdf, 'DOCUMENT')
    patient.storage.open = async () => ({
      bytes: 2,
      body: Readable.from(
        (async function* () {
          yield 'a'
          await new Promise((done) => setTimeout(done, 500))
          yield 'b'
        })(),
      ),
    })
    expect(String((await patient.ask(eva, 'GET', documentUrl.replace('/api/v1', ''))).bytes)).toBe('ab')
  })

  test('files per hour and bytes kept have an end, also for those who delete or come together', async () => {
    const small = await mediaHouse({ UPLOADS_PER_HOUR: '3', UPLOAD_TOTAL_MEGABYTES: '1' })
    const eva = await small.person()
    const photo = await jpeg({ width: 50, height: 50 })
    const answers = await Promise.all(Array.from({ length: 4 }, () => small.upload(eva, photo)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 429])
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

test('keeps its promises', async () => {
  for (const { name, sql } of media.guarantees ?? [])
    expect({ name, rows: await db.query(sql) }).toEqual({ name, rows: [] })
})
