import { useEffect, useLayoutEffect, useRef, useState } from 'react'

const placeOf = (element: Element) => element.getBoundingClientRect().top + window.scrollY
/** From here on one sees the end. */
const nearEnd = '0px 0px 200px 0px'

/**
 * Where one reads in a conversation. Whoever reads further up is not torn away by what arrives, but told of it
 * (`hasNewBelow`); their own words take them along. What is loaded above moves nobody.
 */
export function useThreadPlace({ first, last, isMine }: { first: number | undefined; last: number; isMine: boolean }) {
  const end = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLOListElement>(null)
  const [isAtEnd, setAtEnd] = useState(true)
  const [seenTo, setSeenTo] = useState(last)
  if (isAtEnd && last > seenTo) setSeenTo(last)

  const wasAtEnd = useRef(true)
  useEffect(() => {
    const place = end.current
    if (!place) return
    const watch = new IntersectionObserver(
      ([seen]) => {
        wasAtEnd.current = seen?.isIntersecting ?? true
        setAtEnd(wasAtEnd.current)
      },
      { rootMargin: nearEnd },
    )
    watch.observe(place)
    return () => watch.disconnect()
  }, [])
  const goToEnd = () => end.current?.scrollIntoView({ block: 'end' })
  const isFirst = useRef(true)
  // Before it is painted, and so before the observer learns that the end has moved away.
  useLayoutEffect(() => {
    if (last === 0 || !(isFirst.current || wasAtEnd.current || isMine)) return
    isFirst.current = false
    end.current?.scrollIntoView({ block: 'end' })
  }, [last, isMine])

  // Where the oldest stood on the page, and where it stands now.
  const oldest = useRef<{ bubble: Element; at: number } | null>(null)
  const keepPlace = () => {
    const bubble = sheet.current?.firstElementChild
    oldest.current = bubble ? { bubble, at: placeOf(bubble) } : null
  }
  useLayoutEffect(() => {
    const before = oldest.current
    oldest.current = null
    if (before?.bubble.isConnected) window.scrollBy(0, placeOf(before.bubble) - before.at)
  }, [first])

  return { end, sheet, keepPlace, goToEnd, isAtEnd, hasNewBelow: !isAtEnd && last > seenTo && !isMine }
}
