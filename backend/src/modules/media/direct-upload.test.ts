import { beforeAll, expect, test } from 'vitest'
import { AnnouncedUpload, type UploadAnnouncement } from '../../../../contracts/media.ts'
import { localS3, mediaHouse } from '../../../test-support/media-house.ts'
import { html, jpeg, pdf } from '../../../test-support/picture-corpus.ts'

const s3 = await localS3()
const house = await mediaHouse(s3)
const { ask, storage, work } = house
let ana: string
beforeAll(async () => {
  ana = await house.person()
})

const announce = (file: Buffer, more: Partial<UploadAnnouncement> = {}) =>
  ask(ana, 'POST', '/media/uploads', { purpose: 'LISTING', contentType: 'image/jpeg', bytes: file.length, ...more })
async function send(file: Buffer, announced: Awaited<ReturnType<typeof announce>>) {
  const { media, upload } = AnnouncedUpload.parse(announced.body)
  expect(media.status).toBe('AWAITING')
  const { status } = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: new Uint8Array(file) })
  expect(status).toBe(200)
  return media.id
}

test('a photo goes straight to the bucket, and its sizes are read through us where there is no CDN', async () => {
  const photo = await jpeg()
  const id = await send(photo, await announce(photo))
  expect((await ask(ana, 'POST', `/media/${id}/complete`)).body.status).toBe('PROCESSING')
  expect((await ask(ana, 'POST', `/media/${id}/complete`)).body.status).toBe('PROCESSING')
  expect(house.waiting).toEqual([id])
  await work()
  const { body } = await ask(ana, 'GET', `/media/${id}`)
  expect(body).toMatchObject({ status: 'READY', bytes: photo.length, picture: { width: 500 } })
  expect(await storage.open(`originals/${id}`)).toBeNull()
  const { status, headers } = await ask(null, 'GET', body.picture.url)
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'image/webp' })
  expect((await ask(ana, 'POST', `/media/${id}/complete`)).body.status).toBe('READY')
})

test('what arrives is judged by its content, and what never arrives is said', async () => {
  const page = await send(html, await announce(html))
  const nothing = (await announce(html)).body.media.id
  for (const id of [page, nothing]) await ask(ana, 'POST', `/media/${id}/complete`)
  await work()
  const reasons = await Promise.all(
    [page, nothing].map(async (id) => (await ask(ana, 'GET', `/media/${id}`)).body.refusedReason),
  )
  expect(reasons).toEqual(['TYPE', 'NEVER_CAME'])
  expect(await storage.open(`originals/${page}`)).toBeNull()
})

test('what is put there once more, while the permission lasts, is found and deleted', async () => {
  const photo = await jpeg()
  const announced = await announce(photo)
  const id = await send(photo, announced)
  await ask(ana, 'POST', `/media/${id}/complete`)
  await work()
  await send(photo, announced)
  expect(await storage.read(`originals/${id}`, 1)).toBe('too-large')
  expect((await house.media.sweep()).originals).toBe(0)
  await house.db.query(`UPDATE media SET created_at = created_at - interval '2 hours' WHERE id = $1`, [id])
  expect((await house.media.sweep()).originals).toBe(1)
  expect(await storage.open(`originals/${id}`)).toBeNull()
  expect((await house.media.sweep()).originals).toBe(0)
})

test('an announcement says only what it may', async () => {
  const photo = await jpeg()
  expect((await announce(photo, { bytes: 11 * 1024 * 1024 })).status).toBe(400)
  expect((await announce(photo, { contentType: 'image/svg+xml' as never })).status).toBe(400)
  expect((await announce(pdf, { contentType: 'application/pdf' })).body.code).toBe('MEDIA_TYPE_REFUSED')
  expect((await announce(photo, { ownerId: 'x' } as never)).status).toBe(400)
})

test('with a CDN pictures have its address', async () => {
  const cdn = await mediaHouse({ ...s3, S3_PUBLIC_URL: 'https://cdn.example' })
  const userId = await cdn.person()
  const { id, picture } = await cdn.ready(userId, await jpeg())
  expect(picture.url).toMatch(/^https:\/\/cdn\.example\/media\/[0-9a-f]{64}-500\.webp$/)
  expect(await cdn.media.picturesShown(cdn.database.read, [picture.url])).toEqual([picture])
  // What was kept before there was one is edited, and saved, with its words.
  const before = picture.url.replace('https://cdn.example', '')
  const alt = { es: 'Un telar', en: '' }
  const kept = { images: [before, '/demo/photo.jpg'], imageAlts: { [before]: alt } }
  expect(await cdn.media.ownPictures(cdn.database.read, [kept])).toEqual([[{ ...picture, alt }]])
  const owner = { userId, before: kept }
  const write = (fields: { imageIds?: string[]; imageAlts?: Record<string, typeof alt> }) =>
    cdn.database.transaction((tx) => cdn.media.listingPictures(tx, fields, owner))
  expect(await write({ imageIds: [id] })).toEqual({ images: [picture.url], imageAlts: { [picture.url]: alt } })
  expect(await write({ imageAlts: { [id]: { es: 'Otro', en: '' } } })).toEqual({
    images: [picture.url, '/demo/photo.jpg'],
    imageAlts: { [picture.url]: { es: 'Otro', en: '' } },
  })
})

test('a bucket that does not answer is said to whoever waits, and the job tries again later', async () => {
  const gone = await mediaHouse({ ...s3, S3_ENDPOINT: 'http://127.0.0.1:1' })
  const eva = await gone.person()
  const { status, body, headers } = await gone.upload(eva, await jpeg())
  expect({ status, code: body.code, after: headers['retry-after'] }).toEqual({
    status: 503,
    code: 'STORAGE_UNAVAILABLE',
    after: '5',
  })
  const id = (
    await gone.ask(eva, 'POST', '/media/uploads', { purpose: 'LISTING', contentType: 'image/jpeg', bytes: 3 })
  ).body.media.id
  await gone.ask(eva, 'POST', `/media/${id}/complete`)
  await expect(gone.media.process(id)).rejects.toThrow()
  expect((await gone.ask(eva, 'GET', `/media/${id}`)).body.status).toBe('PROCESSING')
})

test('on a disk there is no other way than through us', async () => {
  const disk = await mediaHouse()
  const answer = await disk.ask(await disk.person(), 'POST', '/media/uploads', {
    purpose: 'LISTING',
    contentType: 'image/jpeg',
    bytes: 3,
  })
  expect(answer.body.code).toBe('DIRECT_UPLOAD_UNAVAILABLE')
})
