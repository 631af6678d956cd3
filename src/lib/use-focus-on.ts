import { type RefObject, useEffect, useRef } from 'react'

/**
 * Moves the focus to the returned element when `step` changes, so that keyboard and screen reader follow what the screen
 * does by itself. Nothing moves on the first render, since the router already put the focus at the top, unless `atOnce`:
 * this took the place of something else on the same page.
 */
export function useFocusOn<T extends HTMLElement>(step: string, atOnce = false): RefObject<T | null> {
  const element = useRef<T>(null)
  const before = useRef(atOnce ? null : step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    element.current?.focus()
  }, [step])
  return element
}

/** Where the focus goes once what had it is gone: else the keyboard begins at the top of the page again. */
export function useFocusAfter<T extends HTMLElement>(isThere: boolean): RefObject<T | null> {
  const element = useRef<T>(null)
  const was = useRef(isThere)
  useEffect(() => {
    if (was.current && !isThere) element.current?.focus()
    was.current = isThere
  }, [isThere])
  return element
}
