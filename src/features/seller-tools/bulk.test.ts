import { expect, test } from 'vitest'
import { countedDifferences } from './count.rules.ts'
import { decodeSheet, mendsOf, readSheet, withCell, writeSheet } from './import-sheet.rules.ts'
import { readPieces } from './pieces-search.rules.ts'

test('a spreadsheet comes out as it went in, whatever wrote it', () => {
  const sheet = [
    ['nombre', 'precio', 'descripción'],
    ['Jarra, alta', '420', 'Dice "hola"\ny más'],
    ['', '', ''],
    ['Plato', "'-5", 'Barro'],
  ]
  expect(readSheet(writeSheet(sheet))).toEqual(sheet)
  const semicolons = '\ufeffnombre;precio\r\nJarra, alta;420\r\n'
  expect(readSheet(semicolons)).toEqual([
    ['nombre', 'precio'],
    ['Jarra, alta', '420'],
  ])
  const old = Uint8Array.from([0x43, 0xe1, 0x6e, 0x74, 0x61, 0x72, 0x6f]).buffer
  expect(decodeSheet(old)).toBe('Cántaro')
  expect(decodeSheet(new TextEncoder().encode('Cántaro').buffer as ArrayBuffer)).toBe('Cántaro')
  const utf16 = Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x09, 0, 0xf1, 0]).buffer
  expect(readSheet(decodeSheet(utf16))).toEqual([['a', 'ñ']])
  expect(readSheet('a,"b')).toEqual({ brokenLine: 1 })
  expect(readSheet('PK\u0003\n\u0000\nVaso "lindo"')).toEqual({ brokenLine: 1 })
  expect(readSheet('a,b\n"uno\ndos",b\nVaso "lindo",b')).toEqual({ brokenLine: 3 })
})

test('what is wrong is mended in its cell; a column that is missing comes with its head', () => {
  const sheet = [
    ['Nombre', 'precio'],
    ['Jarra', 'caro'],
    ['Plato', '90'],
  ]
  const problems = [
    { line: 2, column: 'precio', reason: 'Debe ser un precio.' },
    { line: 2, column: 'category', reason: 'Falta.' },
    { line: 3, column: '', reason: 'Toda la fila.' },
  ]
  const [first, second] = mendsOf(sheet, problems)
  expect(first).toMatchObject({ row: 1, name: 'Jarra', mends: [{ column: 1 }, { column: 2, head: 'category' }] })
  expect(second).toMatchObject({ row: 2, name: 'Plato', mends: [{ column: null }] })
  const [price, category] = first?.mends ?? []
  if (!price || !category) throw new Error('nothing to mend')
  const mended = withCell(withCell(sheet, price, '420'), category, 'CERAMICA')
  expect(mended).toEqual([
    ['Nombre', 'precio', 'category'],
    ['Jarra', '420', 'CERAMICA'],
    ['Plato', '90'],
  ])
})

test('what is sent of a count is what differs', () => {
  const shelf = (variantId: string, onHand: number) => ({ variantId, name: variantId, onHand, reserved: 1 })
  const shelves = [shelf('a', 5), shelf('b', 5), shelf('c', 5), shelf('d', 0)]
  expect(countedDifferences(shelves, { a: '3', b: '5', c: '', d: '7' })).toEqual({
    corrections: [
      { variantId: 'a', quantity: -2 },
      { variantId: 'd', quantity: 7 },
    ],
    wrong: new Set(),
  })
  expect(countedDifferences(shelves, { a: 'tres' })).toEqual({ corrections: [], wrong: new Set(['a']) })
})

test('an address that nobody understands shows everything, newest first', () => {
  expect(readPieces({ estado: 'LOW', orden: 'stock' })).toEqual({ estado: 'LOW', orden: 'stock' })
  expect(readPieces({ estado: 'x', orden: 'newest' })).toEqual({})
})
