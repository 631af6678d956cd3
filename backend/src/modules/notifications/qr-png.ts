/** QR codes as PNG, because mail clients do not show SVG: one bit per pixel, a few hundred bytes. */
import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** `pixels` is the side of one module. The quiet zone is four modules, as readers expect. */
export function qrPng(text: string, pixels = 6): Buffer {
  const { data: modules, size } = encode(text, { ecc: 'M', border: 4 })
  const side = size * pixels
  const rowBytes = Math.ceil(side / 8)
  const rows = modules.flatMap((row) => {
    // One filter byte (none), then one bit per pixel; 1 is white.
    const line = Buffer.alloc(rowBytes + 1, 0xff)
    line[0] = 0
    for (let x = 0; x < side; x += 1) {
      if (row[Math.floor(x / pixels)]) line[1 + (x >> 3)] = (line[1 + (x >> 3)] as number) & ~(0x80 >> (x & 7))
    }
    return Array<Buffer>(pixels).fill(line)
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
