import { type RefObject, useEffect, useState } from 'react'

export type ElementRef = RefObject<HTMLElement | null>

/** True from the moment an element stands above the two bars at the foot of the screen. */
export function useInSight(element: ElementRef): boolean {
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? false), {
      rootMargin: '0px 0px -144px 0px',
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return inSight
}
