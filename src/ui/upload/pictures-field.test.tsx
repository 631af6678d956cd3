import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { startI18n } from '../../lib/i18n.ts'
import { newDraft, type PictureDraft } from '../../lib/upload/picture-drafts.rules.ts'
import type { PictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { PicturesField } from './pictures-field.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeAll(startI18n)
const roots: { unmount(): void }[] = []
afterEach(() => act(() => roots.splice(0).forEach((root) => root.unmount())))

/** Mounted with these drafts; what the field asks for, in order. */
async function mounted(drafts: PictureDraft[], most = 12) {
  const asked: unknown[][] = []
  const note =
    (name: string) =>
    (...given: unknown[]) => {
      asked.push([name, ...given])
      return 0
    }
  const pictures = Object.fromEntries(
    ['add', 'retry', 'remove', 'move', 'describe'].map((name) => [name, note(name)]),
  ) as unknown as PictureDrafts
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  const root = createRoot(place)
  roots.push(root)
  await act(async () => root.render(<PicturesField label="Fotos" pictures={{ ...pictures, drafts, most }} />))
  const button = (name: string) =>
    [...place.querySelectorAll('button')].find((one) => (one.ariaLabel ?? one.textContent) === name)
  return { place, asked, button }
}
const draft = (key: string, facts: Partial<PictureDraft> = {}): PictureDraft => ({
  ...newDraft(key, { name: `${key}.jpg` }, `blob:${key}`),
  state: 'ready',
  ...facts,
})

test('the order is changed without dragging, and ends are ends', async () => {
  const { asked, button } = await mounted([draft('a'), draft('b')])
  expect(button('Mover antes la foto 1')?.disabled).toBe(true)
  expect(button('Mover después la foto 2')?.disabled).toBe(true)
  await act(async () => button('Mover después la foto 1')?.click())
  await act(async () => button('Quitar la foto 2')?.click())
  expect(asked).toEqual([
    ['move', 'a', 1],
    ['remove', 'b'],
  ])
})

test('what is under way says how far it is; what failed says why, and offers another try where one can help', async () => {
  const { place, asked, button } = await mounted([
    draft('a', { state: 'sending', progress: 0.4 }),
    draft('b', { state: 'failed', problem: { kind: 'offline' } }),
    draft('c', { state: 'failed', problem: { kind: 'refused', reason: 'TOO_LARGE' } }),
  ])
  expect(place.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('40')
  const alerts = [...place.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent)
  expect(alerts).toEqual(['Sin conexión: la foto no se subió.', 'La foto pesa más de 10 MB. Manda una más ligera.'])
  expect(
    [...place.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Intentar otra vez'),
  ).toHaveLength(1)
  await act(async () => button('Intentar otra vez')?.click())
  expect(asked).toEqual([['retry', 'b']])
})

test('a failed one says which file it is, and asks for no words about what it shows', async () => {
  const { place } = await mounted([
    draft('a'),
    draft('recibo', { state: 'failed', problem: { kind: 'refused', reason: 'TYPE' } }),
  ])
  const [first, second] = [...place.querySelectorAll('li')]
  expect(first?.querySelectorAll('input')).toHaveLength(2)
  expect(second?.querySelectorAll('input')).toHaveLength(0)
  expect(second?.textContent).toContain('recibo.jpg')
  await act(async () => second?.querySelector('img')?.dispatchEvent(new Event('error')))
  expect(second?.querySelector('img')).toBeNull()
  expect(second?.textContent).toContain('Foto 2 de 2')
})

test('files are dropped on it, pictures on one another; full is full', async () => {
  const { place, asked, button } = await mounted([draft('a'), draft('b')], 2)
  expect(button('Elegir fotos')?.disabled).toBe(true)
  const drop = async (on: Element | null, data: { key?: string; files?: File[] }) => {
    const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { getData: () => data.key ?? '', files: data.files ?? [], types: [] },
    })
    await act(async () => on?.dispatchEvent(event))
    expect(event.defaultPrevented).toBe(true)
  }
  const file = new File(['x'], 'x.jpg')
  await drop(place.querySelector('fieldset'), { files: [file] })
  await drop(place.querySelector('[data-place="0"] img'), { key: 'b' })
  expect(asked).toEqual([
    ['add', [file]],
    ['move', 'b', 0],
  ])
})
