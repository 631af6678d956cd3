import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { localS3 } from '../../../../test-support/media-house.ts'
import { loadConfig } from '../../config.ts'
import { createStorage, StorageFailure } from './index.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'storage-'))
afterAll(() => rm(dataDir, { recursive: true, force: true }))
const s3 = await localS3()
const settings = (env: Record<string, string>) => loadConfig({ NODE_ENV: 'test', DATA_DIR: dataDir, ...env })
const disk = createStorage(settings({}))
const bucket = createStorage(settings(s3))
const picture = { contentType: 'image/webp', isPublic: true }

describe.each([
  ['a folder', disk],
  ['S3', bucket],
])('%s', (_, storage) => {
  test('keeps, replaces and forgets; what is not there is an answer', async () => {
    await storage.put('media/a-320.webp', Buffer.from('one'), picture)
    await storage.put('media/a-320.webp', Buffer.from('three'), picture)
    const file = await storage.open('media/a-320.webp')
    expect(file?.bytes).toBe(5)
    expect(file && String(await buffer(file.body))).toBe('three')
    expect(String(await storage.read('media/a-320.webp', 5))).toBe('three')
    expect(await storage.read('media/a-320.webp', 4)).toBe('too-large')
    await storage.remove(['media/a-320.webp', 'media/never-there.webp'])
    await storage.remove(['media/a-320.webp'])
    expect(await storage.open('media/a-320.webp')).toBeNull()
    expect(await storage.read('media/a-320.webp', 5)).toBeNull()
  })
})

test('a key never leads out of the folder, and files are their owner’s alone', async () => {
  for (const key of ['../x', 'media/../../x', '/etc/passwd', 'media//x', 'media', 'media/a b']) {
    await expect(disk.put(key, Buffer.from('x'), picture)).rejects.toThrow('not a storage key')
  }
  await disk.put('documents/b.pdf', Buffer.from('x'), { contentType: 'application/pdf', isPublic: false })
  expect(await readdir(join(dataDir, 'uploads/documents'))).toEqual(['b.pdf'])
  expect((await stat(join(dataDir, 'uploads/documents/b.pdf'))).mode & 0o777).toBe(0o600)
})

test('a storage that refuses or is gone fails in its own name', async () => {
  const elsewhere = createStorage(settings({ ...s3, S3_BUCKET: 'nobodys' }))
  await expect(elsewhere.put('media/a', Buffer.from('x'), picture)).rejects.toThrow(StorageFailure)
  const gone = createStorage(settings({ ...s3, S3_ENDPOINT: 'http://127.0.0.1:1' }))
  await expect(gone.open('media/a')).rejects.toThrow(StorageFailure)
})

test('a public file has the address of the CDN where there is one', () => {
  const cdn = createStorage(settings({ ...s3, S3_PUBLIC_URL: 'https://cdn.example/' }))
  expect(cdn.publicUrl('media/a-320.webp')).toBe('https://cdn.example/media/a-320.webp')
  expect([disk, bucket].map((storage) => storage.publicUrl('media/a-320.webp'))).toEqual([null, null])
})

test('a signature is for one key, type and length, and for a while', async () => {
  expect(disk.directUpload).toBeNull()
  const { url, headers } = (await bucket.directUpload?.('originals/c', {
    contentType: 'image/png',
    bytes: 3,
    seconds: 600,
  })) ?? {
    url: '',
    headers: {},
  }
  const query = new URL(url).searchParams
  expect(new URL(url).pathname).toBe('/uploads/originals/c')
  expect(query.get('X-Amz-Expires')).toBe('600')
  expect(query.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host')
  expect(headers).toEqual({ 'content-type': 'image/png' })
  const put = await fetch(url, { method: 'PUT', headers, body: 'abc' })
  expect(put.status).toBe(200)
  expect(String(await bucket.read('originals/c', 10))).toBe('abc')
})

test('settings of S3 come together', () => {
  expect(() => settings({ S3_ENDPOINT: 'http://127.0.0.1:9' })).toThrow('S3_BUCKET')
  expect(() => settings({ ...s3, S3_SECRET_ACCESS_KEY: '' })).toThrow('S3_SECRET_ACCESS_KEY')
})
