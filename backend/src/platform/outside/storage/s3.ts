/** Files in a bucket, over S3's own protocol. The bucket is private; a CDN may read what is below `media/`. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient, AwsV4Signer } from 'aws4fetch'
import { type Storage, StorageFailure } from './storage.ts'

export interface S3Settings {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** Where the public may read files; null: through us. */
  publicUrl: string | null
}

const timeoutMs = 20_000

export function createS3Storage(settings: S3Settings): Storage {
  const { bucket, region, accessKeyId, secretAccessKey } = settings
  const base = `${settings.endpoint.replace(/\/$/, '')}/${bucket}`
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2, initRetryMs: 100 })
  const urlOf = (key: string) => `${base}/${key}`

  /** @param passedOn the body goes on to somebody who may be slow: the time is for the answer to begin */
  async function ask(
    key: string,
    init: RequestInit,
    { missing, passedOn = false }: { missing?: number; passedOn?: boolean } = {},
  ): Promise<Response | null> {
    let response: Response
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), timeoutMs)
    try {
      response = await client.fetch(urlOf(key), {
        ...init,
        signal: passedOn ? patience.signal : AbortSignal.timeout(timeoutMs),
      })
    } catch (error) {
      throw new StorageFailure(`storage did not answer: ${init.method}`, { cause: error })
    } finally {
      clearTimeout(timer)
    }
    if (response.ok) return response
    await response.body?.cancel()
    if (response.status === missing) return null
    throw new StorageFailure(`storage answered ${response.status} to ${init.method}`)
  }

  return {
    async put(key, bytes, { contentType, isPublic }) {
      const response = await ask(key, {
        method: 'PUT',
        body: new Uint8Array(bytes),
        headers: {
          'content-type': contentType,
          'cache-control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
        },
      })
      await response?.body?.cancel()
    },
    async open(key) {
      const response = await ask(key, { method: 'GET' }, { missing: 404, passedOn: true })
      if (!response?.body) return null
      return {
        body: Readable.fromWeb(response.body as ReadableStream),
        bytes: Number(response.headers.get('content-length')),
      }
    },
    async read(key, mostBytes) {
      const response = await ask(key, { method: 'GET' }, { missing: 404 })
      if (!response?.body) return null
      // Counted as it comes: what is announced may not be what is sent.
      const chunks: Uint8Array[] = []
      let bytes = 0
      for await (const chunk of response.body as ReadableStream<Uint8Array>) {
        bytes += chunk.length
        if (bytes > mostBytes) return 'too-large'
        chunks.push(chunk)
      }
      return Buffer.concat(chunks)
    },
    async remove(keys) {
      for (const key of keys) {
        const response = await ask(key, { method: 'DELETE' }, { missing: 404 })
        await response?.body?.cancel()
      }
    },
    publicUrl: (key) => (settings.publicUrl ? `${settings.publicUrl.replace(/\/$/, '')}/${key}` : null),
    async directUpload(key, { contentType, bytes, seconds }) {
      const headers = { 'content-type': contentType }
      const { url } = await new AwsV4Signer({
        method: 'PUT',
        url: `${urlOf(key)}?X-Amz-Expires=${seconds}`,
        // Signed too, so that nothing larger than announced gets in; a browser says the length by itself.
        headers: { ...headers, 'content-length': String(bytes) },
        accessKeyId,
        secretAccessKey,
        region,
        service: 's3',
        signQuery: true,
        allHeaders: true,
      }).sign()
      return { url: url.href, headers }
    },
  }
}
