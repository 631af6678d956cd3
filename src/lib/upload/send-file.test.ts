import { afterEach, expect, test, vi } from 'vitest'
import { waitForMedia } from './send-file.ts'

afterEach(() => vi.unstubAllGlobals())

const media = (status: string) => Response.json({ id: 'a', status, refusedReason: null })

test('a moment without signal while sizes are made undoes no upload', async () => {
  const answers = [() => Promise.reject(new TypeError('Failed to fetch')), async () => media('READY')]
  vi.stubGlobal('fetch', () => answers.shift()?.())
  expect(await waitForMedia('a', new AbortController().signal)).toMatchObject({ status: 'READY' })
  expect(answers).toEqual([])
})

test('what the server says ends the waiting', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ code: 'NOT_FOUND', status: 404 }, { status: 404 }))
  await expect(waitForMedia('a', new AbortController().signal)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
