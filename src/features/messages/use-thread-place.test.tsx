import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useThreadPlace } from './use-thread-place.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
let sees: (isIntersecting: boolean) => void
const scrolled = vi.fn()
beforeEach(() => {
  scrolled.mockClear()
  Element.prototype.scrollIntoView = scrolled
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        sees = (isIntersecting) => act(() => tell([{ isIntersecting }]))
      }
      observe() {}
      disconnect() {}
    },
  )
})
afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
})

function conversation() {
  let place: ReturnType<typeof useThreadPlace> | undefined
  function Sheet(props: { last: number; isMine: boolean }) {
    place = useThreadPlace({ first: 1, ...props })
    return <div ref={place.end} />
  }
  root = createRoot(document.createElement('div'))
  return {
    show: (last: number, isMine = false) => act(() => root.render(<Sheet last={last} isMine={isMine} />)),
    hasNewBelow: () => place?.hasNewBelow,
    isAtEnd: () => place?.isAtEnd,
  }
}

test('whoever is at the end goes on with what arrives; whoever reads further up stays, and is told', () => {
  const { show, hasNewBelow, isAtEnd } = conversation()
  show(3)
  show(4)
  expect(scrolled).toHaveBeenCalledTimes(2)
  expect(hasNewBelow()).toBe(false)
  sees(false)
  expect([isAtEnd(), hasNewBelow()]).toEqual([false, false])
  show(5)
  expect(scrolled).toHaveBeenCalledTimes(2)
  expect(hasNewBelow()).toBe(true)
  sees(true)
  expect(hasNewBelow()).toBe(false)
})

test('one’s own words take one along', () => {
  const { show, hasNewBelow } = conversation()
  show(3)
  sees(false)
  show(4, true)
  expect(scrolled).toHaveBeenCalledTimes(2)
  expect(hasNewBelow()).toBe(false)
})
