/** Files that people send, and files that people send to see what happens. Made here: none of them is kept anywhere. */
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

interface Made {
  width?: number
  height?: number
}

/** Noise, so that neither pixels nor sizes vanish in compression. */
export function canvas({ width = 500, height = 300 }: Made = {}) {
  return sharp({
    create: { width, height, channels: 3, background: '#b3261e', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
}

export const jpeg = (made?: Made) => canvas(made).jpeg({ quality: 80 }).toBuffer()
export const png = (made?: Made) => canvas(made).png().toBuffer()
export const webp = (made?: Made) => canvas(made).webp().toBuffer()
export const avif = (made?: Made) => canvas(made).avif({ effort: 0 }).toBuffer()
export const gif = () => canvas({ width: 40, height: 40 }).gif().toBuffer()
export const tiff = () => canvas({ width: 40, height: 40 }).tiff().toBuffer()

/** Taken on a phone held upright, in Oaxaca; every kind has a place for it. */
export const photoWithPosition = (kind: 'jpeg' | 'png' | 'webp' | 'avif' = 'jpeg') =>
  canvas({ width: 800, height: 400 })
    .withExif({
      IFD0: { Make: 'Telefono', Copyright: 'Ana Ruiz' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '17/1 3/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '96/1 43/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toFormat(kind)
    .toBuffer()

export const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>',
)
export const html = Buffer.from(`<!doctype html><html><body><script>alert(document.cookie)</script></body></html>`)

/** Opens as a picture and, under another name, as a page. */
export const pictureAndPage = async () => Buffer.concat([await jpeg({ width: 100, height: 100 }), html])
/** A page that goes on as a picture, and a document that does. */
export const pageAndPicture = async () => Buffer.concat([html, await jpeg({ width: 100, height: 100 })])
export const documentAndPicture = async () => Buffer.concat([pdf, await jpeg({ width: 100, height: 100 })])
/** Other kinds by their first bytes: a program, an archive, Windows' pictures, what phones of one maker take. */
export const otherKinds: Record<string, Buffer> = {
  program: Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(200)]),
  archive: Buffer.concat([Buffer.from('PK\x03\x04\x14\0', 'latin1'), Buffer.alloc(200)]),
  bitmap: Buffer.concat([Buffer.from('BM\x46\0\0\0', 'latin1'), Buffer.alloc(200)]),
  icon: Buffer.concat([Buffer.from('\0\0\x01\0\x01\0', 'latin1'), Buffer.alloc(200)]),
  heic: Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), Buffer.alloc(200)]),
  film: Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), Buffer.alloc(200)]),
}
/** A JPEG with another segment right at its beginning. */
async function jpegWith(marker: number, data: Buffer): Promise<Buffer> {
  const photo = await jpeg()
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([photo.subarray(0, 2), head, data, photo.subarray(2)])
}
/** A comment of the format, in which a page lies. */
export const jpegWithComment = () => jpegWith(0xfe, html)
/** As an editor on a Mac saves it: with its print settings, a property list with a doctype. No harm in it. */
export const photoFromEditor = () =>
  jpegWith(
    0xed,
    Buffer.from(
      'Photoshop 3.0\0' +
        '8BIM\x04\x24\0\0<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x"><plist/>',
      'latin1',
    ),
  )
/** A text beside the pixels. */
async function pngWith(text: Buffer): Promise<Buffer> {
  const picture = await png()
  const header = 8 + 25
  return Buffer.concat([picture.subarray(0, header), text, picture.subarray(header)])
}
export const pngWithProgram = () =>
  pngWith(chunk('tEXt', Buffer.from('Comment\0<?php system($_GET["c"]); ?>', 'latin1')))
/** It unpacks to a hundred megabytes. */
export const pngWithEndlessText = () => {
  const packed = deflateSync(Buffer.alloc(100_000_000), { level: 9 })
  return pngWith(chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), packed])))
}
/** Opens as a picture and as an archive. */
export const pictureAndArchive = async () =>
  Buffer.concat([await png({ width: 20, height: 20 }), Buffer.from('PK\x05\x06'), Buffer.alloc(18)])

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  let crc = 0xffffffff
  for (const byte of body) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4)
  return out
}

/** A PNG whose header says what it likes; its pixels are `rows` lines of black. */
export function pngClaiming(width: number, height: number, rows: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const line = 1 + Math.ceil(width / 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(line * rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A few kilobytes that unpack to 400 megapixels. */
export const bomb = () => pngClaiming(15_000, 27_000, 4000)
/** Few pixels, absurdly long. */
export const ribbon = () => pngClaiming(16_500, 8, 8)

export const pdf = Buffer.from(
  `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
)
