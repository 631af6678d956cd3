import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startI18n } from '../lib/i18n.ts'
import { WordsField } from './words-field.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeAll(startI18n)
beforeEach(() => void vi.useFakeTimers())
let root: Root
afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
})

/** A list whose address begins with these words; `arrive` is when the address has changed. */
function mounted(first?: string) {
  const said: (string | undefined)[] = []
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  root = createRoot(place)
  const arrive = (words: string | undefined) =>
    act(() => root.render(<WordsField label="Busca" words={words} onWords={(next) => said.push(next)} />))
  arrive(first)
  const field = place.querySelector('input') as HTMLInputElement
  const type = (text: string) =>
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
  const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms))
  return { said, field, arrive, type, wait }
}

test('what the address says stands in the field', () => {
  expect(mounted('jarra').field.value).toBe('jarra')
})

test('words are said once they stand still, and none when they are wiped out', () => {
  const { said, type, wait, arrive } = mounted()
  type('ja')
  wait(200)
  type('jarra ')
  wait(200)
  expect(said).toEqual([])
  wait(200)
  expect(said).toEqual(['jarra'])
  arrive('jarra')
  type('')
  wait(400)
  expect(said).toEqual(['jarra', undefined])
})

test('whoever leaves the field for what was found takes the words along', () => {
  const { said, field, type, wait } = mounted()
  type('rojo')
  act(() => void field.dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
  expect(said).toEqual(['rojo'])
  wait(1000)
  expect(said).toEqual(['rojo'])
})

test('a slow address takes nothing away that was typed after it; one that changes by itself is followed', () => {
  const { said, field, type, wait, arrive } = mounted()
  type('ja')
  wait(400)
  type('jarra')
  arrive('ja')
  expect(field.value).toBe('jarra')
  wait(400)
  expect(said).toEqual(['ja', 'jarra'])
  arrive('jarra')
  arrive(undefined)
  expect(field.value).toBe('')
  wait(1000)
  expect(said).toHaveLength(2)
})
