import { expect, test } from 'vitest'
import { blurBehind, pictureSources } from './picture-sources.ts'

const hash = 'ab'.repeat(32)

test('a picture of ours comes in the sizes that its address says, wherever it is served', () => {
  expect(pictureSources(`/media/${hash}-1500.webp`, '100vw')).toEqual({
    srcSet: [320, 640, 1280, 1500].map((width) => `/media/${hash}-${width}.webp ${width}w`).join(', '),
    sizes: '100vw',
  })
  expect(pictureSources(`https://cdn.example/media/${hash}-640.webp`, '6rem').srcSet).toBe(
    `https://cdn.example/media/${hash}-320.webp 320w, https://cdn.example/media/${hash}-640.webp 640w`,
  )
})

test('a small one, and one from elsewhere, is as it is', () => {
  for (const src of [
    `/media/${hash}-200.webp`,
    'https://x.example/foto.jpg',
    '/media/x-640.webp',
    'data:image/png;base64,AA==',
  ]) {
    expect(pictureSources(src, '100vw')).toEqual({})
  }
})

test('only a blur is put into a style', () => {
  expect(blurBehind('data:image/webp;base64,AA==').style?.background).toContain('url("data:image/webp')
  expect(blurBehind('x") red; url("y')).toEqual({})
  expect(blurBehind(null)).toEqual({})
})
