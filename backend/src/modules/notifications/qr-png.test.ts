import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { encode } from 'uqr'
import { qrPng } from './qr-png.ts'

/** Reads the one-bit image back into modules, from the picture alone. */
function modulesOf(png: Buffer, pixels: number): boolean[][] {
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const side = png.readUInt32BE(16)
  const length = png.readUInt32BE(33)
  expect(png.subarray(37, 41).toString('latin1')).toBe('IDAT')
  const rows = inflateSync(png.subarray(41, 41 + length))
  const rowBytes = Math.ceil(side / 8) + 1
  expect(rows.length).toBe(rowBytes * side)
  const dark = (x: number, y: number) => (((rows[y * rowBytes + 1 + (x >> 3)] as number) >> (7 - (x & 7))) & 1) === 0
  const size = side / pixels
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (__, x) => dark(x * pixels, y * pixels)))
}

test.each([1, 6, 7])('the picture holds the code, %i pixels a module', (pixels) => {
  const text = `GC1.${'a'.repeat(120)}.${'b'.repeat(86)}`
  expect(modulesOf(qrPng(text, pixels), pixels)).toEqual(encode(text, { ecc: 'M', border: 4 }).data)
})
