import { type RefObject, useEffect } from 'react'

const draggedType = 'application/x-picture'

/** Where in the list something was dropped; at its end when beside it. */
function placeOf(target: EventTarget | null): number | null {
  const item = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null
  return item ? Number(item.dataset['place']) : null
}

/**
 * Files that are dropped on `zone`, and pictures in it that are dragged onto one another. Both are shortcuts: the button
 * and the arrows do the same for those who do not drag.
 */
export function useDrops(
  zone: RefObject<HTMLElement | null>,
  on: {
    over(isOver: boolean): void
    files(files: File[]): void
    /** `to` is null beside the list. */
    move(key: string, to: number | null): void
  },
): void {
  useEffect(() => {
    const element = zone.current
    if (!element) return
    const controller = new AbortController()
    const listen = (type: 'dragstart' | 'dragover' | 'dragleave' | 'drop', then: (event: DragEvent) => void) =>
      element.addEventListener(type, then, { signal: controller.signal })
    listen('dragstart', ({ target, dataTransfer }) => {
      const key = target instanceof HTMLElement ? target.dataset['key'] : undefined
      if (key) dataTransfer?.setData(draggedType, key)
    })
    listen('dragover', (event) => {
      event.preventDefault()
      if (event.dataTransfer?.types.includes('Files')) on.over(true)
    })
    listen('dragleave', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) on.over(false)
    })
    listen('drop', (event) => {
      event.preventDefault()
      on.over(false)
      const key = event.dataTransfer?.getData(draggedType)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (key) on.move(key, placeOf(event.target))
      else if (files.length > 0) on.files(files)
    })
    return () => controller.abort()
  })
}
