import { expect, test } from 'vitest'
import { dataUrlBytes, middleSquare } from './shrink-picture.ts'

test('the middle of the picture is what stays', () => {
  expect(middleSquare(4000, 3000)).toEqual({ x: 500, y: 0, side: 3000 })
  expect(middleSquare(301, 600)).toEqual({ x: 0, y: 149, side: 301 })
})

test('the size that counts is that of the picture, not of its text', () => {
  expect(dataUrlBytes('data:image/webp;base64,QUJD')).toBe(3)
  expect(dataUrlBytes('data:image/webp;base64,QUI=')).toBe(2)
  expect(dataUrlBytes('data:image/webp;base64,QQ==')).toBe(1)
})
