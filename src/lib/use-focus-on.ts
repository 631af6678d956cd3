import { type RefObject, useEffect, useRef } from 'react'

/**
 * Moves the focus to the returned element when `step` changes, so that keyboard and screen reader follow what the screen
 * does by itself. Nothing moves on the first render: the router already put the focus at the top.
 */
export function useFocusOn<T extends HTMLElement>(step: string): RefObject<T | null> {
  const element = useRef<T>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    element.current?.focus()
  }, [step])
  return element
}
