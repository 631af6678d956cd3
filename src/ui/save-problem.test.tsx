import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ApiProblem } from '../lib/http.ts'
import { startI18n } from '../lib/i18n.ts'
import { SaveProblem } from './save-problem.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
beforeAll(startI18n)
const roots: { unmount(): void }[] = []
afterEach(() => {
  act(() => roots.splice(0).forEach((root) => root.unmount()))
  Reflect.deleteProperty(Element.prototype, 'scrollIntoView')
  vi.restoreAllMocks()
})

const conflict = new ApiProblem({ status: 409, code: 'VERSION_CONFLICT' })
const wrong = new ApiProblem({
  status: 400,
  code: 'VALIDATION_FAILED',
  errors: [{ pointer: '/rrule', message: 'No es una regla.' }],
})

/** What was brought into sight once this error is said in a form with that in it. */
async function seen(error: unknown, field?: { isWrong: boolean }, comesIntoSight?: boolean) {
  const into = vi.fn()
  Element.prototype.scrollIntoView = function (this: Element) {
    into(this.textContent)
  }
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  const root = createRoot(place)
  roots.push(root)
  await act(async () =>
    root.render(
      <form>
        {field && <input aria-invalid={field.isWrong} />}
        <SaveProblem error={error} onLatest={() => undefined} {...(comesIntoSight === false && { comesIntoSight })} />
      </form>,
    ),
  )
  return into.mock.calls.flat().join(' ')
}

test('why something is not saved comes into sight by itself', async () => {
  expect(await seen(null)).toBe('')
  expect(await seen(new TypeError('no network'))).toContain('No sabemos si se guardó')
  expect(await seen(conflict)).toContain('Alguien cambió esto mientras escribías')
})

test('without a network it is said that nothing left', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  expect(await seen(new ApiProblem({ status: 0, code: 'NETWORK_ERROR' }))).toContain('Sin conexión: no se guardó.')
})

test('nobody is taken away from what they write', async () => {
  expect(await seen(new TypeError('no network'), undefined, false)).toBe('')
})

test('a field that is wrong is gone to instead, if the page has it', async () => {
  expect(await seen(wrong, { isWrong: true })).toBe('')
  expect(await seen(wrong, { isWrong: false })).toContain('No es una regla.')
})
