import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CheckInResult } from '../../../contracts/bookings.ts'
import { ApiProblem } from '../../lib/http.ts'
import { useWaitingCodes } from './use-waiting-codes.ts'
import type { WaitingCode } from './waiting-codes.rules.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers()
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
})
afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const code = (name: string): WaitingCode => ({ code: name, duringHours: true, key: name, at: 1 })
const admitted = {} as CheckInResult

/** A door whose requests end when told. */
function door(partnerId = 'marisol') {
  const asked: { code: string; end: (outcome: CheckInResult | Error) => Promise<void> }[] = []
  let shown: ReturnType<typeof useWaitingCodes> | undefined
  function Door() {
    shown = useWaitingCodes(partnerId, async (waiting) => {
      const { promise, resolve, reject } = Promise.withResolvers<CheckInResult>()
      const end = (outcome: CheckInResult | Error) =>
        act(async () => (outcome instanceof Error ? reject(outcome) : resolve(outcome)))
      asked.push({ code: waiting.code, end })
      return promise
    })
    return null
  }
  root = createRoot(document.createElement('div'))
  act(() => root.render(<Door />))
  return {
    asked,
    add: (name: string) => act(() => shown?.add(code(name))),
    online: () => act(async () => void window.dispatchEvent(new Event('online'))),
    waiting: () => shown?.codes.map((one) => one.code),
    checked: () => shown?.checked.map((one) => one.code.code),
  }
}

test('what is read while another is on its way waits its turn, and none is lost', async () => {
  const { asked, add, online, waiting, checked } = door()
  add('uno')
  await online()
  add('dos')
  await asked[0]?.end(admitted)
  await asked[1]?.end(admitted)
  expect(asked.map((one) => one.code)).toEqual(['uno', 'dos'])
  expect(waiting()).toEqual([])
  expect(checked()).toEqual(['dos', 'uno'])
})

test('who is signed out, or one of a crowd, asks again later; a refusal is an answer', async () => {
  const { asked, add, online, waiting } = door()
  add('uno')
  for (const status of [401, 429, 503]) {
    await online()
    await asked.at(-1)?.end(new ApiProblem({ status, code: 'ANY', title: '', detail: '' }))
    expect(waiting()).toEqual(['uno'])
  }
  await online()
  await asked.at(-1)?.end(new ApiProblem({ status: 409, code: 'ALREADY_ADMITTED', title: '', detail: '' }))
  expect(waiting()).toEqual([])
})

test('what waits outlives a reload, for the host it was read for', () => {
  door('marisol').add('uno')
  act(() => root.unmount())
  const other = door('otra')
  expect(other.waiting()).toEqual([])
  other.add('dos')
  act(() => root.unmount())
  expect(door('marisol').waiting()).toEqual(['uno'])
})
