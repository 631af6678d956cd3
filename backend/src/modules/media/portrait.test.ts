import sharp from 'sharp'
import { expect, test } from 'vitest'
import { canvas, html, jpeg, photoWithPosition, pictureAndPage, svg } from '../../../test-support/picture-corpus.ts'
import { portraitOf } from './portrait.ts'

const dataUrl = (bytes: Buffer, type = 'jpeg') => `data:image/${type};base64,${bytes.toString('base64')}`
const bytesOf = (url: string) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')

test('is made anew: a square of the kept size, without where it was taken and by whom', async () => {
  const sent = await photoWithPosition()
  expect((await sharp(sent).metadata()).exif?.toString('latin1')).toContain('Ana Ruiz')
  const made = await portraitOf(dataUrl(sent))
  expect(made).toMatch(/^data:image\/webp;base64,[A-Za-z0-9+/=]+$/)
  expect(made.length).toBeLessThan(140_000)
  const about = await sharp(bytesOf(made)).metadata()
  expect(about).toMatchObject({ format: 'webp', width: 320, height: 320 })
  expect([about.exif, about.icc, about.xmp, about.orientation]).toEqual(Array(4).fill(undefined))
})

test('what is no picture, another thing too, broken or too large inside is refused', async () => {
  const broken = (await jpeg()).subarray(0, 20_000)
  const large = await canvas({ width: 2100, height: 2000 }).jpeg({ quality: 1 }).toBuffer()
  const cases: [Buffer, string][] = [
    [Buffer.from('a small picture'), 'MEDIA_TYPE_REFUSED'],
    [html, 'MEDIA_TYPE_REFUSED'],
    [svg, 'MEDIA_TYPE_REFUSED'],
    [await pictureAndPage(), 'MEDIA_TYPE_REFUSED'],
    [broken, 'MEDIA_UNREADABLE'],
    [large, 'MEDIA_TOO_MANY_PIXELS'],
  ]
  for (const [bytes, code] of cases) await expect(portraitOf(dataUrl(bytes, 'png'))).rejects.toMatchObject({ code })
})
